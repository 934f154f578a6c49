/** The last parts of these are the codes of `staff.…` problems. */
type Refusal = 'own_account' | 'last_one'

interface Account {
  id: string
  /** '' for the whole school */
  college: string
  disabledAt: number | null
}

/** What is wrong with a new account; empty where nothing is. @param colleges of the school's roster */
export function accountFaults(
  account: { login: string; name: string; college: string },
  colleges: readonly string[],
): { field: string; reason: string }[] {
  const faults: { field: string; reason: string }[] = []
  if (!/^[a-z0-9._-]{2,64}$/.test(account.login))
    faults.push({
      field: 'login',
      reason: '登录名应为 2 至 64 个小写字母、数字、点、下划线或连字符，与身份提供方的账号一致',
    })
  if (account.name === '' || [...account.name].length > 40 || /\p{C}/u.test(account.name))
    faults.push({ field: 'name', reason: '姓名应为 1 至 40 个字' })
  if (account.college !== '' && !colleges.includes(account.college))
    faults.push({ field: 'college', reason: '院系应与毕业生基本信息中的院系一致' })
  return faults
}

/** Nobody disables their own account, nor the last one for the whole school. */
export function mayDisable(
  account: Account,
  accounts: readonly Account[],
  ownId: string,
): { allowed: true } | { allowed: false; because: Refusal } {
  if (account.id === ownId) return { allowed: false, because: 'own_account' }
  const another = accounts.some(
    (each) => each.id !== account.id && each.college === '' && each.disabledAt === null,
  )
  return account.college !== '' || another ? { allowed: true } : { allowed: false, because: 'last_one' }
}
