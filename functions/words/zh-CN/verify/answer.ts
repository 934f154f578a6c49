/** A title where boxes were left empty. */
export const fillIn = (boxes: readonly string[]): string => `请填写${boxes.join('和')}`

/** What is read after a typed look-up, beside what it came to. */
export const answerWords = {
  /** before the title of a page whose form could not be answered */
  mark: '错误：',
  specimen: {
    title: '这是样张。',
    says: '它不属于任何毕业生，也不能用于办理业务，只供练习辨认。',
    back: '返回样张列表',
  },
  next: '下一步',
  check: '请检查：',
  checkEach: '请逐项检查后再试',
  again: '核验下一份',
  asked: '查询编号',
  scanned: '扫描二维码',
  checked: '核验时间',
  receipt: '回执',
  until: '有效期至',
  asOf: '登记信息日期',
  name: '学籍姓名',
  code: '编号',
  notAsked: '尚未进行查询。两项都填写后再点“查询”。',
  fault: {
    name: '请核对：与学籍一致，不用曾用名；少数民族姓名的间隔号不要漏写。',
    code: '请对照核验报告或档案材料逐位核对，或直接扫描报告上的二维码。',
  },
  checkTheAddressBar: '请同时核对浏览器地址栏中的网址。',
  report: {
    lacking: { archive: '毕业生授权核验时尚未登记档案转递信息，因此不显示该项。' },
    compareEachItem: '请与毕业生提交的材料逐项核对。',
    askTheGraduate: '登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。',
  },
  transfer: {
    lacking: { archive: '该毕业生尚未登记档案转递信息，因此不显示该项。' },
    compareEachItem: '以上为该毕业生当前的登记信息，请与收到的档案材料逐项核对。',
    askTheSchool: '如有问题请联系毕业生所在学校。',
  },
} as const
