import { confirm } from '../graduate/confirm.ts'
import { genuine } from './genuine.ts'
import { departmentApi } from './department-api.ts'
import { lookupLedger } from './lookup-ledger.ts'
import { problemList } from './problem.ts'
import { provincialApi } from './provincial-api.ts'
import { receipt } from '../verify/receipt.ts'
import { type Deployment, named } from './question.ts'
import { codeQuestions, stepUpQuestions } from './topics/authorizing.ts'
import { confirmingQuestions } from './topics/confirming.ts'
import { fileQuestions } from './topics/files.ts'
import { recognizingQuestions } from './topics/recognizing.ts'
import { registeringQuestions } from './topics/registering.ts'
import { signInQuestions } from './topics/sign-in.ts'
import { verifyingQuestions } from './topics/verifying.ts'

export const fourProhibitions = {
  title: '“四不准”',
  lead: '毕业去向登记必须真实。学校和教职工在就业工作中：',
  rules: [
    '不准以任何方式强迫、诱导毕业生签订就业协议和劳动合同；',
    '不准将毕业证书、学位证书发放与毕业生签约挂钩；',
    '不准以户档托管为由劝说毕业生签订虚假就业协议；',
    '不准将毕业生顶岗实习、见习证明材料作为就业证明材料。',
  ],
  reportTitle: '怎样举报',
  report: ({ support }: Deployment) => [
    `遇到上述情况，可向本网站的运营单位反映（${support}），也可向学校所在地教育行政部门反映。`,
    '请写明学校、时间、经过和能说明情况的材料；举报人的信息会被保密。',
    `登记的去向与事实不符的，还可以在${named(confirm.title)}页面选择${named(confirm.wrong)}。`,
  ],
  toConfirm: confirm.title,
} as const

/** Questions and answers, by topic. */
export const help = {
  title: '帮助',
  more: [
    { href: '/help/genuine/', text: '核验报告样张' },
    { href: '/help/four-prohibitions/', text: `${fourProhibitions.title}说明与举报` },
    { href: '/help/problems/', text: problemList.title },
    { href: '/help/lookup-ledger/', text: lookupLedger.title },
    { href: '/verify/receipt/', text: receipt.title },
    { href: '/help/provincial-api/', text: provincialApi.title },
    { href: '/help/department-api/', text: departmentApi.title },
  ],
  topics: [
    { id: 'sign-in', title: '登录', items: signInQuestions },
    { id: 'register', title: '登记、变更与作废', items: registeringQuestions },
    { id: 'confirm', title: '核对与确认', items: confirmingQuestions },
    { id: 'step-up', title: '实人验证（人脸识别）', items: stepUpQuestions },
    { id: 'codes', title: '授权、编号与有效期', items: codeQuestions },
    { id: 'files', title: '档案寄送', items: fileQuestions },
    { id: 'verify', title: '接收部门核验', items: verifyingQuestions },
    { id: 'genuine', title: genuine.title, items: recognizingQuestions },
  ],
  contact: '还没有解决？',
  contactSays: ({ support }: Deployment) => `请联系学校就业部门，或联系我们：${support}`,
} as const
