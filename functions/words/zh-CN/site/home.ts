import { kindPages } from '../report-kinds.ts'

export const home = {
  heading: ['登记去向，确认一次，', '处处可核验'],
  lead: '毕业生确认去向信息并授权，档案和户口接收部门凭编号或二维码核验。',
  graduate: {
    glyph: '登',
    title: '毕业生去向登记',
    says: (provider: string) => `使用${provider}账号登录，确认去向、授权核验`,
  },
  scan: { glyph: '扫', title: '扫描二维码核验', says: '用摄像头、照片或电子版报告' },
  archive: { glyph: '档', title: kindPages.archive, says: '姓名 + 档案转递编号或核验编号' },
  hukou: { glyph: '户', title: kindPages.hukou, says: '姓名 + 核验编号' },
  way: {
    title: '毕业生办理步骤',
    steps: [
      ['核对信息', '首次登录时核对学校上传的基本信息'],
      ['去向确认', '确认登记的去向，有误的提出更正'],
      ['核验授权', '实人验证后设置核验有效期'],
      ['核验报告', '下载报告，把编号交给接收部门'],
    ],
  },
  news: '通知公告',
  genuine: {
    title: '如何辨认真实的核验报告',
    points: [
      '扫描报告上的二维码，打开的网页必须在本网站的网址之下。',
      '以网页上显示的核验结果为准，纸面内容与网页不一致的，以网页为准。',
      '网页会列出全部登记信息和有效期，不会只显示“通过”。',
    ],
    more: '查看辨认方法',
  },
  help: '登录或核验遇到问题？',
  helpLink: '查看帮助',
} as const
