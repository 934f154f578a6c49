interface Named {
  operator: string
  host: string
  scanWith: string
  page: string
}

/** The printed 核验报告. A saved copy's seal covers the title, the label and the notes. */
export const reportWords = {
  title: '全国普通高等学校毕业生去向登记信息',
  active: (until: string) => `生效中 · 有效期至 ${until}`,
  /** before what the reason says, where the graduate's own day has passed */
  pastDay: (until: string) => `有效期至 ${until}。`,
  code: '核验编号',
  qr: '核验二维码',
  notes: ({ operator, host, scanWith, page }: Named) => [
    `登记信息由${operator}提供。`,
    `核验方式：①前往${host}，选择“${page}”模块，正确输入毕业生姓名和核验编号进行核验；②使用${scanWith}的扫一扫功能扫描报告中的二维码在线核验。`,
    '登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。',
    '查询核验服务时间截止到毕业生的毕业时间加六个月。',
  ],
  back: { cards: '返回核验授权', specimens: '返回样张列表' },
  file: (kind: string) => `去向登记信息核验报告-${kind}.html`,
  specimen: '样张',
} as const

/** The printed 去向登记信息表. */
export const formWords = {
  title: '全国普通高等学校毕业生去向登记信息表',
  active: (until: string) => `转递编号有效期至 ${until}`,
  voided: {
    expired: {
      title: '转递编号已过期',
      text: '查询截止到毕业时间的第二年3月31日，本表只作存档，不能再用于在线核验。',
    },
    held: {
      title: '转递编号暂停使用',
      text: '学校登记的毕业结论为延期毕业、休学或离校，暂不提供在线核验。',
    },
  },
  code: '转递编号',
  qr: '转递编号二维码',
  asOf: (day: string) => `登记信息日期：${day}`,
  notes: ({ operator, host, scanWith, page, until }: Named & { until: string }) => [
    `登记信息由${operator}提供，来自于毕业生离校时上报的信息，如有问题请联系毕业生所在学校。`,
    `核验方式：①前往${host}，选择“${page}”模块，正确输入毕业生姓名和转递编号进行核验；②使用${scanWith}的扫一扫功能扫描本表的二维码，输入毕业生姓名在线核验。`,
    '核验时显示的是查询当时的登记信息。打印之后登记信息有变更的，转递编号不变，以核验结果为准。',
    `转递编号的查询截止到毕业时间的第二年3月31日（${until}）。`,
    '档案接收单位收到或退回档案后，请在核验结果页面登记，毕业生和学校可以看到。',
  ],
  voidedRecord:
    '原有的去向登记信息已作废，转递编号暂停使用。重新登记并生效后，同一转递编号可以继续使用，届时请重新打印。',
  back: { confirm: '返回去向登记确认', desk: '返回' },
  file: '去向登记信息表.html',
} as const
