import { type Added, areTwoPeople } from './second-person.ts'
import { awayFor } from './session.ts'

/** How long the six digits wait at the counter, and how many wrong ones make them void. Machine milliseconds. */
export const waitsFor = 1_800_000
export const mostWrongTries = 5

/** How long a step-up passed in person opens the cards: as long as one by the provider. */
export const opensFor = awayFor

const NUMBERS = 1_000_000
const fair = 2 ** 32 - (2 ** 32 % NUMBERS)

/** Six digits from a random 32-bit word, each number equally likely; undefined for a word past the last multiple. */
export const numberFrom = (word: number): string | undefined =>
  word < fair ? String(word % NUMBERS).padStart(6, '0') : undefined

/** What the digits are kept as is made over: worth nothing for another request, entry or session. */
export const boundNumber = (
  request: { id: string; rosterEntryId: string; sessionHash: string },
  number: string,
): string => [request.id, request.rosterEntryId, request.sessionHash, number].join('\n')

/** Digits as people type them: full width, spaces and hyphens between. */
export const foldDigits = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/gu, '')

export const isExamNumber = (folded: string): boolean => /^\d{14,15}$/.test(folded)
export const isNumber = (folded: string): boolean => /^\d{6}$/.test(folded)

/** Which of the two this officer is; undefined where the first one needs another person. @param grants of the school */
export function officerOf(
  firstStaffId: string | null,
  staffId: string,
  grants: readonly Added[],
): 'first' | 'second' | undefined {
  if (firstStaffId === null) return 'first'
  return areTwoPeople(firstStaffId, staffId, grants) ? 'second' : undefined
}

/** What an officer compares with the identity document; never the whole number. */
export const idNumberEnd = (idNumber: string): string => idNumber.slice(-4)
