import type { Plain } from './wording.ts'

export type AccountFault = Plain<
  'login.malformed' | 'name.malformed' | 'college.unknown' | 'issuer.malformed'
> & { field: string }

/** The last parts of these are the codes of `staff.…` problems. */
type Refusal = 'own_account' | 'last_one'

interface Account {
  id: string
  /** '' for the whole school */
  college: string
  disabledAt: number | null
  /** null: it waits for its second person */
  confirmedAt: number | null
}

/** Acts for the whole school at this moment. */
export const isMember = ({ college, disabledAt, confirmedAt }: Omit<Account, 'id'>): boolean =>
  college === '' && disabledAt === null && confirmedAt !== null

/**
 * What a provider calls somebody (`sub`; OpenID Connect Core 1.0, section 2: at most 255 characters, compared exactly).
 * It is the provider's own, in any case and of any kind of character, and nothing is trimmed (decision 36).
 */
export const isSubject = (text: string): boolean =>
  text !== '' && [...text].length <= 255 && !/\p{C}/u.test(text)

export const isIssuer = (text: string): boolean => /^https?:\/\/[\w.:/-]{1,200}$/.test(text)

/** What is wrong with a new account; empty where nothing is. @param colleges of the school's roster */
export function accountFaults(
  account: { login: string; name: string; college: string; issuer?: string },
  colleges: readonly string[],
): AccountFault[] {
  const faults: AccountFault[] = []
  if (!isSubject(account.login)) faults.push({ field: 'login', because: 'login.malformed' })
  if (account.name === '' || [...account.name].length > 40 || /\p{C}/u.test(account.name))
    faults.push({ field: 'name', because: 'name.malformed' })
  if (account.college !== '' && !colleges.includes(account.college))
    faults.push({ field: 'college', because: 'college.unknown' })
  if (account.issuer !== undefined && !isIssuer(account.issuer))
    faults.push({ field: 'issuer', because: 'issuer.malformed' })
  return faults
}

/** Nobody disables their own account, nor the last one for the whole school. */
export function mayDisable(
  account: Account,
  accounts: readonly Account[],
  ownId: string,
): { allowed: true } | { allowed: false; because: Refusal } {
  if (account.id === ownId) return { allowed: false, because: 'own_account' }
  const another = accounts.some((each) => each.id !== account.id && isMember(each))
  return account.college !== '' || another ? { allowed: true } : { allowed: false, because: 'last_one' }
}
