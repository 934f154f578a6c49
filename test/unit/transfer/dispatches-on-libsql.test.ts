import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { dispatchAnswers, dispatches } from '../../../db/schema/dispatches.ts'
import { exportTransferCodes } from '../../../functions/transfer/export-transfer-codes.ts'
import { listTransferCodes } from '../../../functions/transfer/list-transfer-codes.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { csvOf } from '../../support/files.ts'
import { openLibsqlSchool } from '../../support/libsql-work.ts'

// The second engine (decision 21) walks the same joins, takes the same updates from JSON and the same guards.
let work: Work<StaffActor<'school'>>
let lines: Record<string, string>[] = []

const upload = async (kind: 'roster' | 'destinations' | 'dispatches', bytes: Uint8Array) =>
  (await importUpload(work, (await checkUpload(work, { kind, fileName: 'x.csv', bytes })).id, bytes)).counts

beforeAll(async () => {
  work = await openLibsqlSchool()
  for (const kind of ['roster', 'destinations'] as const)
    await upload(
      kind,
      new Uint8Array(await readFile(new URL(`../../samples/${kind}-10001-2026.csv`, import.meta.url))),
    )
}, 60_000)

it('exports the graduates of a cohort with their codes, each once', async () => {
  const { csv } = await exportTransferCodes(work, { college: '' })
  const { rows } = readCsv(new Uint8Array(await new Response(csv).arrayBuffer()))
  const [header = [], ...cells] = rows.map((row) => row.cells)
  lines = cells.map((each) => Object.fromEntries(header.map((title, at) => [title, each[at] ?? ''])))
  expect(lines.length).toBeGreaterThan(2500)
  expect(new Set(lines.map((line) => line['转递编号'])).size).toBe(lines.length)
  const page = await listTransferCodes(work, { college: '', q: '' })
  expect(page.rows.map(({ code }) => code)).toEqual(lines.slice(0, 50).map((line) => line['转递编号']))
})

it('imports, corrects and sends again as many rows', async () => {
  const sent = (day: string) =>
    csvOf(
      lines
        .filter((line) => line['寄送状态'] === '未寄出')
        .map((line, at) => ({
          考生号: line['考生号'] ?? '',
          姓名: line['姓名'] ?? '',
          转递方式: '机要',
          邮寄单号: `JY-${10_000 + at}`,
          寄出日期: day,
        })),
    )
  const first = await upload('dispatches', sent('2026-07-08'))
  expect(first).toMatchObject({ changed: 0, unchanged: 0, refused: 0 })
  expect(first.accepted).toBeGreaterThan(1500)
  expect(await upload('dispatches', sent('2026-07-08'))).toMatchObject({ unchanged: first.accepted })
  expect(await upload('dispatches', sent('2026-07-09'))).toMatchObject({ changed: first.accepted })
  const db = work.shards.directory
  await db.insert(dispatchAnswers).select(
    db
      .select({
        id: dispatches.id,
        dispatchId: sql<string>`${dispatches.id}`.as('answered'),
        outcome: sql<'returned'>`'returned'`.as('outcome'),
        reasonCipher: sql<string>`''`.as('reason_cipher'),
        givenAs: sql<'claim'>`'claim'`.as('given_as'),
        departmentId: sql<string>`''`.as('department_id'),
        departmentName: sql<string>`''`.as('department_name'),
        origin: sql<string>`''`.as('origin'),
        at: sql<number>`1`.as('at'),
        setAsideAt: sql<null>`null`.as('set_aside_at'),
        setAsideBy: sql<null>`null`.as('set_aside_by'),
        setAsideByName: sql<null>`null`.as('set_aside_by_name'),
        setAsideReasonCipher: sql<string>`''`.as('set_aside_reason_cipher'),
      })
      .from(dispatches),
  )
  expect(await upload('dispatches', sent('2026-08-01'))).toMatchObject({
    accepted: first.accepted,
    changed: 0,
  })
  const [counted] = await db
    .select({
      all: sql<number>`count(*)`,
      current: sql<number>`sum(${dispatches.replacedAt} is null and ${dispatches.sentOn} = '2026-08-01')`,
    })
    .from(dispatches)
  expect(counted).toEqual({ all: 2 * first.accepted, current: first.accepted })
}, 60_000)
