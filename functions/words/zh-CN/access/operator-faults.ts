// What is wrong with whom the operator lets in: departments, systems, schools.
import { loginFaults } from './account-faults.ts'

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

export const departmentAccountFaults = loginFaults

export const keyFaults = {
  'keys.count': '1–4 把公钥',
  'keys.same_kid': 'kid 不能重复',
  'key.secret': '含有私钥，请只提供公钥',
  'key.no_kid': '没有 kid',
  'key.type': 'kty 应为 EC、RSA 或 OKP',
} as const

export const clientFaults = {
  id: '4–64 位小写字母、数字、连字符',
  provinceCode: '2 位省份代码',
} as const

export const schoolFaults = {
  'code.malformed': '院校代码应为 5 位数字',
  'name.malformed': '学校名称应为 1 至 100 个字',
  'province.unknown': '省份代码应为行政区划代码的前两位，如 11',
} as const

/** Whom a school's first two accounts belong to. */
export const firstStaff = [
  (school: string) => `${school}就业老师`,
  (school: string) => `${school}就业老师（二）`,
] as const
