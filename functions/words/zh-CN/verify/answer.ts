/** A title where boxes were left empty. */
export const fillIn = (boxes: readonly string[]): string => `请填写${boxes.join('和')}`

/** What is read after a typed look-up. */
export const answerWords = {
  changed: {
    none: '报告所列各项与目前的登记一致，但这份报告仍须重新授权后才能使用。',
    /** 毕业去向信息（单位名称、单位所在地） */
    fields: (blocks: readonly { title: string; labels: readonly string[] }[]) =>
      `与目前的登记不同的项目：${blocks.map(({ title, labels }) => `${title}（${labels.join('、')}）`).join('；')}。`,
  },
  specimen: {
    title: '这是样张。',
    says: '它不属于任何毕业生，也不能用于办理业务，只供练习辨认。',
    back: '返回样张列表',
  },
  next: '下一步',
  again: '核验下一份',
  checked: '核验时间',
  receipt: '回执',
  until: '有效期至',
  asOf: '登记信息日期',
  name: '学籍姓名',
  missing: (boxes: readonly string[]) => ({
    title: fillIn(boxes),
    says: '尚未进行查询。两项都填写后再点“查询”。',
  }),
  unknown: {
    title: '未查到相符的信息',
    says: '姓名与编号须同时正确才会显示登记信息。',
    try: '请逐项检查后再试',
    steps: (page: string, others: readonly string[]) => [
      '姓名：与学籍一致，不用曾用名；少数民族姓名的间隔号不要漏写。',
      '编号：请对照核验报告或档案材料逐位核对，或直接扫描上面的二维码。',
      `入口：当前是“${page}”，${others.join('、')}请换另一入口查询。`,
      '仍查不到，核验编号请联系毕业生本人，在“核验授权”中查看；转递编号请联系毕业生所在学校。',
    ],
  },
  limited: {
    title: '查询次数已达上限，本次没有查询',
    says: '这不表示姓名或编号有误，也没有写入毕业生的核验记录。',
    steps: ['请扫描报告上的二维码：扫码核验不受此限制。', '或请已登录的接收部门查询：登录后查询不受此限制。'],
    /** around the instant */
    at: ['或在', '之后再查询。'],
  },
  checkTheAddressBar: '请同时核对浏览器地址栏中的网址。',
  report: {
    valid: '信息属实，核验有效',
    lacking: { archive: '毕业生授权核验时尚未登记档案转递信息，因此不显示该项。' },
    compareEachItem: '请与毕业生提交的材料逐项核对。',
    askTheGraduate: '登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。',
  },
  transfer: {
    valid: '信息属实，转递编号有效',
    lacking: { archive: '该毕业生尚未登记档案转递信息，因此不显示该项。' },
    compareEachItem: '以上为该毕业生当前的登记信息，请与收到的档案材料逐项核对。',
    askTheSchool: '如有问题请联系毕业生所在学校。',
    expired: {
      title: '转递编号已过期',
      /** around the instant */
      says: ['已于', '到期，不再显示登记信息。'],
      next: ['转递编号的查询截止到毕业时间的第二年3月31日，现已截止。', '如需核实，请联系毕业生所在学校。'],
    },
    stopped: {
      title: '转递编号已停止使用',
      says: '姓名与编号相符，但该毕业生的去向登记信息已作废或暂停使用，不再显示登记信息。',
      next: ['请联系毕业生所在学校了解情况。', '重新登记生效后，同一转递编号可以继续查询。'],
    },
  },
} as const
