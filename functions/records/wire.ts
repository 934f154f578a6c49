import { z } from 'zod'
import { disputeCursor } from './dispute-page.rules.ts'

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
  destination: z.object({ category: z.string(), unitName: z.string(), unitRegion: z.string() }),
  archive: z
    .object({
      transferType: z.string(),
      unitName: z.string(),
      unitRegion: z.string(),
      unitAddress: z.string(),
      postcode: z.string(),
      contact: z.string(),
      phone: z.string(),
    })
    .nullable(),
  hukou: z.object({ migrationType: z.string(), region: z.string() }).nullable(),
  sourceSystem: z.enum(['national', 'provincial']),
  reportedAt: instant,
}

export const recordView = z.object({
  now: instant,
  state: z.enum(['unregistered', 'unconfirmed', 'confirmed', 'disputed']),
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
    because: z.enum(['archive_first']).nullable(),
    detail: z.string().nullable(),
  }),
  confirmedAt: instant.nullable(),
  dispute: z.object({ openedAt: instant, ...claims, handler }).nullable(),
})
export type RecordView = z.infer<typeof recordView>

const version = z.int().min(1)
/** longer than the rule allows, so that the rule and not the parser says which box is too long */
const explanation = z.string().max(5000)

export const confirmationInput = z.strictObject({ version })
export const confirmationAnswer = z.object({ state: z.literal('confirmed'), confirmedAt: instant })

export const disputeInput = z.strictObject({
  version,
  destination: z.strictObject({ kind: z.enum(['changed', 'wrong']), explanation }).nullable(),
  archive: z.strictObject({ explanation }).nullable(),
  hukou: z.strictObject({ explanation }).nullable(),
  contact: z.string().max(500),
})
export const disputeAnswer = z.object({ state: z.literal('disputed'), openedAt: instant })

export const withdrawalInput = z.strictObject({})
export const withdrawalAnswer = z.object({ state: z.literal('unconfirmed'), withdrawnAt: instant })

export const disputesQuery = z.strictObject({
  /** `next` of the page before */
  after: z.string().regex(disputeCursor).optional(),
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
