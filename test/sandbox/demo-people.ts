/** The named demo accounts: one for each state a graduate can be in. Everybody is invented. */
export interface DemoPerson {
  key: string
  name: string
  /** as the school wrote it at first, where that was wrong */
  nameAtFirst?: string
  sex: '男' | '女'
  schoolCode: '10001' | '10558'
  /** the state in the words of the pages */
  state: string
  /** months before now of graduation */
  graduatedMonthsAgo: number
  archive: boolean
  hukou: boolean
  hukouMovedIn: boolean
  record: boolean
}

const usual = {
  sex: '男' as const,
  schoolCode: '10001' as const,
  graduatedMonthsAgo: 1,
  archive: true,
  hukou: true,
  hukouMovedIn: true,
  record: true,
}

export const demoPeople: DemoPerson[] = [
  { ...usual, key: 'unchecked', name: '沈嘉禾', sex: '女', state: '首次登录，基本信息未核对' },
  { ...usual, key: 'unregistered', name: '叶清和', state: '还没有登记毕业去向', record: false },
  { ...usual, key: 'unconfirmed', name: '方予安', sex: '女', state: '待确认' },
  { ...usual, key: 'confirmed', name: '陆知远', state: '已确认，未授权' },
  { ...usual, key: 'disputed', name: '许安然', sex: '女', state: '有误待更新' },
  {
    ...usual,
    key: 'provincial',
    name: '梁佩珊',
    sex: '女',
    schoolCode: '10558',
    state: '省级系统上报，待确认',
  },
  {
    ...usual,
    key: 'archive-first',
    name: '邓凯文',
    schoolCode: '10558',
    state: '省级系统上报，缺初始档案信息，不能确认',
    archive: false,
  },
  { ...usual, key: 'no-archive', name: '韩一鸣', state: '已确认，无档案转递信息', archive: false },
  {
    ...usual,
    key: 'no-hukou',
    name: '唐若溪',
    sex: '女',
    state: '已确认，户口未迁入学校',
    hukou: false,
    hukouMovedIn: false,
  },
  { ...usual, key: 'cap-passed', name: '冯启明', state: '服务已截止', graduatedMonthsAgo: 8 },
  { ...usual, key: 'live', name: '陈思齐', sex: '女', state: '核验编号生效中，有核验记录' },
  { ...usual, key: 'expired', name: '罗子涵', state: '核验编号已过期' },
  { ...usual, key: 'ended', name: '曹书宁', sex: '女', state: '核验编号已停止' },
  { ...usual, key: 'superseded', name: '彭宇航', state: '信息已更新，核验编号已失效，待重新确认' },
  { ...usual, key: 'deferred', name: '谢承泽', state: '延期毕业，暂停办理' },
  {
    ...usual,
    key: 'corrected',
    name: '顾念慈',
    nameAtFirst: '顾念兹',
    sex: '女',
    state: '姓名和单位已更正，待重新确认，有变更记录',
  },
  { ...usual, key: 'in-review', name: '温书言', state: '去向登记已提交，待学院审核', record: false },
  { ...usual, key: 'returned', name: '江月明', sex: '女', state: '去向登记已退回，待修改', record: false },
]
