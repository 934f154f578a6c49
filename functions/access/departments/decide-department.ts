import { largestBudget } from '#model/budget.ts'

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

type Fault = { field: string; reason: string }

const isName = (text: string, most: number) =>
  text.trim() !== '' && [...text].length <= most && !/\p{C}/u.test(text)

export function departmentFaults(department: NewDepartment): Fault[] {
  const faults = budgetFaults(department)
  if (!/^[a-z0-9-]{4,64}$/.test(department.id))
    faults.push({ field: 'id', reason: '标识应为 4–64 位小写字母、数字、连字符' })
  if (!isName(department.name, 60)) faults.push({ field: 'name', reason: '名称应为 1 至 60 个字' })
  if (!department.archive && !department.hukou)
    faults.push({ field: 'kinds', reason: '至少办理一类：archive（档案）或 hukou（户口）' })
  if (department.unitNames.length > 50 || department.unitNames.some((name) => !isName(name, 100)))
    faults.push({ field: 'units', reason: '负责的单位最多 50 个，每个名称 1 至 100 个字' })
  return faults
}

export function budgetFaults(budgets: { dailyBudget: number; accountBudget: number }): Fault[] {
  const fits = (budget: number) => Number.isInteger(budget) && budget >= 0 && budget <= largestBudget
  return (['dailyBudget', 'accountBudget'] as const)
    .filter((field) => !fits(budgets[field]))
    .map((field) => ({ field, reason: `每天的次数应为 0 至 ${largestBudget} 的整数` }))
}

export function accountFaults(account: NewAccount): Fault[] {
  const faults: Fault[] = []
  if (!/^[a-z0-9._-]{2,64}$/.test(account.login))
    faults.push({
      field: 'login',
      reason: '登录名应为 2 至 64 个小写字母、数字、点、下划线或连字符，与身份提供方的账号一致',
    })
  if (!isName(account.name, 40)) faults.push({ field: 'name', reason: '姓名应为 1 至 40 个字' })
  if (!/^https?:\/\/[\w.:/-]{1,200}$/.test(account.issuer))
    faults.push({ field: 'issuer', reason: '身份提供方应写成网址，与 STAFF_OIDC_ISSUER 一致' })
  return faults
}
