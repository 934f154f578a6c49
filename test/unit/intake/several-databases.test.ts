import { beforeEach, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { records } from '../../../db/schema/records.ts'
import { pushReport } from '../../../functions/exchange/push-report.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { exportTransferCodes } from '../../../functions/transfer/export-transfer-codes.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { ProvincialSystem, StaffActor } from '../../../functions/model/actors.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { csvOf, destinationLine } from '../../support/files.ts'
import { openLibsqlSchool } from '../../support/libsql-work.ts'
import { destinationsFile, invent, rosterFile } from '../../support/school-files.ts'

// The directory, and a database for each of two cohorts. It is 2026: last year's graduates are not in this year's.
const thisYear = invent(2, '202606')
const lastYear = invent(2, '202506', 11)
let work: Work<StaffActor<'school'>>
let [even, odd]: Work[] = []

beforeEach(async () => {
  work = await openLibsqlSchool()
  ;[even, odd] = await Promise.all([openLibsqlSchool(), openLibsqlSchool()])
  const { directory } = work.shards
  const [first, second] = [even.shards.directory, odd.shards.directory]
  work.shards = {
    directory,
    of: (_, cohort) => (cohort % 2 === 0 ? first : second),
    all: () => [first, second, directory],
  }
  for (const people of [thisYear, lastYear])
    await upload('roster', rosterFile({ code: '10001', name: '北京大学' }, people))
})

async function upload(kind: 'roster' | 'destinations' | 'dispatches', bytes: Uint8Array) {
  const { id } = await checkUpload(work, { kind, fileName: 'x.csv', bytes })
  return (await importUpload(work, id, bytes)).counts
}

const recordsIn = async (of: Work | undefined) => {
  const db = of?.shards.directory ?? expect.fail('no database')
  const [rows] = await read(db, [db.select().from(records)])
  return rows.length
}

const sent = (people: typeof lastYear, on: string) =>
  csvOf(
    people.map(({ examNumber, name }) => ({
      考生号: examNumber,
      姓名: name,
      转递方式: '机要',
      邮寄单号: `JY-${examNumber}`,
      寄出日期: on,
    })),
  )

it('takes a file about last year’s graduates, wherever they are kept', async () => {
  expect(await upload('destinations', destinationsFile(lastYear))).toMatchObject({ accepted: 2, refused: 0 })
  expect([await recordsIn(even), await recordsIn(odd), await recordsIn(work)]).toEqual([0, 2, 0])
  expect(await upload('dispatches', sent(lastYear, '2025-07-08'))).toMatchObject({ accepted: 2, refused: 0 })
  expect(await upload('dispatches', sent(lastYear, '2025-07-09'))).toMatchObject({ changed: 2, refused: 0 })
  const { cohort, csv } = await exportTransferCodes(work, { college: '' })
  const lines = readCsv(new Uint8Array(await new Response(csv).arrayBuffer())).rows
  expect([cohort, lines.length]).toEqual([2025, 3])
  expect(await upload('destinations', destinationsFile(thisYear))).toMatchObject({ accepted: 2, refused: 0 })
  expect([await recordsIn(even), await recordsIn(odd)]).toEqual([2, 2])
})

it('asks for one file a cohort where the graduates of a file are in two databases', async () => {
  const both = [...thisYear, ...lastYear]
  await expect(upload('destinations', destinationsFile(both))).rejects.toMatchObject({
    code: 'upload.several_databases',
  })
  expect([await recordsIn(even), await recordsIn(odd)]).toEqual([0, 0])
  for (const people of [thisYear, lastYear]) await upload('destinations', destinationsFile(people))
  await expect(upload('dispatches', sent(both, '2026-07-08'))).rejects.toMatchObject({
    code: 'upload.several_databases',
  })
})

it('takes a province’s report about them, and gives a repeat its first answer', async () => {
  const province: Work<ProvincialSystem> = {
    ...work,
    actor: {
      kind: 'province',
      accountId: 'province-11',
      scope: { level: 'province', provinceCode: '11' },
    },
  }
  const report = JSON.stringify({
    上报系统: '省级系统',
    省份代码: '11',
    上报时间: '2026-11-20T08:00:00+08:00',
    记录: lastYear.map(({ examNumber, name }) => destinationLine(examNumber, { 姓名: name })),
  })
  const first = await pushReport(province, 'key-of-the-report', report)
  expect(first.counts).toMatchObject({ accepted: 2, refused: 0 })
  expect(await pushReport(province, 'key-of-the-report', report)).toEqual(first)
  expect([await recordsIn(even), await recordsIn(odd), await recordsIn(work)]).toEqual([0, 2, 0])
  await expect(pushReport(province, 'key-of-the-report', report.replace('T08', 'T09'))).rejects.toMatchObject(
    { code: 'idempotency.key_reused' },
  )
})
