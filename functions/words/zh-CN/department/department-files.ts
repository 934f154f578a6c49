/** A department's list of pairs as it is judged, its history as a file, and its budget when it is spent. */
export const pairFaults = {
  'name.missing': '没有姓名',
  'name.too_long': '超过 100 个字',
  'code.missing': '没有编号',
  'code.malformed': '不是 15 位的核验编号，也不是 16 位的转递编号',
  'case.too_long': '超过 64 个字',
} as const

export const pairsWords = {
  column: (number: number) => `第 ${number} 列`,
  doubled: (columns: readonly string[]) =>
    `列名重复：${columns.join('、')}。核验编号和转递编号请放在同一列。没有进行任何查询。`,
  spent: (left: number, needed: number) =>
    `没有进行任何查询，也没有扣减次数。今天还可以查询 ${left} 次` +
    (needed > 1 ? `，这次需要 ${needed} 次。` : '。') +
    '次数每天 0 时恢复；如需增加，请联系平台。',
} as const

export const historyFile = {
  name: '核验记录.csv',
  columns: {
    at: '核验时间',
    kind: '核验类型',
    name: '姓名',
    caseNumber: '业务编号',
    verdict: '结果',
    receipt: '回执',
    way: '方式',
    account: '经办账号',
  },
  bulk: '批量',
  single: '单笔',
} as const
