/** 时间提醒: the days that count, where they bite. */
export const deadlines = {
  title: '时间提醒',
  of: {
    registerEndsAt: '登记并确认去向',
    changesEndAt: '自行变更登记信息',
    serviceEndsAt: '核验编号查询服务',
    transferEndsAt: '转递编号查询服务',
  },
  before: (day: string) => `${day}截止`,
} as const
