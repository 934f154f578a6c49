/** What every page says. */
export const site = {
  name: '毕业去向登记与核验',
  platform: '毕业生去向登记与核验平台',
  description: '毕业生确认去向信息并授权，档案和户口接收部门凭编号或二维码核验。',
  sandbox: '沙箱',
  skip: '跳到正文',
  home: '返回首页',
  back: '返回',
  contents: '页面链接',
  help: '帮助',
  announcements: '通知公告',
  staff: '学校就业部门入口',
  outbox: '沙箱发件箱',
  department: '接收部门入口',
  operated: (operator: string) => `本网站由${operator}运营`,
  contact: (support: string) => `联系我们：${support}`,
  /** where somebody cannot go on */
  ask: (support: string) => `仍不能解决的，请咨询：${support}`,
  checkAddress: (host: string) => `请核对浏览器地址栏中的网址：${host}`,
} as const

/** The sandbox's page of what would have been sent. */
export const outbox = {
  title: site.outbox,
  lead: '真实部署时，这些提醒由短信和邮件通道发出；沙箱不对外发送，只在这里列出最近一百条。',
} as const
