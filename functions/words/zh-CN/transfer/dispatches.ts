/** What the receiving unit answered. */
export const outcomes = { received: '已收到', returned: '退回' } as const

/** How an answer was given (decision 35); of a claim where it came from, '' where that is not known. */
export const answerGiven = {
  claim: (origin: string) => `经转递编号反馈（未登录）${origin === '' ? '' : `，来自${origin}`}`,
  unit: (department: string) => `接收单位登记（${department}）`,
} as const

/** 转递方式; '' where the receiving unit answered before the school entered anything. */
export const methods = { confidential: '机要', ems: 'EMS', courier: '专人', '': '' } as const

export const dispatchStates = {
  unsent: '未寄出',
  sent: '已寄出',
  received: '已收到',
  returned: '已退回',
  no_archive: '无档案转递信息',
  not_needed: '无需寄送',
  on_hold: '暂不办理',
} as const

export const transferFiles = {
  /** what the school's list is called as a file */
  list: (cohort: number | undefined) => `转递编号${cohort === undefined ? '' : `-${cohort}届`}.csv`,
  tooManySlips: (most: number) => `一次最多打印 ${most} 份`,
  qr: '转递编号二维码',
} as const
