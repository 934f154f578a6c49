// What a signed-in department may ask in a day (abuse case 15). Days are Shanghai's, on machine time; every look-up
// counts, answered or not.
const HOUR = 3_600_000
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** Budgets of departments, unless they are given others, and the largest one may have. */
export const usualBudgets = { dailyBudget: 5000, accountBudget: 2000 } as const
export const largestBudget = 1_000_000

export interface Budget {
  /** what is counted, in the clear: its keyed hash is the row's key */
  about: string
  most: number
  windowEndsAt: number
}

const dayAt = (at: number) => {
  const day = Math.floor((at + SHANGHAI) / DAY)
  return { day, windowEndsAt: (day + 1) * DAY - SHANGHAI }
}

/** When the budgets of this moment are whole again. */
export const budgetsReset = (at: number): number => dayAt(at).windowEndsAt

/** The two budgets a look-up is charged to: the department's and the account's. */
export function budgetsOf(
  department: { id: string; dailyBudget: number; accountBudget: number },
  accountId: string,
  at: number,
): Budget[] {
  const { day, windowEndsAt } = dayAt(at)
  return [
    { about: `departmentDay/${day}/${department.id}`, most: department.dailyBudget, windowEndsAt },
    {
      about: `departmentAccountDay/${day}/${department.id}/${accountId}`,
      most: department.accountBudget,
      windowEndsAt,
    },
  ]
}

/** What is left of the tighter one. @param used in the order of the budgets */
export const budgetLeft = (budgets: readonly Budget[], used: readonly number[]): number =>
  Math.max(0, Math.min(...budgets.map(({ most }, at) => most - (used[at] ?? 0))))

/** The two tallies an account's failures are judged by, kept beside the look-ups. */
export function talliesOf(accountId: string, at: number): Omit<Budget, 'most'>[] {
  const { day, windowEndsAt } = dayAt(at)
  return ['deskAsked', 'deskFailed'].map((name) => ({ about: `${name}/${day}/${accountId}`, windowEndsAt }))
}

/** Below this many failures a day a ratio says nothing; above, it is said at every such number again. */
const STEP = 20

/** Whether most look-ups of an account's day have failed. @param before its failures without the newest */
export const isDeskAlarm = (seen: { lookups: number; failures: number }, before: number): boolean =>
  seen.failures * 2 > seen.lookups && Math.floor(seen.failures / STEP) > Math.floor(before / STEP)
