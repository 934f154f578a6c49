import { z } from 'zod'
import { placeCursor } from '#model/keyset.ts'
import { toldFields } from '#model/record/fields.ts'
import { blockView } from '#model/record/block-view.ts'
import { confirmationStates, confirmRefusals } from '#model/record/confirmation.ts'

const instant = z.iso.datetime()
const explained = z.object({ explanation: z.string() })
const destinationClaim = z.object({ kind: z.enum(['changed', 'wrong']), explanation: z.string() })

const claims = {
  destination: destinationClaim.nullable(),
  archive: explained.nullable(),
  hukou: explained.nullable(),
  contact: z.string(),
}

/** who must act on a dispute: the school for national records, the province for its own */
const handler = z.object({
  kind: z.enum(['school', 'province']),
  name: z.string(),
  url: z.string(),
  contact: z.string(),
})

const shownRecord = {
  version: z.int(),
  destination: blockView('destination'),
  archive: blockView('archive').nullable(),
  hukou: blockView('hukou').nullable(),
  sourceSystem: z.enum(['national', 'provincial']),
  reportedAt: instant,
}

const rosterChange = z.object({
  field: z.enum([
    'name',
    'sex',
    'schoolName',
    'level',
    'major',
    'programmeLength',
    'originRegion',
    'graduationMonth',
    'completion',
    'idNumber',
    'ethnicGroup',
    'politicalStatus',
    'trainingMode',
    'sponsor',
    'enrolledMonth',
    'studentNumber',
    'college',
    'archiveMovedIn',
    'hukouMovedIn',
    'email',
    'phone',
  ]),
  /** null where only is told that it changed */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
const recordChange = z.object({
  field: z.enum(toldFields),
  before: z.string(),
  after: z.string(),
})

export const recordView = z.object({
  now: instant,
  state: z.enum(confirmationStates),
  record: z
    .object({
      ...shownRecord,
      hukouAbsence: z.enum(['not_registered', 'never_moved_in', 'not_reported_by_province']).nullable(),
    })
    .nullable(),
  /** where the record is corrected: the provincial entry, or the school's department with its contact */
  correctAt: z.object({ name: z.string(), url: z.string(), contact: z.string() }),
  confirmable: z.object({
    allowed: z.boolean(),
    because: z.enum(confirmRefusals).nullable(),
    /** names the province's entry, where that is what is missing */
    detail: z.string().nullable(),
  }),
  confirmedAt: instant.nullable(),
  /** what is otherwise than it was when the graduate last confirmed; null unless that confirmation ended */
  changedSinceConfirmation: z
    .object({ record: z.array(recordChange), roster: z.array(rosterChange) })
    .nullable(),
  dispute: z.object({ openedAt: instant, ...claims, handler }).nullable(),
})
export type RecordView = z.infer<typeof recordView>

const version = z.int().min(1)
/** longer than the rule allows, so that the rule and not the parser says which box is too long */
const explanation = z.string().max(5000)
const explainedOrNot = z.strictObject({ explanation: explanation.default('') })

const number = z.string().describe('办理编号')

export const confirmationInput = z.strictObject({ version })
export const confirmationAnswer = z.object({ state: z.literal('confirmed'), confirmedAt: instant, number })

export const disputeInput = z.strictObject({
  version,
  destination: z.strictObject({ kind: z.enum(['changed', 'wrong']), explanation }).nullable(),
  archive: explainedOrNot.nullable(),
  hukou: explainedOrNot.nullable(),
  contact: z.string().max(500),
})
export const disputeAnswer = z.object({ state: z.literal('disputed'), openedAt: instant, number })

export const withdrawalInput = z.strictObject({})
export const withdrawalAnswer = z.object({ state: z.literal('unconfirmed'), withdrawnAt: instant, number })

export const disputesQuery = z.strictObject({
  /** `next` of the page before */
  after: z.string().regex(placeCursor).optional(),
  source: z.enum(['national', 'provincial']).optional(),
})

/** Open disputes of a school, oldest first. */
export const schoolDisputesView = z.object({
  now: instant,
  disputes: z.array(
    z.object({
      id: z.string(),
      openedAt: instant,
      entry: z.object({
        id: z.string(),
        name: z.string(),
        examNumber: z.string(),
        college: z.string(),
        major: z.string(),
      }),
      ...claims,
      record: z.object(shownRecord),
      handler,
    }),
  ),
  next: z.string().nullable(),
})
export type SchoolDisputesView = z.infer<typeof schoolDisputesView>

export const historyQuery = z.strictObject({ before: instant.optional() })

const happened = { at: instant }
export const historyItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('record'),
    ...happened,
    version: z.int(),
    origin: z.enum(['school_upload', 'provincial_report', 'registration', 'change', 'archive_change']),
    reportedAt: instant,
    /** nothing was registered before */
    first: z.boolean(),
    changes: z.array(recordChange),
  }),
  z.object({ kind: z.literal('record_voided'), ...happened, version: z.int() }),
  z.object({ kind: z.literal('roster'), ...happened, changes: z.array(rosterChange) }),
  z.object({ kind: z.literal('confirmed'), ...happened, version: z.int() }),
  z.object({
    kind: z.literal('confirmation_ended'),
    ...happened,
    because: z.enum(['record', 'roster', 'dispute']),
  }),
  z.object({ kind: z.literal('dispute_opened'), ...happened }),
  z.object({ kind: z.literal('dispute_closed'), ...happened, because: z.enum(['withdrawn', 'corrected']) }),
])
export type HistoryItem = z.infer<typeof historyItem>

export const historyView = z.object({
  items: z.array(historyItem),
  /** ask for what was before this instant; null where that is all */
  next: instant.nullable(),
})
export type HistoryView = z.infer<typeof historyView>
