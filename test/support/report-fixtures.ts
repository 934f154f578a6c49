import { eq, sql } from 'drizzle-orm'
import { read } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { authorizations, codes, consents, reports } from '../../db/schema/authorizations.ts'
import { serviceEndsAt } from '#model/calendar/caps.ts'
import { makeCode } from '../../functions/proof/make-code.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import { type RecordShown, reportContent } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
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

/** An authorization with its frozen report and live code, sealed as the verb leaves them; `given` makes it other. */
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
        db.insert(reports).values({
          id: reportId,
          ...owned,
          recordId: newId(),
          nameFolded: entry.nameFolded,
          content,
          digest,
          capAt,
          statusIndex: sql`(select coalesce(max(status_index), -1) + 1 from reports)`,
          issuedAt: work.now,
        }),
        db.insert(codes).values({
          hmac,
          cipher: await work.secrets.seal('codes.code', hmac, code),
          reportId,
          ...owned,
          ...times,
          validUntil,
          issuedAt: work.now,
        }),
      ],
    },
  })
  if (!done.done) throw new Error('the report could not be written')
  const [[placed]] = await read(db, [
    db.select({ index: reports.statusIndex }).from(reports).where(eq(reports.id, reportId)),
  ])
  const statusIndex = placed?.index ?? 0
  const token = await signReport(work.secrets.signingKeys, {
    reportId,
    kind,
    capSeconds: capAt / 1000,
    digest,
    statusIndex,
  })
  return { reportId, code, hmac, content, capAt, validUntil, statusIndex, token }
}
