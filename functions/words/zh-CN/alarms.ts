/** What is sent to the operator when an alarm rings. */
export const alarmWords = {
  text: (of: { operator: string; what: string; at: string; facts: readonly string[] }) =>
    `【${of.operator}】系统告警：${of.what}（${[of.at, ...of.facts].join('，')}）。请查看运行日志；同一告警一小时内只发一次。`,
  what: {
    prefix_under_attack: '一所学校一届的核验失败次数过多，可能有人在试编号',
    failure_ratio: '核验失败的比例过高',
    department_failure_ratio: '一个部门账号核验失败的比例过高',
    seal_broken: '一份核验报告或编号未通过完整性检查，没有显示',
    'binding.foreign': '登录的身份信息与已绑定其他账号的毕业生信息相符',
  },
  school: (code: string) => `学校代码 ${code}`,
  cohort: (year: number) => `${year} 届`,
  account: (id: string) => `账号标识 ${id}`,
  report: (id: string) => `报告标识 ${id}`,
  counted: { failures: '失败', lookups: '查询', entries: '涉及' },
  count: (label: string, count: number) => `${label} ${count} 次`,
} as const
