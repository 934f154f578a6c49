import { fillIn } from './answer.ts'

/** 回执核对's answer, and the printed 核验回执. */
export const receiptWords = {
  print: '打印回执',
  boxes: { receipt: '回执编号', code: '查询时使用的编号' },
  missing: (boxes: readonly string[]) => ({
    title: fillIn(boxes),
    says: '尚未核对。两项都填写后再点“核对”。',
  }),
  notFound: {
    title: '未查到这张回执',
    says: '回执编号与查询时使用的编号须同时正确。',
    try: '请逐项检查后再试',
    steps: [
      '回执编号：12 位，请对照回执逐位核对；不区分大小写。',
      '编号：当时查询所用的核验编号或转递编号；扫描二维码查询的，请扫描同一份报告的二维码。',
      '仍查不到的，回执可能有误，请向出示回执的一方核实。',
    ],
  },
  genuine: '回执属实',
  says: '进行过这次核验。以下是当时的情况，不含登记信息内容，也不表示编号现在是否有效。',
  title: (sandbox: boolean) => `核验回执${sandbox ? '（样张）' : ''}`,
  number: '回执编号',
  at: '核验时间',
  kind: '核验种类',
  kindOf: (facts: string) => `${facts}核验`,
  verdict: '核验结果',
  via: '核验方式',
  department: '查询部门',
  noDepartment: '未登录',
  name: '学籍姓名',
  nameOf: (name: string) => `${name}（查询方填写）`,
  codes: { verification: '核验编号', transfer: '转递编号' },
  scanned: '（扫描报告二维码）',
  sealed: '封存',
  sealedAs: (place: number) => `已封存，第 ${place} 条`,
  notSealed: '尚未封存，稍后可再次核对',
  hash: '校验值',
  /** around the instant of printing, and the address to open */
  issued: {
    by: (operator: string, host: string) => `本回执由${operator}的网站 ${host} 出具，打印于`,
    open: '。核对方法：打开',
    enter: '，输入回执编号和上述编号；毕业生本人可在“核验记录”中看到同一回执编号。',
  },
  printButton: '打印',
  again: '核对另一张回执',
  noScript: '请使用浏览器菜单中的“打印”。',
} as const
