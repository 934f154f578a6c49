import { loginFaults } from './account-faults.ts'

/** What is wrong with a department as the operator enters it. */
export const budgetFaults = {
  'budget.malformed': ({ most }: { most: number }) => `每天的次数应为 0 至 ${most} 的整数`,
} as const

export const departmentFaults = {
  ...budgetFaults,
  'id.malformed': '标识应为 4–64 位小写字母、数字、连字符',
  'name.malformed': '名称应为 1 至 60 个字',
  'kinds.missing': '至少办理一类：archive（档案）或 hukou（户口）',
  'units.malformed': '负责的单位最多 50 个，每个名称 1 至 100 个字',
} as const

export const departmentAccountFaults = {
  ...loginFaults,
  'issuer.malformed': '身份提供方应写成网址，与 STAFF_OIDC_ISSUER 一致',
} as const
