import { z } from 'zod'
import { progressView } from '../progress-wire.ts'

const instant = z.iso.datetime()
const contact = z.object({ department: z.string(), phone: z.string(), email: z.string() })
/** exclusive: register and confirm, change, 核验编号, 转递编号 */
const deadlines = z.object({
  registerEndsAt: instant,
  changesEndAt: instant,
  serviceEndsAt: instant,
  transferEndsAt: instant,
})

export const sessionView = z.object({
  now: instant,
  providerName: z.string(),
  person: z.object({ name: z.string(), phone: z.string(), email: z.string() }),
  entries: z.array(
    z.object({
      id: z.string(),
      schoolName: z.string(),
      level: z.string(),
      major: z.string(),
      graduationMonth: z.string(),
      chosen: z.boolean(),
    }),
  ),
  entry: z
    .object({
      id: z.string(),
      schoolName: z.string(),
      schoolContact: contact,
      basicInfoChecked: z.boolean(),
      deadlines,
      /** the 毕业结论 that holds everything back for now */
      onHold: z.string().nullable(),
    })
    .nullable(),
  /** null until an entry is chosen */
  progress: progressView.nullable(),
})
export type SessionView = z.infer<typeof sessionView>

export const entryInput = z.strictObject({ entryId: z.string().min(1).max(64) })

const yesNo = z.enum(['是', '否', ''])

export const basicInfoView = z.object({
  version: z.int(),
  checkedAt: instant.nullable(),
  schoolContact: contact,
  fields: z.object({
    examNumber: z.string(),
    name: z.string(),
    idNumber: z.string(),
    schoolName: z.string(),
    level: z.string(),
    sex: z.string(),
    ethnicGroup: z.string(),
    politicalStatus: z.string(),
    trainingMode: z.string(),
    originRegion: z.string(),
    enrolledMonth: z.string(),
    graduationMonth: z.string(),
    studentNumber: z.string(),
    college: z.string(),
    major: z.string(),
    programmeLength: z.string(),
    completion: z.string(),
    archiveMovedIn: yesNo,
    hukouMovedIn: yesNo,
    email: z.string(),
    phone: z.string(),
  }),
})
export type BasicInfoView = z.infer<typeof basicInfoView>

export const checkInput = z.strictObject({ version: z.int().min(1) })
export const checkAnswer = z.object({ checkedAt: instant })

export const staffSessionView = z.object({
  now: instant,
  name: z.string(),
  school: z.object({ code: z.string(), name: z.string() }),
  /** '' for the whole school */
  college: z.string(),
  /** among how many this person may choose */
  grants: z.int(),
})
export type StaffSessionView = z.infer<typeof staffSessionView>
