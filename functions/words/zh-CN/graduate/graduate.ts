import { kindCards } from '../report-kinds.ts'

/** What the graduate's screens share, and the module menu. */
export const graduate = {
  title: '毕业生去向登记',
  steps: ['核对信息', '去向确认', '核验授权', '核验报告'],
  stepsLabel: '办理进度',
  stepDone: '已完成',
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
  entry: '当前办理的学籍',
  change: '切换',
  choose: '请选择要办理的学籍',
  chooseLead: '您名下有多条毕业生信息，每条分别确认、分别授权。办理中可以随时切换。',
  chosen: '当前',
  graduation: (month: string) => `${month} 毕业`,
  modules: '功能模块',
  ending: (kind: keyof typeof kindCards, end: string) =>
    `${kindCards[kind]}编号将于 ${end} 到期，到期后接收部门不能再查询。`,
  extend: '去延长有效期',
  register: {
    glyph: '登',
    title: '毕业去向登记',
    says: '登记毕业去向、档案转递和户口迁移，查看审核结果',
    elsewhere: (name: string) => `请在“${name}”办理`,
  },
  archiveChange: { glyph: '档', title: '更改档案去向', says: '只更改档案转递和户口迁移' },
  confirm: { glyph: '认', title: '去向登记确认', says: '核对毕业去向、档案和户口信息并确认' },
  authorize: { glyph: '授', title: '核验授权', says: '生成核验编号和报告，供接收部门核验' },
  lookups: { glyph: '录', title: '核验记录', says: '查看谁在什么时候核验过' },
  basicInfo: '查看基本信息',
  dispatch: '档案寄送情况',
  history: '变更记录',
  locked: '完成去向登记确认后可用',
  missing: {
    confirm: '下一步：去向登记确认',
    authorize: '下一步：核验授权',
    register: '下一步：毕业去向登记',
    draft: '下一步：填完毕业去向登记并提交',
    returned: '下一步：按退回的原因修改，重新提交',
    review: '登记已提交，等待审核，审核通过后再来确认',
    elsewhere: '下一步：在省级系统登记，结果同步后再来确认',
    disputed: '下一步：按原渠道更新信息，更新后再次确认',
  },
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
