import { env } from 'cloudflare:test'
import { randomSymbols } from '../../functions/authorizations/make-code.ts'
import { codePrefix } from '../../functions/authorizations/codes.rules.ts'
import { serviceEndsAt } from '../../functions/authorizations/caps.rules.ts'
import { createApp } from '../../functions/app.ts'
import type { Bindings } from '../../functions/platform/bindings.ts'
import { openWork } from '../../functions/platform/open-work.ts'
import { newId, sha256 } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import { type RecordShown, reportContent, type ReportKind } from '../../functions/reports/content.rules.ts'
import { digestOf } from '../../functions/reports/token.ts'
import { foldName } from '../../functions/roster/names.rules.ts'
import { sessions } from '../../db/schema/access.ts'
import { authorizations, codes, consents, reports } from '../../db/schema/authorizations.ts'
import { provinces, schools } from '../../db/schema/places.ts'
import { confirmations, records } from '../../db/schema/records.ts'
import { rosterEntries } from '../../db/schema/roster.ts'

export const bindings = env as unknown as Bindings

/** A work context of the rules' clock `now`; machine time stays, as `--now` leaves it. */
export const openTestWork = (now = Date.now()): Work => ({
  ...openWork(bindings, { kind: 'anonymous' }),
  now,
})

export interface GraduateGiven {
  schoolCode?: string
  schoolName?: string
  cohort?: number
  graduationMonth?: string
  name?: string
  idNumber?: string
  /** null: none registered */
  archive?: RecordShown['archive']
  hukou?: RecordShown['hukou']
}

export interface Graduate extends Required<Omit<GraduateGiven, 'archive' | 'hukou'>> {
  rosterEntryId: string
  recordId: string
  confirmationId: string
  shown: RecordShown
}

let serial = 0

/** A school, a roster entry that was checked, a national record and its live confirmation, straight into the tables. */
export async function givenGraduate(work: Work, given: GraduateGiven = {}): Promise<Graduate> {
  serial += 1
  const graduate: Graduate = {
    schoolCode: given.schoolCode ?? '10001',
    schoolName: given.schoolName ?? '北京大学',
    cohort: given.cohort ?? 2026,
    graduationMonth: given.graduationMonth ?? '202606',
    name: given.name ?? '陈诚',
    idNumber: given.idNumber ?? '110101200401010019',
    rosterEntryId: newId(),
    recordId: newId(),
    confirmationId: newId(),
    shown: {
      destination: {
        category: '签就业协议形式就业',
        unitName: '北京云帆咨询服务有限公司',
        unitRegion: '北京市西城区',
      },
      archive:
        given.archive === undefined
          ? {
              transferType: '托管单位接收',
              unitName: '北京市海淀区人力资源公共服务中心',
              unitRegion: '北京市海淀区',
              postcode: '100195',
              contact: '档案科',
              phone: '010-80000001',
            }
          : given.archive,
      hukou:
        given.hukou === undefined ? { migrationType: '迁回原籍', region: '河北省石家庄市' } : given.hukou,
    },
  }
  const { rosterEntryId, recordId, shown } = graduate
  const { archive, hukou, destination } = shown
  const seal = (column: string, plain: string) => work.secrets.seal(column, rosterEntryId, plain)
  const db = work.shards.of(graduate.schoolCode, graduate.cohort)
  await db.batch([
    db.insert(provinces).values({ code: '11', name: '北京市' }).onConflictDoNothing(),
    db
      .insert(schools)
      .values({ code: graduate.schoolCode, name: graduate.schoolName, provinceCode: '11', createdAt: 0 })
      .onConflictDoNothing(),
    db.insert(rosterEntries).values({
      id: rosterEntryId,
      schoolCode: graduate.schoolCode,
      cohort: graduate.cohort,
      examNumber: String(26_000_000_000_000 + Math.floor(Math.random() * 1e9) + serial),
      name: graduate.name,
      nameFolded: foldName(graduate.name),
      idNumberCipher: await seal('roster_entries.id_number', graduate.idNumber),
      idNumberIndex: await work.secrets.index('identity-number', graduate.idNumber),
      schoolName: graduate.schoolName,
      levelCode: '31',
      sexCode: '1',
      ethnicGroupCode: '01',
      politicalStatusCode: '03',
      trainingModeCode: '1',
      sponsor: '',
      originRegionCode: '110108',
      originRegionName: '北京市海淀区',
      enrolledMonth: '202209',
      graduationMonth: graduate.graduationMonth,
      studentNumber: '2200012345',
      college: '哲学系',
      major: '哲学类',
      programmeLength: '4',
      archiveMovedIn: true,
      hukouMovedIn: true,
      emailCipher: '',
      emailIndex: '',
      phoneCipher: '',
      phoneIndex: '',
      basicInfoCheckedAt: 1,
      createdAt: 1,
      updatedAt: 1,
    }),
    db.insert(records).values({
      id: recordId,
      rosterEntryId,
      version: 1,
      sourceSystem: 'national',
      reportedAt: 1,
      destinationCode: '10',
      destinationName: destination.category,
      unitName: destination.unitName,
      unitCreditCode: '',
      unitNatureCode: '',
      unitIndustryCode: '',
      jobCategoryCode: '',
      unitRegionCode: '110102',
      unitRegionName: destination.unitRegion,
      unitAddress: '',
      archiveTransferType: archive?.transferType ?? '',
      archiveUnitName: archive?.unitName ?? '',
      archiveUnitRegionCode: '',
      archiveUnitRegionName: archive?.unitRegion ?? '',
      archiveUnitAddress: '',
      archiveUnitPostcode: archive?.postcode ?? '',
      archiveContact: archive?.contact ?? '',
      archivePhone: archive?.phone ?? '',
      hukouMigrationType: hukou?.migrationType ?? '',
      hukouRegionCode: '',
      hukouRegionName: hukou?.region ?? '',
      createdAt: 1,
    }),
    db.insert(confirmations).values({ id: graduate.confirmationId, rosterEntryId, recordId, confirmedAt: 2 }),
  ])
  return graduate
}

export interface Report {
  reportId: string
  authorizationId: string
  code: string
  hmac: string
  kind: ReportKind
  digest: string
  content: string
  capAt: number
  statusIndex: number
  validUntil: number
}

/** An authorization with its frozen report and code, as the verb leaves them. */
export async function givenReport(
  work: Work,
  graduate: Graduate,
  given: {
    kind?: ReportKind
    validUntil?: number
    endedAt?: number
    endedBecause?: 'graduate' | 'frozen'
    supersededAt?: number
    supersededBecause?: 'record' | 'roster' | 'dispute'
    expiredAt?: number
  } = {},
): Promise<Report> {
  const kind = given.kind ?? 'archive'
  const code = codePrefix(graduate.cohort, graduate.schoolCode) + randomSymbols(8)
  const hmac = await work.secrets.index('code', code)
  const content = JSON.stringify(
    reportContent(
      kind,
      {
        name: graduate.name,
        sex: '男',
        schoolName: graduate.schoolName,
        graduationMonth: graduate.graduationMonth,
        programmeLength: '4',
        major: '哲学类',
        level: '本科',
        originRegion: '北京市海淀区',
      },
      graduate.shown,
    ),
  )
  const capAt = serviceEndsAt(graduate.graduationMonth)
  const report: Report = {
    reportId: newId(),
    authorizationId: newId(),
    code,
    hmac,
    kind,
    digest: await digestOf(content),
    content,
    capAt,
    statusIndex: Math.floor(Math.random() * 2 ** 40),
    validUntil: given.validUntil ?? capAt,
  }
  const { rosterEntryId } = graduate
  const consentId = newId()
  const db = work.shards.of(graduate.schoolCode, graduate.cohort)
  await db.batch([
    db.insert(consents).values({ id: consentId, rosterEntryId, kind, textVersion: '1', givenAt: 3 }),
    db.insert(authorizations).values({
      id: report.authorizationId,
      rosterEntryId,
      kind,
      consentId,
      confirmationId: graduate.confirmationId,
      stepUpId: newId(),
      reportId: report.reportId,
      authorizedAt: 3,
    }),
    db.insert(reports).values({
      id: report.reportId,
      rosterEntryId,
      kind,
      recordId: graduate.recordId,
      nameFolded: foldName(graduate.name),
      content,
      digest: report.digest,
      capAt,
      statusIndex: report.statusIndex,
      issuedAt: 3,
    }),
    db.insert(codes).values({
      hmac,
      cipher: await work.secrets.seal('codes.code', hmac, code),
      reportId: report.reportId,
      rosterEntryId,
      kind,
      validUntil: report.validUntil,
      endedAt: given.endedAt,
      endedBecause: given.endedBecause,
      supersededAt: given.supersededAt,
      supersededBecause: given.supersededBecause,
      expiredAt: given.expiredAt,
      issuedAt: 3,
    }),
  ])
  return report
}

/** A signed-in graduate's cookie header. */
export async function givenSession(work: Work, graduate?: Graduate): Promise<string> {
  const id = newId()
  const db = work.shards.directory
  await db.batch([
    db.insert(sessions).values({
      idHash: await sha256(id),
      kind: 'graduate',
      issuer: 'https://idp.example',
      subject: 'subject',
      claimsCipher: await work.secrets.seal(
        'sessions.claims',
        'subject',
        JSON.stringify({ name: graduate?.name ?? '', phone: '', email: '' }),
      ),
      rosterEntryId: graduate?.rosterEntryId,
      schoolCode: graduate?.schoolCode,
      cohort: graduate?.cohort,
      createdAt: work.machineNow,
      lastSeenAt: work.machineNow,
      expiresAt: work.machineNow + 3_600_000,
    }),
  ])
  return `__Host-graduate=${id}`
}

const builtPage = '<!doctype html><title>built</title><main><div data-slot="answer"></div></main>'

/** The whole app over the test's database, with a stand-in for the built site: every path is a page with the slot. */
export function testApp(settings: Record<string, string> = {}) {
  const app = createApp()
  const assets = {
    fetch: (request: RequestInfo | URL) => {
      const given = new Headers(request instanceof Request ? request.headers : {})
      const headers = { 'Content-Type': 'text/html', ETag: '"built"' }
      return Promise.resolve(
        given.get('if-none-match') === '"built"'
          ? new Response(null, { status: 304, headers })
          : new Response(builtPage, { headers }),
      )
    },
  }
  const bound = { ...bindings, ...settings, ASSETS: assets as never }
  return (path: string, init?: RequestInit) =>
    Promise.resolve(app.fetch(new Request(`http://127.0.0.1:8787${path}`, init), bound))
}
