import { genuine } from '../genuine.ts'
import type { Question } from '../question.ts'

export const recognizingQuestions: readonly Question[] = [
  {
    ask: '看网址',
    say: ({ host }) => [`扫描二维码后，浏览器地址栏中的网址必须是 ${host}。其他网址的页面都不是本网站。`],
  },
  {
    ask: '看内容',
    say: () => [
      '真实的核验结果会列出全部登记信息、有效期、核验时间和回执，不会只有一句结论或一个对勾。',
      '请逐项与纸面核对，不一致的以网页为准。',
    ],
    go: [{ href: '/help/genuine/', text: genuine.title }],
  },
  {
    ask: '看入口',
    say: ({ operator }) => [`本网站由${operator}运营，核验不收费，不要求接收部门或毕业生提供密码、验证码。`],
  },
]
