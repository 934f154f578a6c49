import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readSheets, tableOf } from '../../../functions/sheets/read-sheet.ts'
import { sampleBytes } from '../../support/samples.ts'

const columns = [
  { title: '考生号', required: true },
  { title: '姓名', required: true },
]

const csv = (rows: number, above = '') =>
  new TextEncoder().encode(
    `${above}考生号,姓名\n${Array.from({ length: rows }, (_, at) => `${at + 1},甲`).join('\n')}\n`,
  )

const parts = unzipSync(sampleBytes('roster-10558-2026.xlsx'))
const line = (row: number, cells: string[]) =>
  `<row r="${row}">${cells
    .map((cell, at) => `<c r="${'AB'[at] ?? ''}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`)
    .join('')}</row>`
/** A workbook whose first sheet has a header and so many rows. */
const xlsx = (rows: number) => {
  const sheet = 'xl/worksheets/sheet1.xml'
  const lines = [
    line(1, ['考生号', '姓名']),
    ...Array.from({ length: rows }, (_, at) => line(at + 2, [String(at + 1), '甲'])),
  ].join('')
  const xml = strFromU8(parts[sheet] ?? new Uint8Array())
    .replace(/<dimension [^>]*>/u, '')
    .replace(/<sheetData>.*<\/sheetData>/su, `<sheetData>${lines}</sheetData>`)
  return zipSync({ ...parts, [sheet]: strToU8(xml) }, { level: 1 })
}

describe.each([
  ['a CSV', csv],
  ['a workbook', xlsx],
])('%s', (_, fileOf) => {
  it('of 20,000 rows is read to its last row', async () => {
    const { rows } = tableOf(await readSheets(fileOf(20_000)), columns)
    expect(rows).toHaveLength(20_000)
    expect([rows.at(0)?.cell('考生号'), rows.at(-1)?.cell('考生号')]).toEqual(['1', '20000'])
    expect(rows.at(-1)?.row).toBe(20_001)
  })

  it('of 20,001 rows is refused', async () => {
    const sheet = await readSheets(fileOf(20_001))
    expect(() => tableOf(sheet, columns)).toThrow(
      expect.objectContaining({ code: 'upload.too_many_rows' }) as Error,
    )
  })
})

it('of 20,000 rows below a title and a blank line is read whole, and of one more refused', async () => {
  const above = '2026 届毕业生,\n\n'
  expect(tableOf(await readSheets(csv(20_000, above)), columns).rows).toHaveLength(20_000)
  const more = await readSheets(csv(20_001, above))
  expect(() => tableOf(more, columns)).toThrow(
    expect.objectContaining({ code: 'upload.too_many_rows' }) as Error,
  )
})
