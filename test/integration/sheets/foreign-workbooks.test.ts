// Workbooks as other programs write them, cell by cell.
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { rosterColumns } from '../../../functions/intake/decide-roster-row.ts'
import { findPairs, judgePairs } from '../../../functions/departments/decide-pairs.ts'
import { firstSheet, readSheets, tableOf } from '../../../functions/sheets/read-sheet.ts'
import { sampleBytes } from '../../support/samples.ts'

const read = async (name: string) => tableOf(await readSheets(sampleBytes(`foreign/${name}`)), rosterColumns)
const titles = ['考生号', '姓名', '毕业院校代码', '生源所在地代码', '入学时间', '毕业时间', '手机号码']
const cellsOf = ({ rows }: Awaited<ReturnType<typeof read>>) =>
  rows.map(({ cell }) => titles.map((title) => cell(title)))

const first = (from: string, to: string, phone = '') => [
  '26110108990001',
  '测试甲',
  '10001',
  '110108',
  from,
  to,
  phone,
]
const second = (from: string, to: string, phone = '') => [
  '26110108990002',
  '测试乙',
  '10001',
  '110108',
  from,
  to,
  phone,
]
const months = ['202209', '202606'] as const
const days = ['2022-09-01', '2026-06-30'] as const

it.each<[name: string, why: string, between: readonly [string, string], phone?: string]>([
  ['cells-without-r.xlsx', 'addresses may be left out', months],
  ['inline-without-r.xlsx', 'with texts in their cells too', months],
  ['java-numbers.xlsx', 'a number with an empty fraction or a power of ten is exact', months, '19900000011'],
  ['date1904-true.xlsx', 'date1904 is any of xsd:boolean’s writings', days],
  ['date-format-yyyymm.xlsx', 'a format of year and month shows a day’s number', days],
  ['macro-sheet-first.xlsx', 'a sheet of macros holds no rows', months],
  ['workbook22.xlsx', 'parts are found by their relationships', months],
  ['formatted-to-last-row.xlsx', 'formatting alone is nothing', months],
  ['hidden-sheet-first.xlsx', 'the visible sheet is read', months],
  ['notes-sheet-first.xlsx', 'the sheet with the header is read', months],
])('reads %s: %s', async (name, _, between, phone) => {
  const cells = cellsOf(await read(name))
  expect(cells).toEqual([first(...between, phone), second(...between, cells[1]?.[6])])
})

it('reads a character reference above U+FFFF as that character', async () => {
  const { rows } = await read('astral-reference.xlsx')
  expect(rows[0]?.cell('姓名')).toBe('吴\u{2C454}\u{20BB7}')
})

it.each([
  ['13d-header-leading-paren.xlsx', '(必填) before a header'],
  ['14b-vertical-merged-header.xlsx', 'a header merged over two rows'],
])('reads the header of %s: %s', async (name) => {
  const { rows, ignored } = await read(name)
  expect(rows).toHaveLength(10)
  expect(ignored).toEqual([])
  expect(titles.map((title) => rows[0]?.cell(title))).toEqual([
    '23110108200001',
    '钱芳伟',
    '10002',
    '110108',
    '202309',
    '202706',
    '19910000001',
  ])
})

it.each([
  ['hidden-sheet-first.xlsx', '毕业生信息', [{ sheet: '字典', rows: 3, hidden: true, data: false }], 0],
  ['notes-sheet-first.xlsx', '毕业生信息', [{ sheet: '填表说明', rows: 3, hidden: false, data: false }], 0],
  ['16b-hidden-old-data-first.xlsx', '数据', [{ sheet: '旧数据', rows: 3, hidden: true, data: true }], 0],
  ['17-two-data-sheets.xlsx', '法学院', [{ sheet: '经济学院', rows: 6, hidden: false, data: true }], 0],
  ['40-filtered-hidden-rows.xlsx', 'Sheet1', [], 3],
])(
  'says of %s which sheet was read, which were not, and how many hidden rows were',
  async (name, sheet, unread, hiddenRows) => {
    expect((await read(name)).source).toEqual({ sheet, unread, hiddenRows, absent: [] })
  },
)

describe('a workbook of few parts', () => {
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  const related = (id: string, kind: string, target: string) =>
    `<p:Relationship Id="${id}" Type="${strict}/${kind}" Target="${target}"/>`
  const relations = (...all: string[]) => `<p:Relationships xmlns:p="urn:p">${all.join('')}</p:Relationships>`
  const book = (parts: Record<string, string | Uint8Array>) =>
    zipSync(
      Object.fromEntries(
        Object.entries({
          '_rels/.rels': relations(related('a', 'officeDocument', 'x/book.xml')),
          'x/book.xml':
            '<x:workbook xmlns:x="urn:x"><x:sheets><x:sheet name="表" r:id="one"/></x:sheets></x:workbook>',
          'x/_rels/book.xml.rels': relations(
            related('one', 'worksheet', '/x/one.xml'),
            related('two', 'sharedStrings', 'texts.xml'),
            related('three', 'styles', '../x/looks.xml'),
          ),
          'x/texts.xml': '<x:sst><x:si><x:t>一</x:t></x:si></x:sst>',
          'x/looks.xml': '<x:styleSheet/>',
          ...parts,
        }).map(([path, part]) => [path, typeof part === 'string' ? strToU8(part) : part]),
      ),
    )
  const cells = async (row: string, more: Record<string, string | Uint8Array> = {}) => {
    const sheet = `<x:worksheet><x:sheetData><x:row>${row}</x:row></x:sheetData></x:worksheet>`
    const [found] = await readSheets(book({ 'x/one.xml': sheet, ...more }))
    return found?.rows[0]?.cells
  }

  it.each<[string, string, string]>([
    ['a prefix before every name', '<x:c t="s"><x:v>0</x:v></x:c>', '一'],
    [
      'an inline text of several looks',
      '<x:c t="inlineStr"><x:is><x:r><x:t>上</x:t></x:r><x:r><x:t>海</x:t></x:r></x:is></x:c>',
      '上海',
    ],
    [
      'how it is read aloud left out',
      '<x:c t="inlineStr"><x:is><x:t>东</x:t><x:rPh sb="0" eb="1"><x:t>dong</x:t></x:rPh></x:is></x:c>',
      '东',
    ],
    ['an escaped line break', '<x:c t="str"><x:v>上_x000A_下</x:v></x:c>', '上\n下'],
    ['a formula’s result and not the formula', '<x:c t="str"><x:f>A1</x:f><x:v>甲</x:v></x:c>', '甲'],
    ['a day written as one', '<x:c t="d"><x:v>2026-06-30T00:00:00</x:v></x:c>', '2026-06-30'],
    ['a yes', '<x:c t="b"><x:v>1</x:v></x:c>', '是'],
    ['the name of an error', '<x:c t="e"><x:v>#N/A</x:v></x:c>', '#N/A'],
    ['a CDATA section', '<x:c t="str"><x:v><![CDATA[甲&乙]]></x:v></x:c>', '甲&乙'],
  ])('is read with %s', async (_, cell, text) => {
    expect(await cells(cell)).toEqual([text])
  })

  it('is read in UTF-16', async () => {
    const sheet = '\ufeff<worksheet><sheetData><row><c t="str"><v>甲</v></c></row></sheetData></worksheet>'
    const bytes = new Uint8Array(sheet.length * 2)
    for (const [at, unit] of [...sheet].entries())
      new DataView(bytes.buffer).setUint16(at * 2, unit.charCodeAt(0), true)
    expect(await cells('', { 'x/one.xml': bytes })).toEqual(['甲'])
  })

  it('shows days by the format that the file gives a cell', async () => {
    const looks = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`
    const row =
      '<c s="0"><v>46203</v></c><c s="1"><v>46203.75</v></c><c s="2"><v>46203</v></c><c s="1"><v>59</v></c>'
    expect(await cells(row, { 'x/looks.xml': looks })).toEqual(['46203', '2026-06-30', '46203', '1900-02-28'])
  })
})

it('finds names and codes in a department’s list without a header, behind a running number', async () => {
  const sheet = firstSheet(await readSheets(sampleBytes('foreign/d2-noheader-colB.xlsx')))
  const { rows, refused } = judgePairs(findPairs(sheet.rows))
  expect(refused).toEqual([])
  expect(rows[0]).toMatchObject({ line: 1, name: '钱芳伟', code: 'Z271000223AK46QB', caseNumber: '' })
})
