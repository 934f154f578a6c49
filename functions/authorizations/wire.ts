import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { closedReasons } from '#model/authorization/closed.ts'
import { reasonNames } from '#model/reasons.ts'
import { cardStates } from '#model/verdict/verdict.ts'

const instant = z.iso.datetime()
const kind = z.enum(kindNames)

export const card = z.object({
  kind,
  state: z.enum(cardStates),
  /** a new authorization of this kind can be given */
  open: z.boolean(),
  closedBecause: z.enum(closedReasons).nullable(),
  code: z.string().nullable(),
  /** exclusive */
  validUntil: instant.nullable(),
  lastDay: z.iso.date().nullable(),
  authorizationId: z.string().nullable(),
  reportPath: z.string().nullable(),
  /** why its code is dead */
  because: z.enum(reasonNames).nullable(),
  hasArchiveBlock: z.boolean(),
  lookups: z.int(),
  endsSoon: z.boolean(),
  resumableUntil: instant
    .nullable()
    .describe('exclusive; ended a moment ago in this session, and can be taken back'),
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
const number = z.string().describe('办理编号')

export const authorizationAnswer = z.object({ card, cut: z.boolean(), number, authorizedAt: instant })
export const validityAnswer = z.object({ card, cut: z.boolean() })
export const validityInput = z.strictObject({ lastDay })
export const endInput = z.strictObject({})
export const endAnswer = z.object({ card, number, endedAt: instant })
export const resumeAnswer = z.object({ card, number, resumedAt: instant })
export const authorizationParam = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })
