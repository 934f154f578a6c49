const usage = `用法：npm run codes -- <命令> --secrets <文件> (--local [--persist-to <目录>] | --remote)
  check             核对每份报告、每个核验编号与校验码、变化记录和操作记录是否一致；遇到第一处不一致即停止，退出码为 1
  seal [--dry-run]  给没有校验码的旧报告和旧编号补上校验码，只做一次；--dry-run 只检查，不写入
  --secrets 文件中有一行 INDEX_SECRET=…，与部署时设置的相同；其他行不读取`

interface Counts {
  reports: number
  live: number
  events: number
  acts: number
  chains: number
  waiting: number
}

/** What `npm run codes` says. */
export const codesCommand = {
  usage,
  failed: '出错了',
  unreadable: (file: string, why: string) => `读不了文件 ${file}（${why}）`,
  noSecret: (file: string) => `${file} 中没有 INDEX_SECRET，或写法不对`,
  same: ({ reports, live, events, acts, chains, waiting }: Counts) =>
    `全部一致：报告和编号 ${reports} 份，其中可以查询的 ${live} 个；变化记录 ${events} 条（待封存 ${waiting} 条）；` +
    `操作记录 ${acts} 条；毕业生的链 ${chains} 条。`,
  report: (id: string, what: string) => `报告 ${id}：${what}`,
  differences: {
    report_unsealed: '报告没有校验码',
    report_seal: '报告内容与校验码不符',
    code_missing: '没有对应的核验编号',
    authorization_missing: '没有对应的核验授权',
    life_missing: '核验编号没有变化记录',
    state: '核验编号的状态与变化记录不符',
    not_superseded: '所依据的确认已经结束，核验编号却没有失效',
    code_unsealed: '核验编号没有停止或失效，却没有校验码',
    code_seal: '核验编号与校验码不符',
    dead_with_seal: '核验编号已停止或失效，却还有校验码',
    end_seal: '停止核验的时间或会话与校验码不符',
  },
  events: {
    issued: '生效',
    changed: '修改有效期',
    ended: '停止核验',
    resumed: '撤回停止',
    frozen: '冻结',
    superseded: '失效',
    withheld: '未通过检查',
    sealed: '补校验码',
  },
  lifeOrder: (event: string, at: string) => `变化记录中 ${at} 的“${event}”与前一条接不上`,
  notInAudit: (event: string, at: string) => `变化记录有 ${at} 的“${event}”，操作记录没有`,
  notInLife: (action: string, seq: number) => `操作记录第 ${seq} 条 ${action}，变化记录没有`,
  chain: (entry: string, at: number, what: string) => `毕业生 ${entry} 的链：第 ${at} 条${what}`,
  breaks: { missing: '不在', changed: '与封存时不符' },
  stray: (named: string, id: string) => `${named}提到的报告 ${id} 不在`,
  named: {
    life: (place: string) => `变化记录第 ${place} 条`,
    audit: (place: string) => `操作记录第 ${place} 条`,
    code: () => '有一个核验编号，它',
  },
  sealedBefore: '旧报告已经补过一次校验码；现在没有校验码的，不是旧报告。没有写入任何内容',
  refused: (count: number, id: string, why: string) =>
    `${count} 份报告不能补校验码，没有写入任何内容。第一份 ${id}：${why}`,
  refusals: {
    code_missing: '没有对应的核验编号',
    authorization_missing: '没有对应的核验授权',
    digest: '报告内容与摘要不符',
    has_life: '已有变化记录，不是旧报告',
    not_in_audit: '操作记录中没有这次授权',
    ended_in_audit: '操作记录中已停止或冻结，核验编号却没有停止',
    superseded: '所依据的确认已经结束，核验编号却没有失效',
    validity: '有效期与操作记录不符',
  },
  nothingToSeal: '没有需要补校验码的报告。',
  wouldSeal: (reports: number, open: number) =>
    `可以补校验码：报告 ${reports} 份，没有停止或失效的编号 ${open} 个。没有写入任何内容。`,
  sealed: (reports: number, open: number) =>
    `已补校验码：报告 ${reports} 份，没有停止或失效的编号 ${open} 个。`,
} as const
