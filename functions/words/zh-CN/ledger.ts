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
  /** what became of a code, with the end it had after it */
  life: {
    issued: (until: string) => `核验编号生效，有效期至 ${until}`,
    changed: (until: string) => `有效期改为 ${until}`,
    ended: () => '本人停止核验',
    resumed: (until: string) => `本人撤回停止，有效期至 ${until}`,
    frozen: () => '核验编号冻结',
    superseded: () => '登记信息有变化或正在更正，核验编号失效',
    withheld: () => '查询时数据未通过完整性检查，没有显示登记信息',
    sealed: (until: string) => `开始记录核验编号的变化，有效期至 ${until}`,
  },
  codeKinds: { verification: '核验编号', transfer: '转递编号' },
  noOrigin: '来源未知',
  files: { json: '核验记录.json', csv: '核验记录.csv' },
} as const
