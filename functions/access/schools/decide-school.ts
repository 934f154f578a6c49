import { provinceName } from '#model/tables/provinces.ts'

/** A school's first staff accounts (decision 26): two, because identity is checked in person by two (decision 14). */
export const firstStaff = (schoolCode: string, schoolName: string) => [
  { login: `staff-${schoolCode}`, name: `${schoolName}就业老师` },
  { login: `staff-${schoolCode}-2`, name: `${schoolName}就业老师（二）` },
]

/** What is wrong with a new school's code, name and province; empty where nothing is. */
export function schoolFaults(school: { code: string; name: string; provinceCode: string }) {
  const faults: { field: string; reason: string }[] = []
  if (!/^[0-9]{5}$/.test(school.code)) faults.push({ field: 'code', reason: '院校代码应为 5 位数字' })
  if (school.name.trim() === '' || [...school.name].length > 100 || /\p{C}/u.test(school.name))
    faults.push({ field: 'name', reason: '学校名称应为 1 至 100 个字' })
  if (provinceName(school.provinceCode) === undefined)
    faults.push({ field: 'provinceCode', reason: '省份代码应为行政区划代码的前两位，如 11' })
  return faults
}
