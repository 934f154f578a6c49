import { changesEndAt } from '#model/calendar/deadlines.ts'
import { hasSponsor } from '#model/tables/people.ts'
import type { Decision } from '#model/record/confirmation.ts'
import { holdOf } from '#model/roster/completion.ts'
import type { Person } from '#model/record/routing.ts'
import type { Plain } from '#model/wording.ts'
import type { RegistrationKind, RegistrationState } from '#model/record/registration-states.ts'

export type ReviewState = Extract<RegistrationState, 'college_review' | 'school_review'>
export type Level = 'graduate' | 'college' | 'school'
export type Act = 'withdraw' | 'discard' | 'approve' | 'return'

/** Who reviews: one level is the school, two are the college and then the school. */
export interface Chain {
  reviewLevels: number
  /** the entry's; where it names none, nobody could review at that level */
  college: string
}

export const firstReview = ({ reviewLevels, college }: Chain): ReviewState =>
  reviewLevels === 2 && college !== '' ? 'college_review' : 'school_review'

export const isEditable = (state: RegistrationState) => state === 'draft' || state === 'returned'
export const isUnderReview = (state: RegistrationState): state is ReviewState =>
  state === 'college_review' || state === 'school_review'

const reviewOf = { graduate: undefined, college: 'college_review', school: 'school_review' } as const

/** The state an act leads to, or undefined where it is not this level's to do now. Submitting leads to firstReview(). */
export function stateAfter(state: RegistrationState, act: Act, by: Level): RegistrationState | undefined {
  switch (act) {
    case 'discard':
      return by === 'graduate' && isEditable(state) ? 'discarded' : undefined
    case 'withdraw':
      return by === 'graduate' && isUnderReview(state) ? 'draft' : undefined
    case 'return':
      return reviewOf[by] === state ? 'returned' : undefined
    case 'approve':
      if (reviewOf[by] !== state) return undefined
      return state === 'college_review' ? 'school_review' : 'effective'
  }
}

/** Who approved for the college what the school has before it; undefined where no college did. */
export function collegeApprover(
  steps: readonly { act: string; level: string; actorId: string }[],
): string | undefined {
  const submitted = steps.findLastIndex(({ act }) => act === 'submitted')
  return steps.slice(submitted + 1).findLast(({ act, level }) => act === 'approved' && level === 'college')
    ?.actorId
}

/**
 * Whether this level can approve now; a return is possible whatever the graduate's standing.
 * @param apart whether the reviewer is another person than who approved for the college
 */
export function mayApprove(
  state: RegistrationState,
  by: Level,
  completionCode: string,
  apart: boolean,
): Decision<'registration.out_of_order' | 'registration.second_person' | 'registration.held'> {
  if (stateAfter(state, 'approve', by) === undefined)
    return { allowed: false, because: 'registration.out_of_order' }
  if (!apart) return { allowed: false, because: 'registration.second_person' }
  if (holdOf(completionCode) !== undefined) return { allowed: false, because: 'registration.held' }
  return { allowed: true }
}

export interface OfferFacts {
  basicInfoChecked: boolean
  completionCode: string
  /** the effective record */
  record: { sourceSystem: 'national' | 'provincial' } | undefined
  /** whether the province has an entry of its own, where its graduates register */
  provinceHasEntry: boolean
  /** another registration than the one asked about is not closed yet */
  otherOpen: boolean
  changesEndAt: number
}

/** What the rules ask, of what is stored. @param open the registration that is not closed yet */
export const offerFactsOf = (found: {
  entry: { basicInfoCheckedAt: number | null; completionCode: string; cohort: number }
  record: OfferFacts['record']
  open: object | undefined
  school: { entryName: string }
}): OfferFacts => ({
  basicInfoChecked: found.entry.basicInfoCheckedAt !== null,
  completionCode: found.entry.completionCode,
  record: found.record,
  provinceHasEntry: found.school.entryName !== '',
  otherOpen: found.open !== undefined,
  changesEndAt: changesEndAt(found.entry.cohort),
})

/** Whether this kind can be asked for now; on an open one, whether it can still be submitted. */
export function mayRegister(
  kind: RegistrationKind,
  facts: OfferFacts,
  now: number,
): Decision<
  | 'entry.on_hold'
  | 'basic_info.unchecked'
  | 'registration.elsewhere'
  | 'registration.open'
  | 'registration.record_exists'
  | 'registration.no_record'
  | 'registration.too_late'
> {
  if (holdOf(facts.completionCode) !== undefined) return { allowed: false, because: 'entry.on_hold' }
  if (!facts.basicInfoChecked) return { allowed: false, because: 'basic_info.unchecked' }
  if (isElsewhere(facts)) return { allowed: false, because: 'registration.elsewhere' }
  if (facts.otherOpen) return { allowed: false, because: 'registration.open' }
  if (kind === 'registration')
    return facts.record === undefined
      ? { allowed: true }
      : { allowed: false, because: 'registration.record_exists' }
  if (facts.record === undefined) return { allowed: false, because: 'registration.no_record' }
  if (now >= facts.changesEndAt) return { allowed: false, because: 'registration.too_late' }
  return { allowed: true }
}

/** A record is changed where it was reported; a first one is made in the province's entry where there is one (decision 17). */
export const isElsewhere = (facts: Pick<OfferFacts, 'record' | 'provinceHasEntry'>): boolean =>
  facts.record === undefined ? facts.provinceHasEntry : facts.record.sourceSystem === 'provincial'

/** What the routing rules ask of a roster entry. */
export const personOf = (entry: {
  name: string
  trainingModeCode: string
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
  originRegionCode: string
}): Person => ({
  name: entry.name,
  sponsored: hasSponsor(entry.trainingModeCode),
  archiveMovedIn: entry.archiveMovedIn,
  hukouMovedIn: entry.hukouMovedIn,
  originRegionCode: entry.originRegionCode,
})

type ReasonFault = Plain<'reason.missing' | 'reason.too_long'> & { field: 'reason' }

/** A graduate's or a reviewer's own words count 500 code points, as explanations do (decision 19). */
export function reasonFaults(reason: string, required: boolean): ReasonFault[] {
  const length = [...reason.trim()].length
  if (length === 0 && required) return [{ field: 'reason', because: 'reason.missing' }]
  return length > 500 ? [{ field: 'reason', because: 'reason.too_long' }] : []
}
