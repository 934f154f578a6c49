// What a graduate is told of the kinds that can be asked for now, and of those that cannot.
import { joinContacts } from '#model/contact-text.ts'
import type { ProblemCode } from '#model/problems.ts'
import { desks, refusedOffers } from '#words/records/desks.ts'
import { problems } from '#words/problems/catalogue.ts'
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
  name: doors.entryName === '' ? desks.province : doors.entryName,
  url: doors.entryUrl,
})

/** The refusal's words, where they name an entry or a contact. */
export function detailOf(because: ProblemCode, doors: Doors): string {
  if (because === 'registration.elsewhere') return refusedOffers.elsewhere(entryOf(doors))
  if (because === 'registration.too_late')
    return refusedOffers.tooLate({
      desk:
        doors.contactDepartment === '' ? desks.employmentOffice(doors.schoolName) : doors.contactDepartment,
      contact: joinContacts(doors.contactPhone, doors.contactEmail),
    })
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
