interface Online {
  host: string
  page: string
  scanWith: string
}

/** The printed 档案转递通知单 and the receipt that is torn off it. */
export const slipWords = {
  title: '高校毕业生档案转递通知单',
  page: '档案转递通知单',
  count: (slips: number) => `档案转递通知单，共 ${slips} 份，每份一页`,
  back: '返回转递编号与寄送',
  /** after the receiving unit's name */
  salutation: '：',
  /** around the graduate's name */
  lead: {
    sentBy: (school: string) => `现将${school}毕业生`,
    pleaseCheckAndReturnReceipt: '的档案转递给贵单位，请核对后查收，并填写下方回执寄回，或在线回执。',
  },
  code: '转递编号：',
  graduate: '毕业生',
  college: '院系',
  receiver: '接收单位',
  address: '单位地址',
  sending: { title: '寄送', method: '转递方式', trackingNumber: '邮寄单号', sentOn: '寄出日期' },
  notes: {
    title: '核验方式：',
    online: ({ host, page, scanWith }: Online) =>
      `前往${host}，选择“${page}”，输入毕业生姓名和转递编号；或使用${scanWith}扫描二维码，再输入毕业生姓名。`,
    until: (end: string) => `查询核验服务截止到 ${end}，转递信息以查询结果为准。`,
    answer: '在线回执：查询后选择“已收到”或“退回”，毕业生和学校即可看到。',
  },
  stamp: (school: string) => `${school}（盖章）`,
  day: '年　　月　　日',
  cut: '沿此线撕下，寄回学校',
  receipt: {
    title: '档案转递回执',
    /** between the school's name, the graduate's and the code */
    yourGraduate: '：贵校毕业生',
    file: '的档案（转递编号',
    we: '），我单位：',
    returned: '退回，原因：',
    clerk: '经办人及电话：',
    stamp: '接收单位（盖章）',
    returnTo: (address: readonly string[]) => `回执寄回：${address.join('　')}`,
  },
} as const
