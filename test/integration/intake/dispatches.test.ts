import { eq } from 'drizzle-orm'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { dispatches } from '../../../db/schema/dispatches.ts'
import { audit } from '../../../db/schema/operations.ts'
import { records } from '../../../db/schema/records.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import {
  type Coded,
  seedAnswer,
  seedCoded,
  seedDispatch,
  sendingsOf,
} from '../../support/dispatch-fixtures.ts'
import { csvOf, csvRows, inventExamNumber } from '../../support/files.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let officer: StaffActor<'school'>
let cookie = ''
beforeAll(async () => {
  for (const code of ['10001', '10002']) await seedSchool(workAt(), { code, provinceCode: '11' })
  const seeded = await seedStaff(workAt(), '10001')
  officer = seeded.actor
  cookie = seeded.cookie
})

const db = workAt().shards.directory
const work = () => workAt('2026-11-23T02:00:00Z', officer)
const file = (bytes: Uint8Array) => ({ kind: 'dispatches' as const, fileName: '寄送.csv', bytes })
const check = (rows: Record<string, string>[]) => checkUpload(work(), file(csvOf(rows)))
async function load(rows: Record<string, string>[]) {
  const { id } = await check(rows)
  return importUpload(work(), id, csvOf(rows))
}
const graduate = (given: Parameters<typeof seedCoded>[1] = {}) => seedCoded(workAt(), given)
const line = (person: Coded, changes: Record<string, string> = {}) => ({
  考生号: person.entry.examNumber,
  姓名: person.entry.name,
  转递方式: 'EMS',
  邮寄单号: 'EA123456789CN',
  寄出日期: '2026-07-08',
  ...changes,
})
async function rowsOf(person: Coded) {
  return sendingsOf(workAt(), person)
}

const textCell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const links = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

/** A workbook of these rows of cells, as a spreadsheet saves one; style 1 is a date. */
function workbookOf(...rows: string[][]): Uint8Array {
  const lettered = (cell: string, row: number, column: number) =>
    cell.replace('<c', `<c r="${'ABCDE'[column]}${row}"`)
  const sheet = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((cell, column) => lettered(cell, at + 1, column)).join('')}</row>`,
  )
  const parts = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${links}><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${sheet.join('')}</sheetData></worksheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])))
}

describe('refuses', () => {
  it.each<[Record<string, string>, string]>([
    [{ 考生号: '123' }, '考生号'],
    [{ 考生号: '2.61101E+13' }, '考生号'],
    [{ 姓名: '李?' }, '姓名'],
    [{ 姓名: '李雷' }, '姓名'],
    [{ 转递方式: '' }, '转递方式'],
    [{ 转递方式: '顺丰' }, '转递方式'],
    [{ 转递方式: '自带' }, '转递方式'],
    [{ 邮寄单号: '' }, '邮寄单号'],
    [{ 邮寄单号: '=1+1' }, '邮寄单号'],
    [{ 邮寄单号: '1.23457E+12' }, '邮寄单号'],
    [{ 邮寄单号: 'EA\u200b123456789CN' }, '邮寄单号'],
    [{ 邮寄单号: '单号见附件' }, '邮寄单号'],
    [{ 邮寄单号: '1'.repeat(31) }, '邮寄单号'],
    [{ 寄出日期: '' }, '寄出日期'],
    [{ 寄出日期: '7月8日' }, '寄出日期'],
    [{ 寄出日期: '2026-02-30' }, '寄出日期'],
    [{ 寄出日期: '2026-11-24' }, '寄出日期'],
    [{ 寄出日期: '2025-08-31' }, '寄出日期'],
  ])('the row %j', async (changes, column) => {
    const person = await graduate()
    const result = await load([line(person, changes)])
    expect(result.counts).toMatchObject({ rows: 1, accepted: 0, changed: 0, unchanged: 0, refused: 1 })
    expect(result.refused.map((each) => each.column)).toEqual([column])
    expect(await rowsOf(person)).toEqual([])
  })

  it("another school's graduate, one without a record, and one who is not to be sent", async () => {
    const people = [
      await graduate({ schoolCode: '10002' }),
      await graduate({ record: null }),
      await graduate({ record: { archiveTransferType: '' } }),
      await graduate({ record: { archiveTransferType: '无需转递' } }),
      await graduate({ completionCode: '3' }),
    ]
    const result = await load(people.map((person) => line(person)))
    expect(result.counts).toMatchObject({ rows: 5, refused: 5 })
    expect(new Set(result.refused.map(({ reason }) => reason)).size).toBe(4)
    for (const person of people) expect(await rowsOf(person)).toEqual([])
  })

  it('a file that the unit has received, and the same graduate twice', async () => {
    const received = await graduate()
    await seedDispatch(workAt(), received, { outcome: 'received' })
    const twice = await graduate()
    const result = await load([
      line(received, { 邮寄单号: 'EA000000001CN' }),
      line(twice),
      line(twice, { 邮寄单号: 'EA000000002CN' }),
    ])
    expect(result.counts).toMatchObject({ rows: 3, refused: 3 })
    expect(result.refused[0]?.reason).toContain('已登记为收到')
    expect([await rowsOf(received), await rowsOf(twice)]).toMatchObject([[{ version: 1 }], []])
  })

  it('a file without the columns, and one of another kind', async () => {
    const person = await graduate()
    const { 寄出日期: _, ...short } = line(person)
    await expect(check([short])).rejects.toMatchObject({ code: 'upload.columns' })
    await expect(
      checkUpload(work(), { ...file(csvOf([line(person)])), kind: 'destinations' }),
    ).rejects.toMatchObject({ code: 'upload.other_kind' })
  })

  it('to import what has changed since the check: an answer, a correction, archive data that went', async () => {
    const cases: [Coded, () => Promise<unknown>][] = []
    const answered = await graduate()
    const { id } = await seedDispatch(workAt(), answered)
    cases.push([
      answered,
      async () => {
        await seedAnswer(workAt(), id)
        await db.update(dispatches).set({ version: 2 }).where(eq(dispatches.id, id))
      },
    ])
    const entered = await graduate()
    cases.push([entered, () => seedDispatch(workAt(), entered)])
    const cleared = await graduate()
    cases.push([
      cleared,
      () =>
        db
          .update(records)
          .set({ archiveTransferType: '' })
          .where(eq(records.rosterEntryId, cleared.entry.id)),
    ])
    for (const [person, meanwhile] of cases) {
      const rows = [line(person, { 邮寄单号: 'EA999999999CN' })]
      const checked = await check(rows)
      expect(checked.counts.accepted + checked.counts.changed).toBe(1)
      await meanwhile()
      await expect(importUpload(work(), checked.id, csvOf(rows))).rejects.toMatchObject({
        code: 'upload.outdated',
      })
      expect((await rowsOf(person)).map(({ trackingNumber }) => trackingNumber)).not.toContain(
        'EA999999999CN',
      )
    }
  })
})

describe('reads', () => {
  it.each([
    ['ＥＭＳ', 'ea 1234 5678 9cn', '2026/7/8', 'ems'],
    ['邮政特快专递', 'EA123456789CN', '2026年7月8日', 'ems'],
    ['机要', 'ＥＡ１２３４５６７８９ＣＮ', '20260708', 'confidential'],
    ['专人', 'EA123456789CN', '2026.7.8', 'courier'],
    ['机 要', 'EA123456789CN', '2026-07-08 09:30:00', 'confidential'],
  ])('%s %s %s', async (方式, 单号, 日期, method) => {
    const person = await graduate({ name: '买买提·吐尔逊' })
    const row = line(person, { 姓名: '买买提•吐尔逊', 转递方式: 方式, 邮寄单号: 单号, 寄出日期: 日期 })
    expect((await load([row])).counts).toMatchObject({ accepted: 1, refused: 0 })
    expect(await rowsOf(person)).toMatchObject([
      { method, trackingNumber: 'EA123456789CN', sentOn: '2026-07-08' },
    ])
  })

  it('columns under other names and in another order, with a title above, and no number of a courier', async () => {
    const person = await graduate()
    const bytes = csvRows([
      ['2026 届档案寄送', '', '', '', ''],
      ['寄送日期', '快递单号', '寄送方式', '学生姓名', '考号'],
      ['2026-07-08', '', '专人', person.entry.name, person.entry.examNumber],
    ])
    const { id, counts } = await checkUpload(work(), file(bytes))
    expect(counts).toMatchObject({ rows: 1, accepted: 1 })
    await importUpload(work(), id, bytes)
    expect(await rowsOf(person)).toMatchObject([{ method: 'courier', trackingNumber: '' }])
  })

  it('a workbook whose days are dates and whose long numbers are numbers', async () => {
    const person = await graduate()
    const bytes = workbookOf(['考生号', '姓名', '转递方式', '邮寄单号', '寄出日期'].map(textCell), [
      `<c><v>${person.entry.examNumber}</v></c>`,
      textCell(person.entry.name),
      textCell('机要'),
      '<c><v>1234567890123</v></c>',
      // 8 July 2026 as a day's number, in the style of a date
      '<c s="1"><v>46211</v></c>',
    ])
    const { id, refused, counts } = await checkUpload(work(), file(bytes))
    expect([refused, counts.accepted]).toEqual([[], 1])
    await importUpload(work(), id, bytes)
    expect(await rowsOf(person)).toMatchObject([{ trackingNumber: '1234567890123', sentOn: '2026-07-08' }])
  })

  it('the newest cohort where one exam number stands in several', async () => {
    const examNumber = inventExamNumber()
    const older = await graduate({ examNumber, graduationMonth: '202506' })
    const newer = await graduate({ examNumber, graduationMonth: '202606' })
    await load([line(newer)])
    expect([(await rowsOf(older)).length, (await rowsOf(newer)).length]).toEqual([0, 1])
  })
})

it('counts every row once, writes what it counted, and changes nothing the second time', async () => {
  const [fresh, corrected, returned, received, blank, bare] = [
    await graduate(),
    await graduate(),
    await graduate(),
    await graduate(),
    await graduate(),
    await graduate({ record: { archiveTransferType: '' } }),
  ]
  await seedDispatch(workAt(), corrected, { trackingNumber: 'EA000000001CN' })
  const before = await seedDispatch(workAt(), returned, {
    outcome: 'returned',
    trackingNumber: 'EA000000002CN',
    recordedAt: 1,
  })
  await seedDispatch(workAt(), received, { outcome: 'received', method: '', trackingNumber: '', sentOn: '' })
  const rows = [
    ...[fresh, corrected, returned, received].map((person) => line(person)),
    line(blank, { 转递方式: '', 邮寄单号: '--', 寄出日期: '' }),
    line(bare),
  ]
  const expected = { rows: 6, accepted: 2, changed: 2, unchanged: 1, refused: 1, warned: 1, missing: 0 }
  const checked = await check(rows)
  expect(checked.counts).toMatchObject(expected)
  expect(await rowsOf(fresh)).toEqual([])
  const imported = await importUpload(work(), checked.id, csvOf(rows))
  expect(imported.counts).toEqual(checked.counts)
  expect(imported.warnings).toMatchObject([{ row: 6, column: '转递方式' }])
  expect(await rowsOf(corrected)).toMatchObject([{ version: 2, trackingNumber: 'EA123456789CN' }])
  expect(await rowsOf(returned)).toMatchObject([
    { id: before.id, outcome: 'returned', replacedAt: work().now },
    { outcome: null, replacedAt: null, recordedAt: work().now },
  ])
  expect(await rowsOf(received)).toMatchObject([{ method: 'ems', outcome: 'received', version: 2 }])
  expect([await rowsOf(blank), await rowsOf(bare)]).toEqual([[], []])
  const left = await Promise.all([fresh, corrected, returned, received].map(rowsOf))

  const again = await load(rows)
  expect(again.counts).toMatchObject({ ...expected, accepted: 0, changed: 0, unchanged: 5 })
  expect(await Promise.all([fresh, corrected, returned, received].map(rowsOf))).toEqual(left)
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, checked.id))])
  expect(trail.map(({ action }) => action)).toEqual(['upload.checked', 'dispatches.imported'])
})

it('does not send again what came back, where the file says only what was sent before', async () => {
  const person = await graduate()
  await load([line(person)])
  const [sending] = await rowsOf(person)
  await seedAnswer(workAt(), sending?.id ?? '', { outcome: 'returned' })
  expect((await load([line(person)])).counts).toMatchObject({ unchanged: 1, accepted: 0 })
  expect((await load([line(person, { 寄出日期: '2026-08-01' })])).counts).toMatchObject({ accepted: 1 })
})

it('gives a template of each kind, whose columns the kind reads', async () => {
  for (const kind of ['roster', 'destinations', 'dispatches'] as const) {
    const answer = await request(`/api/staff/uploads/template.csv?kind=${kind}`, { staff: cookie })
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    await expect(checkUpload(work(), { kind, fileName: 'x', bytes })).rejects.toMatchObject({
      code: 'upload.no_rows',
    })
  }
  const wrong = await request('/api/staff/uploads/template.csv?kind=people', { staff: cookie })
  expect(wrong.status).toBe(400)
})

it('takes the list that the school downloaded, filled in', async () => {
  const person = await graduate({ graduationMonth: '202406', name: '=李雷' })
  const list = await request('/api/staff/transfer-codes.csv?cohort=2024&status=unsent', { staff: cookie })
  const filled = (await list.text()).replace(',,,,未寄出,', ',机要,JY-00017,2024-07-08,未寄出,')
  const bytes = new TextEncoder().encode(filled.replace("'=李雷", '李雷'))
  const refused = await checkUpload(work(), file(bytes))
  expect(refused.refused.map(({ column }) => column)).toEqual(['姓名'])
  expect(refused.ignoredColumns).toContain('转递编号')
  const other = await graduate({ graduationMonth: '202306' })
  const list2023 = await request('/api/staff/transfer-codes.csv?cohort=2023', { staff: cookie })
  const whole = (await list2023.text()).replace(',,,,未寄出,', ',机要,JY-00018,2023-07-08,未寄出,')
  const checked = await checkUpload(work(), file(new TextEncoder().encode(whole)))
  expect(checked.counts).toMatchObject({ rows: 1, accepted: 1 })
  await importUpload(work(), checked.id, new TextEncoder().encode(whole))
  expect([await rowsOf(person), await rowsOf(other)]).toMatchObject([[], [{ trackingNumber: 'JY-00018' }]])
})
