import { eq } from 'drizzle-orm'
import { takeStatusPlace } from '../../db/authorizations.ts'
import { read } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { authorizations, codes, consents, reports } from '../../db/schema/authorizations.ts'
import { serviceEndsAt } from '#model/calendar/caps.ts'
import { makeCode } from '../../functions/proof/make-code.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import { type RecordShown, reportContent } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { sealOpenCode, sealReport } from '../../functions/proof/row-seals.ts'
import { digestOf, signReport } from '../../functions/proof/token.ts'
import type { Graduate } from './fixtures.ts'

const recordShown: RecordShown = {
  destination: {
    category: '签就业协议形式就业',
    unitName: '北京云帆咨询服务有限公司',
    unitRegion: '北京市西城区',
  },
  archive: {
    transferType: '托管单位接收',
    unitName: '北京市海淀区人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100195',
    contact: '档案科',
    phone: '010-80000001',
  },
  hukou: { migrationType: '迁回原籍', region: '河北省石家庄市' },
}

export interface Report {
  reportId: string
  code: string
  hmac: string
  content: string
  capAt: number
  validUntil: number
  statusIndex: number
  token: string
}

/** An authorization with its frozen report and live code, under the seals that the verb gives them; `given` makes it other. */
export async function seedReport(
  work: Work,
  { entry }: Pick<Graduate, 'entry'>,
  given: {
    kind?: ReportKind
    record?: Partial<RecordShown>
  } & Partial<
    Pick<
      typeof codes.$inferInsert,
      'validUntil' | 'endedAt' | 'endedBecause' | 'supersededAt' | 'supersededBecause' | 'expiredAt'
    >
  > = {},
): Promise<Report> {
  const { kind = 'archive', record, ...times } = given
  const code = makeCode(entry.cohort, entry.schoolCode)
  const hmac = await work.secrets.index('code', code)
  const basicInfo = {
    name: entry.name,
    sex: '男',
    schoolName: entry.schoolName,
    graduationMonth: entry.graduationMonth,
    programmeLength: entry.programmeLength,
    major: entry.major,
    level: '本科',
    originRegion: entry.originRegionName,
  }
  const content = JSON.stringify(reportContent(kind, basicInfo, { ...recordShown, ...record }))
  const digest = await digestOf(content)
  const capAt = serviceEndsAt(entry.graduationMonth)
  const reportId = newId()
  const consentId = newId()
  const validUntil = times.validUntil ?? capAt
  const owned = { rosterEntryId: entry.id, kind }
  const db = work.shards.of(entry.schoolCode, entry.cohort)
  const taken = await commit(work, db, {
    audit: { none: 'counter' },
    statements: { taken: takeStatusPlace(db) },
  })
  const statusIndex = (taken.done ? taken.results.taken[0]?.place : undefined) ?? 0
  const report = {
    id: reportId,
    ...owned,
    recordId: newId(),
    nameFolded: entry.nameFolded,
    content,
    digest,
    capAt,
    statusIndex,
    issuedAt: work.now,
  }
  const issued = { hmac, reportId, ...owned, validUntil, version: 1, issuedAt: work.now }
  const open = times.endedAt == null && times.supersededAt == null && times.expiredAt == null
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db.insert(consents).values({ id: consentId, ...owned, textVersion: '1', givenAt: work.now }),
        db.insert(authorizations).values({
          id: newId(),
          ...owned,
          consentId,
          confirmationId: newId(),
          stepUpId: newId(),
          reportId,
          authorizedAt: work.now,
        }),
        db.insert(reports).values({ ...report, seal: await sealReport(work.secrets, report) }),
        db.insert(codes).values({
          ...issued,
          ...times,
          validUntil,
          cipher: await work.secrets.seal('codes.code', hmac, code),
          openSeal: open ? await sealOpenCode(work.secrets, issued) : null,
        }),
      ],
    },
  })
  if (!done.done) throw new Error('the report could not be written')
  const token = await signReport(work.secrets.signingKeys, {
    reportId,
    kind,
    capSeconds: capAt / 1000,
    digest,
    statusIndex,
  })
  return { reportId, code, hmac, content, capAt, validUntil, statusIndex, token }
}

/** Seals a report and its code as they stand, as if the worker had changed them. */
export async function sealAsItStands(work: Work, reportId: string): Promise<void> {
  const db = work.shards.directory
  const { found, held } = await read(db, {
    found: db.select().from(reports).where(eq(reports.id, reportId)),
    held: db.select().from(codes).where(eq(codes.reportId, reportId)),
  })
  const [report, code] = [found[0], held[0]]
  if (report === undefined || code === undefined) throw new Error('no such report')
  const seal = await sealReport(work.secrets, report)
  const openSeal = await sealOpenCode(work.secrets, code)
  await db.update(reports).set({ seal }).where(eq(reports.id, reportId))
  await db.update(codes).set({ openSeal }).where(eq(codes.reportId, reportId))
}
