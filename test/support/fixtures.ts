import { env } from 'cloudflare:test'
import { commit } from '../../db/commit.ts'
import type { Statement } from '../../db/client.ts'
import { sessions, staff, stepUps } from '../../db/schema/access.ts'
import { provinces, schools } from '../../db/schema/places.ts'
import { records } from '../../db/schema/records.ts'
import { rosterEntries } from '../../db/schema/roster.ts'
import { cohortOf } from '#model/calendar/months.ts'
import { foldName } from '#model/roster/names.ts'
import type { Bindings } from '../../functions/platform/bindings.ts'
import { openWork } from '../../functions/platform/open-work.ts'
import { newId, sha256 } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import { type OpenRecord, sealRecord } from '../../functions/proof/record-contact.ts'
import type { Actor, GraduateActor, StaffActor, StaffRole } from '#model/actors.ts'
import { staffScopeOf } from '#model/roles.ts'

export const bindings = env as unknown as Bindings

/** A context on the test's database. @param now the rules' clock, ISO */
export function workAt(now?: string): Work
export function workAt<A extends Actor>(now: string | undefined, actor: A): Work<A>
export function workAt(now = '2026-11-23T02:00:00Z', actor: Actor = { kind: 'system', name: 'test' }): Work {
  return { ...openWork(bindings, actor), now: Date.parse(now) }
}

/**
 * A graduation month, YYYYMM, whose service runs today: for tests that ask over HTTP, where the machine's clock counts.
 * The fixtures' own month ends on 31 December 2026.
 */
export function runningMonth(): string {
  const today = new Date(Date.now() + 8 * 3_600_000)
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 2, 1))
  return month.toISOString().slice(0, 7).replace('-', '')
}

/** June of the coming year, YYYYMM: its graduates may register and change on whatever day this runs. */
export const comingMonth = (): string => `${new Date().getUTCFullYear() + 1}06`

async function write(work: Work, seeded: Statement[]) {
  const done = await commit(work, work.shards.directory, {
    audit: { none: 'counter' },
    statements: { seeded },
  })
  if (!done.done) throw new Error('the fixture could not be written')
}

export async function seedSchool(
  work: Work,
  school: { code: string; provinceCode: string } & Partial<typeof schools.$inferInsert>,
  settings: Partial<typeof provinces.$inferInsert> = {},
) {
  const db = work.shards.directory
  await write(work, [
    db
      .insert(provinces)
      .values({ code: school.provinceCode, name: `省份${school.provinceCode}`, ...settings })
      .onConflictDoNothing(),
    db
      .insert(schools)
      .values({ name: `学校${school.code}`, contactPhone: '010-11110000', createdAt: work.now, ...school }),
  ])
}

const emptyRecord = {
  version: 1,
  sourceSystem: 'national' as const,
  destinationCode: '10',
  destinationName: '签就业协议形式就业',
  unitName: '北京云帆咨询服务有限公司',
  unitCreditCode: '',
  unitNatureCode: '39',
  unitIndustryCode: '',
  jobCategoryCode: '',
  unitRegionCode: '110102',
  unitRegionName: '北京市西城区',
  unitAddress: '北京市西城区创新路8号',
  archiveTransferType: '',
  archiveUnitName: '',
  archiveUnitRegionCode: '',
  archiveUnitRegionName: '',
  archiveUnitAddress: '',
  archiveUnitPostcode: '',
  archiveContact: '',
  archivePhone: '',
  hukouMigrationType: '',
  hukouRegionCode: '',
  hukouRegionName: '',
  supersededAt: null,
  origin: 'school_upload' as const,
  endedBecause: null,
}

export const archiveBlock = {
  archiveTransferType: '托管单位接收',
  archiveUnitName: '北京市海淀区人力资源公共服务中心',
  archiveUnitRegionCode: '110108',
  archiveUnitRegionName: '北京市海淀区',
  archiveUnitAddress: '北京市海淀区人民路17号201室',
  archiveUnitPostcode: '100195',
  archiveContact: '档案科',
  archivePhone: '010-80000001',
}

export const hukouBlock = {
  hukouMigrationType: '迁往人才服务机构集体户',
  hukouRegionCode: '110108',
  hukouRegionName: '北京市海淀区',
}

export interface Graduate {
  entry: typeof rosterEntries.$inferSelect
  record: OpenRecord | undefined
  actor: GraduateActor & { rosterEntryId: string; schoolCode: string; cohort: number }
  /** the cookie's value of the graduate's session */
  cookie: string
}

/** A roster entry with its record and a live session. `record: null` leaves the record out. */
export async function seedGraduate(
  work: Work,
  graduate: {
    schoolCode: string
    examNumber: string
    idNumber: string
    checked?: boolean
    record?: Partial<OpenRecord> | null
  } & Partial<typeof rosterEntries.$inferInsert>,
): Promise<Graduate> {
  const db = work.shards.directory
  const id = newId()
  const { idNumber, checked = true, record: given, ...columns } = graduate
  const graduationMonth = graduate.graduationMonth ?? '202606'
  const name = graduate.name ?? '陈诚'
  const entry: typeof rosterEntries.$inferSelect = {
    id,
    cohort: cohortOf(graduationMonth),
    graduationMonth,
    name,
    nameFolded: foldName(name),
    idNumberCipher: await work.secrets.seal('roster_entries.id_number', id, idNumber),
    idNumberIndex: await work.secrets.index('identity-number', idNumber),
    schoolName: '北京大学',
    levelCode: '31',
    sexCode: '1',
    ethnicGroupCode: '01',
    politicalStatusCode: '13',
    trainingModeCode: '1',
    sponsor: '',
    originRegionCode: '110108',
    originRegionName: '北京市海淀区',
    enrolledMonth: '202209',
    studentNumber: '',
    college: '哲学系',
    major: '哲学类',
    programmeLength: '4',
    archiveMovedIn: true,
    hukouMovedIn: true,
    emailCipher: '',
    emailIndex: '',
    phoneCipher: '',
    phoneIndex: '',
    basicInfoCheckedAt: checked ? work.now : null,
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
    completionCode: '',
    ...columns,
  }
  const record: OpenRecord | undefined =
    given === null
      ? undefined
      : {
          ...emptyRecord,
          ...archiveBlock,
          ...hukouBlock,
          id: newId(),
          rosterEntryId: id,
          reportedAt: work.now,
          createdAt: work.now,
          ...given,
        }
  const cookie = newId()
  const sessionHash = await sha256(cookie)
  const actor = {
    kind: 'graduate' as const,
    sessionHash,
    issuer: work.config.graduateProvider.issuer,
    subject: `subject-${graduate.examNumber}`,
    claims: { name, phone: '19900000001', email: 'graduate@example.com' },
    rosterEntryId: id,
    schoolCode: entry.schoolCode,
    cohort: entry.cohort,
  }
  await write(work, [
    db.insert(rosterEntries).values(entry),
    ...(record === undefined ? [] : [db.insert(records).values(await sealRecord(work, record))]),
    db.insert(sessions).values({
      idHash: sessionHash,
      kind: 'graduate',
      issuer: actor.issuer,
      subject: actor.subject,
      claimsCipher: await work.secrets.seal('sessions.claims', actor.subject, JSON.stringify(actor.claims)),
      rosterEntryId: id,
      schoolCode: entry.schoolCode,
      cohort: entry.cohort,
      createdAt: work.machineNow,
      lastSeenAt: work.machineNow,
      expiresAt: work.machineNow + 8 * 3_600_000,
    }),
  ])
  return { entry, record, actor, cookie }
}

export interface SeededStaff<R extends StaffRole = StaffRole> {
  actor: StaffActor<R>
  cookie: string
}

/** A member of a school's staff, or of one college's, with a live session. */
export async function seedStaff<College extends string = ''>(
  work: Work,
  schoolCode: string,
  college: College | '' = '',
  more: Partial<typeof staff.$inferInsert> = {},
): Promise<SeededStaff<'' extends College ? 'school' : 'college'>> {
  const db = work.shards.directory
  const id = newId()
  const cookie = newId()
  const subject = more.subject ?? `staff-${schoolCode}-${id}`
  const sessionHash = await sha256(cookie)
  const issuer = work.config.staffProvider.issuer
  await write(work, [
    db.insert(staff).values({
      id,
      schoolCode,
      college,
      issuer,
      subject,
      name: '就业老师',
      createdAt: work.now,
      confirmedAt: work.now,
      ...more,
    }),
    db.insert(sessions).values({
      idHash: sessionHash,
      kind: 'staff',
      issuer,
      subject,
      claimsCipher: await work.secrets.seal(
        'sessions.claims',
        subject,
        JSON.stringify({ name: '就业老师', phone: '', email: '' }),
      ),
      schoolCode,
      staffId: id,
      createdAt: work.machineNow,
      lastSeenAt: work.machineNow,
      expiresAt: work.machineNow + 8 * 3_600_000,
    }),
  ])
  const scope = staffScopeOf({ schoolCode, college })
  const actor = { kind: 'staff', sessionHash, accountId: id, scope, name: '就业老师' }
  return { actor, cookie } as SeededStaff<'' extends College ? 'school' : 'college'>
}

/** A step-up this graduate's session passed just now. @param minutesLeft of its ten, machine time */
export async function passStepUp(work: Work, graduate: Graduate, minutesLeft = 10) {
  const db = work.shards.directory
  const expiresAt = work.machineNow + minutesLeft * 60_000
  await write(work, [
    db.insert(stepUps).values({
      id: newId(),
      sessionHash: graduate.actor.sessionHash,
      rosterEntryId: graduate.actor.rosterEntryId,
      issuer: graduate.actor.issuer,
      subject: graduate.actor.subject,
      purpose: 'authorize',
      nonceHash: newId(),
      askedAt: work.machineNow,
      passedAt: work.machineNow,
      expiresAt,
    }),
  ])
}
