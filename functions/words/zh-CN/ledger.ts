/** The graduate's ledger as a table that a person reads. */
export const ledgerWords = {
  columns: {
    chainSeq: '序号',
    at: '时间',
    event: '事项',
    kind: '种类',
    codeKind: '编号',
    verdict: '结果',
    via: '方式',
    department: '查询部门',
    origin: '来源',
    receipt: '回执',
    repeats: '重复次数（不封存）',
    hash: '校验值',
  },
  lookup: '查询',
  disowned: '本人标记“不是我授权的”',
  disownedAndFrozen: '本人标记“不是我授权的”，编号已冻结',
  codeKinds: { verification: '核验编号', transfer: '转递编号' },
  noOrigin: '来源未知',
  files: { json: '核验记录.json', csv: '核验记录.csv' },
} as const
