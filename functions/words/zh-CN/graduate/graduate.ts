import { kindCards } from '../report-kinds.ts'

/** What the graduate's screens share, and the module menu. */
export const graduate = {
  title: '毕业生去向登记',
  signOut: '退出',
  schoolContact: '学校就业部门联系方式',
  noContact: (support: string) => `学校尚未提供联系方式，可联系：${support}`,
  account: (support: string) => `账号问题请咨询：${support}`,
  onHold: {
    title: (completion: string) => `学校登记的毕业结论：${completion}`,
    says: '在此期间不能登记、确认去向，也不能授权核验；原来的核验编号已失效，转递编号暂不能查询。已登记的信息都还在。',
    ask: '如与实际不符，请联系学校就业部门更正；更正后即可继续办理。',
    history: '查看变更记录',
  },
} as const

export const menu = {
  greeting: (name: string) => `${name}，您好`,
  change: '切换',
  choose: '请选择要办理的学籍',
  chooseLead: '您名下有多条毕业生信息，每条分别确认、分别授权。办理中可以随时切换。',
  chosen: '当前',
  graduation: (month: string) => `${month} 毕业`,
  modules: '功能模块',
  live: (kind: keyof typeof kindCards) => `${kindCards[kind]}编号`,
  show: '出示给窗口',
  report: '查看报告',
  endsSoon: '即将到期，到期后接收部门不能再查询。',
  extend: '延长有效期',
  register: {
    glyph: '登',
    title: '毕业去向登记',
    says: '登记毕业去向、档案转递和户口迁移，查看审核结果',
    elsewhere: (name: string) => `请在“${name}”办理`,
  },
  archiveChange: { glyph: '档', title: '更改档案去向', says: '只更改档案转递和户口迁移' },
  confirm: { glyph: '认', title: '去向登记确认', says: '核对毕业去向、档案和户口信息并确认' },
  authorize: { glyph: '授', title: '核验授权', says: '设置有效期，生成核验编号和报告' },
  lookups: { glyph: '录', title: '核验记录', says: '查看谁在什么时候核验过' },
  basicInfo: '查看基本信息',
  dispatch: '档案寄送情况',
  history: '变更记录',
} as const

/** State words, and no others (glossary). */
export const confirmationStates = {
  unconfirmed: ['wait', '○', '待确认'],
  confirmed: ['good', '●', '已确认'],
  disputed: ['stop', '▲', '有误待更新'],
} as const

/** State words of a registration. */
export const registrationStates = {
  draft: ['wait', '○', '草稿'],
  college_review: ['wait', '◔', '待学院审核'],
  school_review: ['wait', '◔', '待学校审核'],
  returned: ['stop', '▲', '已退回'],
  effective: ['good', '●', '审核通过'],
  discarded: ['', '■', '已删除'],
} as const
