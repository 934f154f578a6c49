import type { Plain } from './wording.ts'

export type AccountFault = Plain<'login.malformed' | 'name.malformed' | 'college.unknown'> & { field: string }

/** The last parts of these are the codes of `staff.…` problems. */
type Refusal = 'own_account' | 'last_one'

interface Account {
  id: string
  /** '' for the whole school */
  college: string
  disabledAt: number | null
}

/**
 * What a provider calls somebody (`sub`; OpenID Connect Core 1.0, section 2: at most 255 characters, compared exactly).
 * It is the provider's own, in any case and of any kind of character (decision 36).
 */
export const isSubject = (text: string): boolean =>
  text !== '' && text === text.trim() && [...text].length <= 255 && !/\p{C}/u.test(text)

/** What is wrong with a new account; empty where nothing is. @param colleges of the school's roster */
export function accountFaults(
  account: { login: string; name: string; college: string },
  colleges: readonly string[],
): AccountFault[] {
  const faults: AccountFault[] = []
  if (!isSubject(account.login)) faults.push({ field: 'login', because: 'login.malformed' })
  if (account.name === '' || [...account.name].length > 40 || /\p{C}/u.test(account.name))
    faults.push({ field: 'name', because: 'name.malformed' })
  if (account.college !== '' && !colleges.includes(account.college))
    faults.push({ field: 'college', because: 'college.unknown' })
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
