import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { writeVersions } from '../../../db/record-versions.ts'
import { transferCodes } from '../../../db/schema/records.ts'
import { parseCode } from '#model/codes/codes.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { reportProvincially } from '../../../functions/exchange/report-provincially.ts'
import { csvOf, destinationLine, inventExamNumber } from '../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

let officer: StaffActor<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', name: '中山大学', provinceCode: '44' })
  officer = (await seedStaff(workAt(), '10001')).actor
})

const work = () => workAt('2026-11-23T02:00:00Z', officer)
async function load(rows: Record<string, string>[]) {
  const bytes = csvOf(rows)
  const { id } = await checkUpload(work(), { kind: 'destinations', fileName: '去向.csv', bytes })
  return importUpload(work(), id, bytes)
}
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    record: null,
    ...more,
  })
async function codesOf(entryId: string) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db.select().from(transferCodes).where(eq(transferCodes.rosterEntryId, entryId)),
  ])
  return rows
}

it('issues no code for a refused row or in a dry run', async () => {
  const [refused, tried] = [await graduate(), await graduate()]
  await load([destinationLine(refused.entry.examNumber, { 姓名: '李雷' })])
  const bytes = csvOf([destinationLine(tried.entry.examNumber)])
  await checkUpload(work(), { kind: 'destinations', fileName: '去向.csv', bytes })
  for (const person of [refused, tried]) expect(await codesOf(person.entry.id)).toEqual([])
})

it('issues one code with the first record and keeps it across versions', async () => {
  const person = await graduate()
  const line = destinationLine(person.entry.examNumber)
  await load([line])
  const first = await codesOf(person.entry.id)
  expect(first).toMatchObject([{ schoolCode: '10001', cohort: person.entry.cohort }])
  await load([{ ...line, 单位名称: '别的单位' }])
  await load([{ ...line, 单位名称: '别的单位' }])
  expect(await codesOf(person.entry.id)).toEqual(first)
})

it('keeps a code that only the keys can read and find', async () => {
  const person = await graduate()
  await load([destinationLine(person.entry.examNumber)])
  const [row] = await codesOf(person.entry.id)
  const { secrets } = workAt()
  const code = await secrets.open('transfer_codes.code', row?.hmac ?? '', row?.cipher ?? '')
  expect(parseCode(code)).toMatchObject({ kind: 'transfer', schoolCode: '10001', cohort: row?.cohort })
  expect(await secrets.index('code', code)).toBe(row?.hmac)
  expect(JSON.stringify(row)).not.toContain(code.slice(8))
  await expect(secrets.open('transfer_codes.code', 'another row', row?.cipher ?? '')).rejects.toThrow()
})

it('issues a code to an entry whose record is unchanged and has none yet', async () => {
  const person = await graduate()
  const line = destinationLine(person.entry.examNumber)
  await load([line])
  const db = workAt().shards.directory
  await commit(workAt(), db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [db.delete(transferCodes).where(eq(transferCodes.rosterEntryId, person.entry.id))],
    },
  })
  expect((await load([line])).counts).toMatchObject({ unchanged: 1 })
  expect(await codesOf(person.entry.id)).toHaveLength(1)
})

it('issues codes with a provincial report, of the school of each graduate', async () => {
  const person = await graduate({ schoolCode: '10558' })
  await reportProvincially(workAt(undefined, { kind: 'system', name: 'province-44' }), {
    上报系统: '省级系统',
    省份代码: '44',
    上报时间: '2026-07-08T09:30:00+08:00',
    记录: [destinationLine(person.entry.examNumber)],
  })
  expect(await codesOf(person.entry.id)).toMatchObject([{ schoolCode: '10558' }])
})

it('leaves the code that another import has given meanwhile', async () => {
  const person = await graduate()
  await load([destinationLine(person.entry.examNumber)])
  const before = await codesOf(person.entry.id)
  const db = workAt().shards.directory
  const rival = { rosterEntryId: person.entry.id, schoolCode: '10001', cohort: 2026, issuedAt: 1 }
  const late = await commit(workAt(), db, {
    audit: { none: 'counter' },
    statements: {
      versions: writeVersions(db, {
        replaced: [],
        next: [],
        issued: [{ ...rival, hmac: 'rival', cipher: 'x' }],
        printed: [],
        unprinted: [],
        provinceCode: '11',
        now: 1,
      }),
    },
  })
  expect(late.done).toBe(true)
  expect(await codesOf(person.entry.id)).toEqual(before)
  const [twice] = await read(db, [
    db
      .select({ entry: transferCodes.rosterEntryId })
      .from(transferCodes)
      .groupBy(transferCodes.rosterEntryId)
      .having(sql`count(*) > 1`),
  ])
  expect(twice).toEqual([])
})
