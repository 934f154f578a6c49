import { specimenReasons } from '../reasons/specimens.ts'
import { kindShort } from '../report-kinds.ts'

interface Named {
  host: string
  operator: string
  scanWith: string
}

/** How to recognise a genuine report, with specimens to practise on. */
export const genuine = {
  title: '如何辨认真实的核验报告',
  lead: '从四个方面辨认。下面还有每一种情形的样张，可以随意试。',
  steps: ({ host, operator, scanWith }: Named): [string, string][] => [
    [
      '看网址',
      `用${scanWith}扫描报告上的二维码，打开的网址必须以 ${host} 开头。其他网址上的页面，做得再像也不是本网站。`,
    ],
    [
      '看结果',
      '真实的结果会逐项列出登记信息、有效期、核验时间和回执号。请与手里的材料逐项对照，不一致的以网页为准。只显示“通过”或一个对勾的，不可信。',
    ],
    [
      '看签名',
      '二维码里有本网站的数字签名。打开过本网站扫码页的手机和电脑，断网时也能识别出伪造的二维码，联网后再查目前是否有效。',
    ],
    [
      '不收费，不要密码',
      `本网站由${operator}运营。核验不收费，不要求登录，不会向接收部门或毕业生索要密码、验证码。`,
    ],
  ],
  tryTitle: '用样张练习',
  trySays: '样张不属于任何毕业生，也不能用于办理业务。每张样张都带“样张”字样，查询不计入任何人的核验记录。',
  typed: '输入姓名和编号查询',
  typedSays: '学籍姓名都填：',
  open: '查看报告样张',
  scan: '查看扫码结果',
  copy: '下载电子件',
  code: '核验编号',
  kinds: kindShort,
  states: {
    valid: ['有效：档案信息核验', '逐项列出登记信息，可以据此办理。'],
    hukou: ['有效：户口信息核验', '只列出户口迁移所需的信息，没有工作单位。'],
    no_archive: ['有效：没有档案转递信息', '授权时还没有登记档案转递，报告如实不列。'],
    ...specimenReasons,
  },
  forged: {
    title: '伪造的二维码',
    says: '格式与真的完全一样，但不是本网站签名的。扫码页会直接指出，不会把它发送出去。',
  },
  altered: {
    title: '改动过的电子件',
    says: '下载一份样张电子件，用记事本改动其中一个字再保存，然后在“扫码核验”页选择这个文件，看看哪一项被指出。',
    go: '去扫码核验',
  },
} as const
