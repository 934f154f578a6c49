import { type ProblemCode, problems } from '#words/problems/catalogue.ts'
import type { OfferFacts } from './decide-registration.ts'
import { mayRegister } from './decide-registration.ts'
import type { RegistrationPage } from './wire.ts'

/** A school with its contact and its province's entry. */
export interface Doors {
  schoolName: string
  contactDepartment: string
  contactPhone: string
  contactEmail: string
  entryName: string
  entryUrl: string
}

const entryOf = (doors: Doors) => ({
  name: doors.entryName === '' ? '省级系统' : doors.entryName,
  url: doors.entryUrl,
})

/** The refusal's words, where they name an entry or a contact. */
export function detailOf(because: ProblemCode, doors: Doors): string {
  const { name, url } = entryOf(doors)
  if (because === 'registration.elsewhere')
    return `没有任何内容被改动。请在“${name}”${url === '' ? '' : `（${url}）`}登记或更改，结果会同步到这里。`
  if (because === 'registration.too_late') {
    const contact = [doors.contactPhone, doors.contactEmail].filter((each) => each !== '').join(' / ')
    const whom = doors.contactDepartment === '' ? `${doors.schoolName}就业部门` : doors.contactDepartment
    return `现在的登记信息仍然有效。如需更改，请联系${whom}${contact === '' ? '' : `（${contact}）`}办理。`
  }
  return problems[because].detail
}

export const elsewhereOf = (elsewhere: boolean, doors: Doors): RegistrationPage['elsewhere'] =>
  elsewhere ? entryOf(doors) : null

/** Which of the four kinds can be asked for now, and why the others cannot. */
export function offersOf(facts: OfferFacts, doors: Doors, now: number): RegistrationPage['offers'] {
  const offer = (kind: Parameters<typeof mayRegister>[0]) => {
    const decision = mayRegister(kind, facts, now)
    return decision.allowed
      ? { allowed: true, because: null, detail: null }
      : { allowed: false, because: decision.because, detail: detailOf(decision.because, doors) }
  }
  return {
    registration: offer('registration'),
    change: offer('change'),
    archive_change: offer('archive_change'),
    void: offer('void'),
  }
}
