/** 时间提醒: the days that count, where they bite. */
export const deadlines = {
  title: '时间提醒',
  of: {
    registerEndsAt: { label: '登记并确认去向', over: '已过，请尽快办理' },
    changesEndAt: { label: '自行变更登记信息', over: '已截止' },
    serviceEndsAt: { label: '核验编号查询服务', over: '已截止' },
    transferEndsAt: { label: '转递编号查询服务', over: '已截止' },
  },
  before: (instant: string) => `截止 ${instant}`,
  left: {
    days: (n: number) => `还有 ${n} 天`,
    hours: (n: number) => `还有 ${n} 小时`,
    minutes: (n: number) => `还有 ${n} 分钟`,
  },
} as const
