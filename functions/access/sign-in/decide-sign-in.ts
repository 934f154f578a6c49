import type { ProviderKind } from '#model/roles.ts'

export const callbackPath = (kind: ProviderKind) => `/sign-in/callback/${kind}` as const

/** Where to go after signing in: a page of our own, or `fallback` for anything else. */
export function ownPath(asked: string | undefined, fallback: string): string {
  if (asked === undefined || asked.length > 300) return fallback
  // one slash in front, no second one anywhere, no backslash, nothing but printable ASCII
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(asked) || asked.includes('//')) return fallback
  if (/^\/(sign-in|sign-out|api)(\/|\?|#|$)/.test(asked)) return fallback
  return asked
}

/** How strong a sign-in at this provider must be: one of these; none says that any is good. */
export const acceptedAcr = (config: { staffAcr: readonly string[] }, kind: ProviderKind): readonly string[] =>
  kind === 'staff' ? config.staffAcr : []

export const isStrongEnough = (acr: string | undefined, accepted: readonly string[]): boolean =>
  accepted.length === 0 || (acr !== undefined && accepted.includes(acr))

/** What a roster entry found by identity number says of itself. */
interface FoundEntry {
  schoolCode: string
  nameFolded: string
  issuer: string | null
  subject: string | null
}

export type Match<Entry> =
  | { kind: 'matched'; entries: Entry[]; unbound: Entry[] }
  | { kind: 'no_entry' }
  | { kind: 'bound_elsewhere'; schoolCode: string }
  | { kind: 'name_differs'; schoolCode: string }

/**
 * Which of the entries under an identity number belong to this sign-in: those bound to it, and free ones under the
 * person's name. One bound to another sign-in is told of to nobody but whoever the provider says has its name too.
 */
export function matchEntries<Entry extends FoundEntry>(
  found: Entry[],
  person: { nameFolded: string; issuer: string; subject: string },
): Match<Entry> {
  const isOpen = ({ issuer, subject }: Entry) =>
    subject === null || (issuer === person.issuer && subject === person.subject)
  const open = found.filter(isOpen)
  // (issuer, subject) is the key from the first sign-in on: a name corrected since locks nobody out of the new check
  const fits = (name: string) => person.nameFolded !== '' && name === person.nameFolded
  const entries = open.filter((entry) => entry.subject !== null || fits(entry.nameFolded))
  if (entries.length > 0)
    return { kind: 'matched', entries, unbound: entries.filter((entry) => entry.subject === null) }
  const elsewhere = found.find((entry) => !isOpen(entry) && fits(entry.nameFolded))
  if (elsewhere !== undefined) return { kind: 'bound_elsewhere', schoolCode: elsewhere.schoolCode }
  const [first] = open
  return first === undefined ? { kind: 'no_entry' } : { kind: 'name_differs', schoolCode: first.schoolCode }
}

interface Contact {
  schoolName: string
  contactDepartment: string
  contactPhone: string
  contactEmail: string
}

/** `desk` is '' where the school has not named it. */
export type WhomToAsk =
  | { because: 'ask.platform'; contact: string }
  | { because: 'ask.school'; school: string; desk: string; ways: readonly string[] }

/** Whom to ask: the school where it is known and gave a contact, otherwise the platform. */
export function whomToAsk(school: Contact | undefined, supportContact: string): WhomToAsk {
  const ways =
    school === undefined ? [] : [school.contactPhone, school.contactEmail].filter((way) => way !== '')
  if (school === undefined || ways.length === 0) return { because: 'ask.platform', contact: supportContact }
  const { schoolName, contactDepartment: named } = school
  const desk = named === '' || named.startsWith(schoolName) ? named : schoolName + named
  return { because: 'ask.school', school: schoolName, desk, ways }
}

/** What a token says of a step-up, and what was asked for. Instants are machine milliseconds. */
interface StepUpAnswer {
  issuer: string
  subject: string
  acr: string | undefined
  /** seconds, as the token has it */
  authTime: number | undefined
}

/** Why an answered step-up does not count, or undefined where it does. */
export function stepUpFault(
  answer: StepUpAnswer,
  asked: { issuer: string; subject: string; acr: string; askedAt: number },
): 'subject' | 'acr' | 'auth_time' | undefined {
  if (answer.issuer !== asked.issuer || answer.subject !== asked.subject) return 'subject'
  if (answer.acr !== asked.acr) return 'acr'
  // the providers' clocks may be a few seconds off, and auth_time has whole seconds
  if (answer.authTime === undefined || answer.authTime * 1000 < asked.askedAt - 5000) return 'auth_time'
  return undefined
}
