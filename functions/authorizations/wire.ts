import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { supersededBecause } from '#model/reasons.ts'

const instant = z.iso.datetime()
const kind = z.enum(kindNames)

export const card = z.object({
  kind,
  state: z.enum(['unset', 'active', 'expired', 'ended', 'superseded', 'service_ended']),
  /** a new authorization of this kind can be given */
  open: z.boolean(),
  closedBecause: z
    .enum([
      'on_hold',
      'unconfirmed',
      'not_registered',
      'hukou_not_registered',
      'hukou_never_moved_in',
      'hukou_not_reported_by_province',
      'service_ended',
    ])
    .nullable(),
  code: z.string().nullable(),
  /** exclusive */
  validUntil: instant.nullable(),
  lastDay: z.iso.date().nullable(),
  authorizationId: z.string().nullable(),
  reportPath: z.string().nullable(),
  supersededBecause: z.enum(supersededBecause).nullable(),
  hasArchiveBlock: z.boolean(),
  lookups: z.int(),
  endsSoon: z.boolean(),
})

export const cardsView = z.object({
  now: instant,
  confirmed: z.boolean(),
  serviceLastDay: z.iso.date(),
  serviceEnded: z.boolean(),
  stepUp: z.object({ secondsLeft: z.int() }),
  consentTextVersion: z.string(),
  cards: z.array(card),
})

/** any text: the rule says what is wrong with a day, not the parser */
const lastDay = z.string().max(40)

export const authorizationInput = z.strictObject({
  kind,
  lastDay,
  consent: z.literal(true),
  consentTextVersion: z.string().max(40),
})
export const authorizationAnswer = z.object({ card, cut: z.boolean() })
export const validityInput = z.strictObject({ lastDay })
export const endInput = z.strictObject({})
export const endAnswer = z.object({ card })
export const authorizationParam = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })
