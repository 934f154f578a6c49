import { provinceName } from '#model/tables/provinces.ts'
import type { Plain } from '#model/wording.ts'

/** A school's first staff accounts (decision 26): two, because identity is checked in person by two (decision 14). */
export const firstLogins = (schoolCode: string) => [`staff-${schoolCode}`, `staff-${schoolCode}-2`] as const

type SchoolFault = Plain<'code.malformed' | 'name.malformed' | 'province.unknown'> & { field: string }

/** What is wrong with a new school's code, name and province; empty where nothing is. */
export function schoolFaults(school: { code: string; name: string; provinceCode: string }) {
  const faults: SchoolFault[] = []
  if (!/^[0-9]{5}$/.test(school.code)) faults.push({ field: 'code', because: 'code.malformed' })
  if (school.name.trim() === '' || [...school.name].length > 100 || /\p{C}/u.test(school.name))
    faults.push({ field: 'name', because: 'name.malformed' })
  if (provinceName(school.provinceCode) === undefined)
    faults.push({ field: 'provinceCode', because: 'province.unknown' })
  return faults
}
