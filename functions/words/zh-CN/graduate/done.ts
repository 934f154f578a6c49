/** The page that an act ends with: what was done, when, under which number, and what comes next. */
export const done = {
  title: {
    confirmed: '已确认去向登记',
    disputed: '已提交信息有误',
    withdrawn: '已撤销，请重新核对后确认',
    submitted: '已提交，等待审核',
    authorized: '核验编号生效中',
    ended: '已停止核验',
    resumed: '已撤回停止，编号恢复生效',
  },
  at: '办理时间',
  number: '办理编号',
  numberSays: '联系学校或平台时，报这个编号即可查到。',
  until: '有效期至',
  calendar: '把日期加入日历',
  print: '打印或保存本页',
  back: '返回功能模块',
  next: '接下来',
  confirmed: '确认的内容可在“去向登记确认”查看。之后信息有更新，需要重新确认。',
  disputed: '生效中的核验编号已失效。信息更新后会回到“待确认”，届时请再次确认。',
  submitted: '审核结果会显示在“毕业去向登记”，审核期间不需要操作。',
  ended: '编号不再可查。十分钟内、在这次登录中可以撤回。',
  endedForGood: '编号不再可查，不能恢复。如仍需核验，请重新设置有效期。',
  resume: '撤回停止',
  resumeLeft: (clock: string) => `还可撤回 ${clock}`,
} as const

/** In a calendar of the graduate's own. */
export const calendarWords = {
  name: '毕业去向登记',
  file: '毕业去向登记日期.ics',
  code: (card: string) => `${card}编号到期`,
  codeSays: '到期后接收部门不能再查询。如仍需要，请在到期前登录延长。',
  of: {
    registerEndsAt: { title: '登记并确认去向截止', says: '离校前请登记并确认毕业去向。' },
    changesEndAt: { title: '自行变更登记信息截止', says: '此后需要变更，请联系学校就业部门。' },
    serviceEndsAt: { title: '核验编号查询服务截止', says: '此后不能再设置有效期。' },
  },
} as const
