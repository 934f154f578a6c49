import { isIssuer, isSubject } from '#model/account.ts'
import { largestBudget } from '#model/budget.ts'
import type { Plain } from '#model/wording.ts'

export interface NewDepartment {
  id: string
  name: string
  archive: boolean
  hukou: boolean
  unitNames: readonly string[]
  dailyBudget: number
  accountBudget: number
}

export interface NewAccount {
  departmentId: string
  issuer: string
  /** what the staff provider calls the person (`sub`) */
  login: string
  name: string
}

type BudgetFault = { field: string; because: 'budget.malformed'; most: number }
type DepartmentFault =
  | BudgetFault
  | (Plain<'id.malformed' | 'name.malformed' | 'kinds.missing' | 'units.malformed'> & { field: string })
type AccountFault = Plain<'login.malformed' | 'name.malformed' | 'issuer.malformed'> & { field: string }

const isName = (text: string, most: number) =>
  text.trim() !== '' && [...text].length <= most && !/\p{C}/u.test(text)

export function departmentFaults(department: NewDepartment): DepartmentFault[] {
  const faults: DepartmentFault[] = budgetFaults(department)
  if (!/^[a-z0-9-]{4,64}$/.test(department.id)) faults.push({ field: 'id', because: 'id.malformed' })
  if (!isName(department.name, 60)) faults.push({ field: 'name', because: 'name.malformed' })
  if (!department.archive && !department.hukou) faults.push({ field: 'kinds', because: 'kinds.missing' })
  if (department.unitNames.length > 50 || department.unitNames.some((name) => !isName(name, 100)))
    faults.push({ field: 'units', because: 'units.malformed' })
  return faults
}

export function budgetFaults(budgets: { dailyBudget: number; accountBudget: number }): BudgetFault[] {
  const fits = (budget: number) => Number.isInteger(budget) && budget >= 0 && budget <= largestBudget
  return (['dailyBudget', 'accountBudget'] as const)
    .filter((field) => !fits(budgets[field]))
    .map((field) => ({ field, because: 'budget.malformed', most: largestBudget }))
}

export function accountFaults(account: NewAccount): AccountFault[] {
  const faults: AccountFault[] = []
  if (!isSubject(account.login)) faults.push({ field: 'login', because: 'login.malformed' })
  if (!isName(account.name, 40)) faults.push({ field: 'name', because: 'name.malformed' })
  if (!isIssuer(account.issuer)) faults.push({ field: 'issuer', because: 'issuer.malformed' })
  return faults
}
