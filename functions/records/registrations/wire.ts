import { z } from 'zod'
import { nameFields, ofFields, recordFields, typedFields } from '#model/record/fields.ts'
import { registrationKinds, registrationStates } from '#model/record/registration-states.ts'

const instant = z.iso.datetime()
const text = (max: number) => z.string().trim().max(max)

export const registrationKind = z.enum(registrationKinds).describe('去向登记 · 变更 · 更改档案去向 · 作废')

/** What a graduate fills in. Names of categories and regions follow from their codes; an empty field is ''. */
export const contentInput = z.strictObject(ofFields(typedFields, (field) => text(recordFields[field].typed)))
export type ContentInput = z.infer<typeof contentInput>

/** The same with the names that follow. */
export const contentView = z.object({
  ...contentInput.shape,
  ...ofFields(nameFields, () => z.string()),
})
export type ContentView = z.infer<typeof contentView>

const version = z.int().min(1)
/** longer than the rule allows, so that the rule and not the parser says what is too long */
const reason = z.string().max(5000)

/** `id` and `version` of the open registration that is being edited; null for a new one. */
export const registrationInput = z.strictObject({
  open: z.strictObject({ id: z.string().max(40), version }).nullable(),
  kind: registrationKind,
  content: contentInput,
  reason,
})
export const openInput = z.strictObject({ id: z.string().max(40), version })
export const reviewInput = z.strictObject({ version })
export const returnInput = z.strictObject({ version, reason })

export const remark = z.object({ field: z.string(), reason: z.string() })

export const stepView = z.object({
  at: instant,
  act: z.enum(['submitted', 'approved', 'returned', 'withdrawn', 'outdated', 'discarded']),
  level: z.enum(['graduate', 'college', 'school', 'system']),
  reason: z.string(),
})

const state = z.enum(registrationStates)

export const registrationView = z.object({
  id: z.string(),
  version: z.int(),
  kind: registrationKind,
  state,
  content: contentView,
  reason: z.string(),
  updatedAt: instant,
  submittedAt: instant.nullable(),
  /** 国办发〔2022〕13号 routing rules that the content does not seem to follow; they do not stop it */
  warnings: z.array(remark),
  steps: z.array(stepView),
})
export type RegistrationView = z.infer<typeof registrationView>

const offer = z.object({
  allowed: z.boolean(),
  /** a problem code's `because`, null where allowed */
  because: z.string().nullable(),
  detail: z.string().nullable(),
})

/** GET /api/graduate/registration: all that the graduate's registration page needs, in one answer. */
export const registrationPage = z.object({
  now: instant,
  /** what the form starts from and warns about */
  entry: z.object({
    name: z.string(),
    sponsored: z.boolean(),
    archiveMovedIn: z.boolean().nullable(),
    hukouMovedIn: z.boolean().nullable(),
    originRegionCode: z.string(),
    originRegionName: z.string(),
  }),
  reviewLevels: z.union([z.literal(1), z.literal(2)]),
  /** exclusive */
  registerEndsAt: instant,
  changesEndAt: instant,
  /** where it is done instead, for provincial records */
  elsewhere: z.object({ name: z.string(), url: z.string() }).nullable(),
  offers: z.object({ registration: offer, change: offer, archive_change: offer, void: offer }),
  /** the effective record, to start a change from */
  record: z.object({ version: z.int(), content: contentView }).nullable(),
  open: registrationView.nullable(),
  /** closed ones, newest first, at most ten */
  past: z.array(registrationView),
})
export type RegistrationPage = z.infer<typeof registrationPage>

export const savedAnswer = z.object({ id: z.string(), version: z.int(), state, warnings: z.array(remark) })
export type SavedAnswer = z.infer<typeof savedAnswer>

export const submittedAnswer = z.object({
  ...savedAnswer.shape,
  submittedAt: instant,
  number: z.string().describe('办理编号'),
})
export type SubmittedAnswer = z.infer<typeof submittedAnswer>

const row = z.object({
  id: z.string(),
  version: z.int(),
  kind: registrationKind,
  state,
  name: z.string(),
  examNumber: z.string(),
  college: z.string(),
  major: z.string(),
  category: z.string(),
  unitName: z.string(),
  submittedAt: instant,
  warnings: z.int(),
})

export const queueQuery = z.strictObject({
  state: z.enum(['college_review', 'school_review']).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{1,40}$/)
    .optional(),
})
/** GET /api/staff/registrations: what waits for this person's level, oldest first. */
export const queueView = z.object({
  now: instant,
  /** the level this account decides at */
  level: z.enum(['college', 'school']),
  reviewLevels: z.union([z.literal(1), z.literal(2)]),
  state: z.enum(['college_review', 'school_review']),
  counts: z.object({ college_review: z.int(), school_review: z.int() }),
  items: z.array(row),
  /** goes into `after`; null on the last page */
  next: z.string().nullable(),
})

export type QueueView = z.infer<typeof queueView>

/** GET /api/staff/registrations/:id */
export const reviewView = z.object({
  ...registrationView.shape,
  now: instant,
  graduate: z.object({
    name: z.string(),
    examNumber: z.string(),
    college: z.string(),
    major: z.string(),
    level: z.string(),
    graduationMonth: z.string(),
    trainingMode: z.string(),
    originRegion: z.string(),
  }),
  /** the effective record it changes */
  before: contentView.nullable(),
  /** fields of content that differ from `before` */
  changed: z.array(z.string()),
  mayDecide: offer,
})
export type ReviewView = z.infer<typeof reviewView>

export const reviewAnswer = z.object({ id: z.string(), version: z.int(), state })
export type ReviewAnswer = z.infer<typeof reviewAnswer>
