import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { audit } from '../../../db/schema/operations.ts'
import { records } from '../../../db/schema/records.ts'
import { reportProvincially } from '../../../functions/exchange/report-provincially.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { destinationLine, inventExamNumber } from '../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { sampleBytes } from '../../support/samples.ts'

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', name: '中山大学', provinceCode: '44' })
  await seedSchool(workAt(), { code: '10559', name: '暨南大学', provinceCode: '44' })
})

const work = () => workAt(undefined, { kind: 'system', name: 'province-44' })
const report = (rows: unknown[], changes: Record<string, unknown> = {}) => ({
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: '2026-07-08T09:30:00+08:00',
  记录: rows,
  ...changes,
})
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode: '10558',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    record: null,
    ...more,
  })
async function versionsOf(entryId: string) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [db.select().from(records).where(eq(records.rosterEntryId, entryId))])
  return rows
}

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a list', []],
  ['another system', report([destinationLine('1')], { 上报系统: '全国登记系统' })],
  ['a province that is no code', report([destinationLine('1')], { 省份代码: '广东' })],
  ['a day without time', report([destinationLine('1')], { 上报时间: '2026-07-08' })],
  ['no rows', report([])],
  ['an unknown key', report([destinationLine('1')], { 备注: 'x' })],
  ['an unknown column', report([{ ...destinationLine('1'), 身份证号: '1' }])],
  ['a number for a text', report([{ ...destinationLine('1'), 考生号: 1 }])],
])('refuses %s as a whole', async (_, body) => {
  await expect(reportProvincially(work(), body)).rejects.toMatchObject({
    code: 'provincial_report.malformed',
  })
})

it("writes the province's graduates and refuses the others row by row", async () => {
  const [mine, other, foreign] = [
    await graduate(),
    await graduate({ schoolCode: '10559' }),
    await graduate({ schoolCode: '10001' }),
  ]
  const rows = [mine, other, foreign].map(({ entry }) => destinationLine(entry.examNumber))
  const only = await reportProvincially(work(), report(rows), { schoolCodes: ['10558', '10001'] })
  expect(only.counts).toMatchObject({ rows: 3, accepted: 1, refused: 2 })
  expect(only.findings.refused.map(({ row, column }) => [row, column])).toEqual([
    [2, '考生号'],
    [3, '考生号'],
  ])
  expect(await versionsOf(foreign.entry.id)).toEqual([])
  expect(await versionsOf(mine.entry.id)).toMatchObject([
    { sourceSystem: 'provincial', reportedAt: Date.parse('2026-07-08T01:30:00Z'), version: 1 },
  ])
  const all = await reportProvincially(work(), report(rows))
  expect(all.counts).toMatchObject({ accepted: 1, unchanged: 1, refused: 1 })
  const db = workAt().shards.directory
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.action, 'destinations.reported'))])
  expect(trail).toMatchObject([{ subjectId: '44' }, { subjectId: '44' }])
})

it('changes a provincial record, which the school then cannot', async () => {
  const person = await graduate({ record: { sourceSystem: 'provincial' } })
  const changed = destinationLine(person.entry.examNumber, { 单位名称: '广州云帆' })
  expect((await reportProvincially(work(), report([changed]))).counts).toMatchObject({ changed: 1 })
  expect(await versionsOf(person.entry.id)).toHaveLength(2)
})

it('loads the 1,500 rows of the sample report onto the sample workbook', async () => {
  const { actor } = await seedStaff(workAt(), '10558')
  const bytes = sampleBytes('roster-10558-2026.xlsx')
  const staff = () => workAt(undefined, actor)
  const { id, counts } = await checkUpload(staff(), { kind: 'roster', fileName: 'r.xlsx', bytes })
  expect(counts).toMatchObject({ rows: 1500, accepted: 1500, refused: 0 })
  await importUpload(staff(), id, bytes)
  const sample: unknown = JSON.parse(
    new TextDecoder().decode(sampleBytes('destinations-guangdong-10558-2026.json')),
  )
  const first = await reportProvincially(work(), sample, { schoolCodes: ['10558'] })
  expect(first.counts).toMatchObject({ rows: 1500, accepted: 1500, refused: 0 })
  expect((await reportProvincially(work(), sample)).counts).toMatchObject({ unchanged: 1500 })
})
