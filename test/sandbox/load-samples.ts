// Loads the sample files through the verbs a school's upload uses, and plays the demo accounts' stories through the
// verbs a graduate uses, each at its own time. Nothing here writes SQL of its own but the step-ups it stands in for.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { findEntriesByIdNumber } from '../../db/people.ts'
import { dayOf } from '#model/calendar/caps.ts'
import { authorizeVerification } from '../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../functions/authorizations/consent.ts'
import { endAuthorization } from '../../functions/authorizations/end-authorization.ts'
import { checkBasicInfo } from '../../functions/records/basic-info/check-basic-info.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { GraduateActor, StaffActor } from '#model/actors.ts'
import { newId } from '../../functions/platform/secrets.ts'
import { confirmDestination } from '../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../functions/records/dispute-record.ts'
import { reportProvincially } from '../../functions/exchange/report-provincially.ts'
import { addAccount as addDepartmentAccount } from '../../functions/access/departments/add-account.ts'
import { addDepartment } from '../../functions/access/departments/add-department.ts'
import { addSchool } from '../../functions/access/schools/add-school.ts'
import { addAccount } from '../../functions/access/staff/add-account.ts'
import { changeReviewChain } from '../../functions/access/staff/change-review-chain.ts'
import { returnRegistration } from '../../functions/records/registrations/return-registration.ts'
import { submitRegistration } from '../../functions/records/registrations/submit-registration.ts'
import { checkUpload } from '../../functions/intake/check-upload.ts'
import { importUpload } from '../../functions/intake/import-upload.ts'
import { verify } from '../../functions/verification/verify.ts'
import { filled } from '../support/filled-content.ts'
import {
  atFirst,
  demoDestinations,
  demoIdNumber,
  demoReport,
  demoRoster,
  demoRosterRow,
} from './demo-files.ts'
import { demoDepartments } from './demo-departments.ts'
import { demoPeople, type DemoPerson } from './demo-people.ts'
import { root, type SandboxDatabase } from './open-database.ts'
import { redateRoster, yearsToAdd } from './redate.ts'
import { standInStepUp } from './stand-in-step-up.ts'

export interface DemoAccount {
  login: string
  name: string
  state: string
}

const DAY = 86_400_000
const files = {
  '10001': { roster: 'roster-10001-2026.csv', destinations: 'destinations-10001-2026.csv' },
  '10558': { roster: 'roster-10558-2026.xlsx', report: 'destinations-guangdong-10558-2026.json' },
} as const

const pathOf = (file: string) => `${root}test/samples/${file}`

/** The first sample file that is not there. */
export const missingSamples = (): string | undefined =>
  [...Object.values(files['10001']), ...Object.values(files['10558'])].find(
    (file) => !existsSync(pathOf(file)),
  )

/** Loads everything once. @param now the rules' clock, milliseconds */
export async function loadSamples(
  database: SandboxDatabase,
  now: number,
  say: (line: string) => void,
): Promise<DemoAccount[]> {
  const years = yearsToAdd(now)
  await addSchools(database.work(undefined, now))
  await addDepartments(database.work(undefined, now))
  const staff = { '10001': staffOf('10001'), '10558': staffOf('10558') }
  for (const [school, kind, file] of [
    ['10001', 'roster', files['10001'].roster],
    ['10558', 'roster', files['10558'].roster],
    ['10001', 'destinations', files['10001'].destinations],
  ] as const) {
    const bytes = await readFile(pathOf(file))
    const dated = kind === 'roster' ? await redateRoster(file, bytes, years) : bytes
    const count = await upload(database.work(staff[school], now), kind, file, dated)
    say(`  ${file}：${count} 行`)
  }
  const report = JSON.parse(await readFile(pathOf(files['10558'].report), 'utf8')) as { 上报时间: string }
  const reportedAt = report.上报时间.replace(/^\d{4}/, (year) => String(Number(year) + years))
  const reported = await reportProvincially(database.work(province, now), { ...report, 上报时间: reportedAt })
  say(`  ${files['10558'].report}：${reported.counts.rows} 行`)

  await loadDemoPeople(database, now)
  return demoPeople.map((person) => ({
    login: demoIdNumber(person),
    name: person.name,
    state: person.state,
  }))
}

const province = { kind: 'system', name: 'province-44' } as const

const staffOf = (schoolCode: string) =>
  ({
    kind: 'staff',
    sessionHash: 'sandbox',
    accountId: `staff-${schoolCode}`,
    scope: { level: 'school', schoolCode },
    name: '沙箱导入',
  }) as const

export async function addSchools(work: Work) {
  await addSchool(work, {
    code: '10001',
    name: '北京大学',
    provinceCode: '11',
    contactDepartment: '北京大学就业部门（沙箱）',
    contactPhone: '010-00001001',
  })
  await addSchool(work, {
    code: '10558',
    name: '中山大学',
    provinceCode: '44',
    contactDepartment: '中山大学就业部门（沙箱）',
    contactPhone: '020-00001058',
    archiveBeforeConfirmation: true,
    entryName: '广东省大学生就业创业小程序',
  })
}

async function addDepartments(work: Work) {
  const { issuer } = work.config.staffProvider
  for (const { login, person, ...department } of demoDepartments) {
    await addDepartment(work, department)
    await addDepartmentAccount(work, { departmentId: department.id, issuer, login, name: person })
  }
}

/** 10001 reviews at two levels; one of its colleges has an account, of whoever does not review for the school. */
async function reviewByColleges(work: Work<StaffActor<'school'>>) {
  await changeReviewChain(work, 2)
  await addAccount(work, { login: 'staff-10001-c1', name: '北京大学哲学系就业老师', college: '哲学系' })
}

async function upload(
  work: Work<StaffActor<'school'>>,
  kind: 'roster' | 'destinations',
  fileName: string,
  bytes: Uint8Array,
) {
  const checked = await checkUpload(work, { kind, fileName, bytes })
  const imported = await importUpload(work, checked.id, bytes)
  return imported.counts.rows - imported.counts.refused
}

/** The demo people alone, each in the state that the start-up list promises; their schools are there. */
export async function loadDemoPeople(
  database: Pick<SandboxDatabase, 'work'>,
  now: number,
): Promise<{ person: DemoPerson; actor: GraduateActor }[]> {
  await loadDemoFiles(database, now)
  await reviewByColleges(database.work({ ...staffOf('10001'), accountId: 'staff-10001-2' }, now))
  const loaded = []
  for (const person of demoPeople) {
    const actor = await signedIn(database, person)
    await play(database, now, person, actor)
    loaded.push({ person, actor })
  }
  return loaded
}

/** The demo people's own roster and destinations, uploaded some months ago so that their stories have a past. */
async function loadDemoFiles(database: Pick<SandboxDatabase, 'work'>, now: number) {
  const rosterAt = now - 120 * DAY
  for (const school of ['10001', '10558'] as const)
    await upload(
      database.work(staffOf(school), rosterAt),
      'roster',
      'demo-roster.csv',
      demoRoster(school, now),
    )
  const recordsAt = now - 110 * DAY
  await upload(
    database.work(staffOf('10001'), recordsAt),
    'destinations',
    'demo-destinations.csv',
    demoDestinations(
      demoPeople.filter((person) => person.schoolCode === '10001' && person.record).map(atFirst),
    ),
  )
  await reportProvincially(database.work(province, recordsAt), demoReport(recordsAt))
}

/** A person's way to the state the start-up list promises. */
async function play(
  database: Pick<SandboxDatabase, 'work'>,
  now: number,
  person: DemoPerson,
  actor: GraduateActor,
) {
  const at = (days: number) => database.work(actor, now - days * DAY)
  const authorize = async (days: number, lastDay: number) => {
    const work = at(days)
    await standInStepUp(work)
    return authorizeVerification(work, { kind: 'archive', lastDay: dayOf(lastDay), consentTextVersion })
  }
  if (person.key === 'unchecked') return
  await checkBasicInfo(at(100), 1)
  if (['unregistered', 'unconfirmed', 'provincial', 'archive-first'].includes(person.key)) return
  if (person.key === 'in-review' || person.key === 'returned') {
    const asked = { open: null, kind: 'registration' as const, content: filled, reason: '' }
    const { id, version } = await submitRegistration(at(2), asked)
    if (person.key === 'returned')
      await returnRegistration(
        database.work(
          {
            ...staffOf('10001'),
            scope: { level: 'college', schoolCode: '10001', college: '哲学系' },
          } as const,
          now - DAY,
        ),
        id,
        version,
        '请补充单位的统一社会信用代码证明，并核对单位全称。',
      )
    return
  }
  if (person.key === 'disputed') {
    await disputeRecord(at(6), 1, {
      destination: { kind: 'wrong', explanation: '单位名称有误，请按就业协议书更正。' },
      archive: null,
      hukou: null,
      contact: '010-60000000',
    })
    return
  }
  await confirmDestination(at(99), 1)
  switch (person.key) {
    case 'cap-passed':
      await authorize(95, now + 400 * DAY)
      return
    case 'live': {
      const { card } = await authorize(3, now + 400 * DAY)
      const asked = { kind: 'archive', name: person.name, via: 'page', address: 'sandbox' } as const
      await verify(database.work({ kind: 'anonymous' }, now - 2 * DAY), { ...asked, code: card.code ?? '' })
      await verify(database.work({ kind: 'anonymous' }, now - DAY), {
        ...asked,
        name: '陈思琪',
        code: card.code ?? '',
      })
      return
    }
    case 'expired':
      await authorize(12, now - 3 * DAY)
      return
    case 'ended': {
      const { card } = await authorize(9, now + 20 * DAY)
      await endAuthorization(at(5), card.authorizationId ?? '')
      return
    }
    case 'superseded':
      await authorize(8, now + 20 * DAY)
      await upload(
        database.work(staffOf('10001'), now - 4 * DAY),
        'destinations',
        'demo-correction.csv',
        demoDestinations([{ ...person, name: person.name }], '北京远景教育咨询有限公司'),
      )
      return
    case 'deferred':
      await authorize(20, now + 20 * DAY)
      await upload(
        database.work(staffOf('10001'), now - 10 * DAY),
        'roster',
        'demo-deferred.csv',
        demoRosterRow(person, now, { 毕业结论: '延期毕业' }),
      )
      return
    case 'corrected':
      await upload(
        database.work(staffOf('10001'), now - 12 * DAY),
        'roster',
        'demo-name.csv',
        demoRosterRow(person, now),
      )
      await checkBasicInfo(at(11), 2)
      await upload(
        database.work(staffOf('10001'), now - 8 * DAY),
        'destinations',
        'demo-unit.csv',
        demoDestinations([person], '北京远景教育咨询有限公司'),
      )
  }
}

/** The person as the worker would see them after signing in; the session itself is not needed. */
async function signedIn(database: Pick<SandboxDatabase, 'work'>, person: DemoPerson): Promise<GraduateActor> {
  const work = database.work()
  const index = await work.secrets.index('identity-number', demoIdNumber(person))
  const entry = (await Promise.all(work.shards.all().map((db) => findEntriesByIdNumber(db, index)))).flat()[0]
  if (entry === undefined) throw new Error(`the demo account ${person.key} was not loaded`)
  return {
    kind: 'graduate',
    sessionHash: newId(),
    issuer: work.config.graduateProvider.issuer,
    subject: `demo-${person.key}`,
    claims: { name: person.name, phone: '', email: '' },
    rosterEntryId: entry.rosterEntryId,
    schoolCode: entry.schoolCode,
    cohort: entry.cohort,
  }
}
