const usage = `用法：npm run department -- <命令> <选项> (--local [--persist-to <目录>] | --remote)
  add         --id <标识> --name <部门名称> --kinds archive,hukou [--unit <负责的接收单位>]... [--daily <次数>] [--account-daily <次数>]
  add-account --id <标识> --login <身份提供方的账号> --name <姓名> --issuer <身份提供方网址>
  budget      --id <标识> --daily <次数> --account-daily <次数>
  disable     --id <标识> [--login <账号>]
  enable      --id <标识> [--login <账号>]
  list`

interface Department {
  id: string
  name: string
  kinds: readonly string[]
  dailyBudget: number
  accountBudget: number
  disabled: boolean
  units: readonly string[]
  accounts: readonly { subject: string; name: string; disabled: boolean }[]
}

const state = (disabled: boolean) => (disabled ? '（已停用）' : '')

/** What `npm run department` says. */
export const departmentCommand = {
  usage,
  kinds: '写 archive、hukou 或两者',
  added: (id: string, name: string) => `已登记 ${id}（${name}）。`,
  accountAdded: (id: string, login: string) => `已为 ${id} 添加账号 ${login}。`,
  accountOf: (id: string, login: string) => `${id} 的账号 ${login}`,
  budget: (id: string, budgets: { dailyBudget: number; accountBudget: number }) =>
    `${id} 每天可查询 ${budgets.dailyBudget} 次，每个账号 ${budgets.accountBudget} 次。`,
  disable: (what: string) => `已停用 ${what}。`,
  enable: (what: string) => `已启用 ${what}。`,
  none: '还没有登记部门。',
  department: (of: Department) => {
    const units = of.units.join('、')
    const accounts = of.accounts.map(
      ({ subject, name, disabled }) => `\n  ${subject} ${name}${state(disabled)}`,
    )
    return (
      `${of.id} ${of.name}${state(of.disabled)} ${of.kinds.join('、')} ` +
      `每天 ${of.dailyBudget} 次，每个账号 ${of.accountBudget} 次 ` +
      `负责单位：${units === '' ? '未设' : units}${accounts.join('')}`
    )
  },
  failed: '出错了',
} as const
