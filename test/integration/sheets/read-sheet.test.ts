import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../functions/platform/problem.ts'
import { regions } from '#model/tables/regions.ts'
import { readRosterRow, rosterColumns } from '../../../functions/intake/decide-roster-row.ts'
import { readSheets, tableOf } from '../../../functions/sheets/read-sheet.ts'
import { sampleBytes } from '../../support/samples.ts'

const columns = [{ title: '考生号', required: true }, { title: '姓名', required: true }, { title: '院系' }]
const text = (value: string) => new TextEncoder().encode(value)
const roster = sampleBytes('roster-10001-2026.csv')
const workbook = sampleBytes('roster-10558-2026.xlsx')

async function codeOf(bytes: Uint8Array, wanted = columns): Promise<string> {
  try {
    tableOf(await readSheets(bytes), wanted)
    return 'read'
  } catch (error) {
    return error instanceof Problem ? error.code : `thrown: ${String(error)}`
  }
}
const cellsOf = async (bytes: Uint8Array) => {
  const { rows } = tableOf(await readSheets(bytes), columns)
  return rows.map(({ row, cell }) => [row, cell('考生号'), cell('姓名'), cell('院系')])
}

describe('a file that is not whole or not what it says', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['an empty file', () => new Uint8Array(), 'upload.no_rows'],
    ['a header alone', () => text('考生号,姓名\n'), 'upload.no_rows'],
    ['a file over 10 MB', () => new Uint8Array(10 * 1024 * 1024 + 1).fill(0x41), 'upload.too_large'],
    ['text cut off inside quotes', () => text('考生号,姓名,院系\n1,甲,"哲学'), 'upload.cut_off'],
    ['a short last row', () => text('考生号,姓名,院系\n1,甲,哲学\n2,乙'), 'upload.cut_off'],
    [
      'UTF-8 cut off inside a character',
      () => text('考生号,姓名,院系\n1,甲,哲学').slice(0, -1),
      'upload.cut_off',
    ],
    ['the GB18030 sample cut off in a row', () => roster.slice(0, 300_001), 'upload.cut_off'],
    ['a workbook cut off', () => workbook.slice(0, 100_000), 'upload.cut_off'],
    ['a workbook without its last byte run', () => workbook.slice(0, -30), 'upload.cut_off'],
    ['a lone quote in a cell', () => text('考生号,姓名,院系\n1,甲"乙,哲学\n'), 'upload.not_a_table'],
    [
      'UTF-16 cut off inside a character',
      () => new Uint8Array([0xff, 0xfe, 0x03, 0x80, 0x1f]),
      'upload.cut_off',
    ],
    [
      'half a character of UTF-16',
      () => new Uint8Array([0xff, 0xfe, 0x00, 0xdc, 0x1f, 0x75]),
      'upload.encoding',
    ],
    [
      'bytes of no encoding',
      () => new Uint8Array([...text('考生号,姓名\n'), 0xff, 0xff, 0x2c, 0xff, 0x0a]),
      'upload.encoding',
    ],
    ['NUL bytes', () => text('考生号,姓名\n1,\0\n'), 'upload.not_a_table'],
    [
      'an old workbook',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'upload.old_workbook',
    ],
    ['a PDF', () => text('%PDF-1.7\n'), 'upload.not_a_table'],
    ['a web page without a table', () => text('<html><body><p>考生号</p></body></html>'), 'upload.no_rows'],
    ['a feed', () => text('<?xml version="1.0"?><rss/>'), 'upload.not_a_table'],
    ['a ZIP that is no workbook', () => zipSync({ 'a.txt': text('甲') }), 'upload.not_a_table'],
    [
      'a broken ZIP',
      () => new Uint8Array([0x50, 0x4b, 3, 4, ...Array.from({ length: 60 }, () => 7)]),
      'upload.cut_off',
    ],
    ['a missing column', () => text('考生号,院系\n1,哲学\n'), 'upload.columns'],
    ['a doubled column', () => text('考生号,姓名,姓名\n1,甲,乙\n'), 'upload.columns'],
    ['20,001 rows', () => text(`考生号,姓名\n${'1,甲\n'.repeat(20_001)}`), 'upload.too_many_rows'],
    [
      '300 columns',
      () => text(`考生号,姓名${',x'.repeat(300)}\n1,甲${','.repeat(300)}\n`),
      'upload.too_many_cells',
    ],
    ['ten million commas', () => text(`考生号,姓名\n${','.repeat(9_000_000)}`), 'upload.too_many_cells'],
  ])('%s is one clear error', async (_, bytes, code) => {
    expect(await codeOf(bytes())).toBe(code)
  })

  it('names the columns that are missing', async () => {
    const reading = readSheets(text('考生号,性别\n1,男\n')).then((sheet) => tableOf(sheet, rosterColumns))
    await expect(reading).rejects.toMatchObject({
      said: { detail: expect.stringMatching(/缺少列：姓名、身份证号、毕业院校代码 或 毕业院校/u) as string },
    })
  })
})

describe('text', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', text('考生号,姓名,院系\r\n1,甲,哲学\r\n2,乙,"法,学"\r\n')],
    ['UTF-8 with BOM', text('\ufeff考生号,姓名,院系\n1,甲,哲学\n2,乙,"法,学"')],
    [
      'GB18030',
      new Uint8Array([
        0xbf, 0xbc, 0xc9, 0xfa, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd4, 0xba, 0xcf, 0xb5, 0x0a,
        0x31, 0x2c, 0xbc, 0xd7, 0x2c, 0xd5, 0xdc, 0xd1, 0xa7, 0x0a, 0x32, 0x2c, 0xd2, 0xd2, 0x2c, 0x22, 0xb7,
        0xa8, 0x2c, 0xd1, 0xa7, 0x22, 0x0a,
      ]),
    ],
    [
      'UTF-16 with tabs',
      new Uint8Array(
        new Uint16Array(
          [...'\ufeff考生号\t姓名\t院系\r\n1\t甲\t哲学\r\n2\t乙\t法,学\r\n'].map((unit) =>
            unit.charCodeAt(0),
          ),
        ).buffer,
      ),
    ],
    [
      'a web page',
      text(
        '<!DOCTYPE html><html><head><style>td{}</style></head><table><tr><th>考生号<th>姓&nbsp;名<th>院系</tr><tr><td>1<td> 甲 <td>哲<b>学</b></tr><tr><td>2<td>乙<td>法,学</table></html>',
      ),
    ],
    ['tabs', text('考生号\t姓名\t院系\n1\t甲\t哲学\n2\t乙\t法,学\n')],
    ['semicolons', text('考生号;姓名;院系\n1;甲;哲学\n2;乙;法,学\n')],
    ['any order', text('院系,考生号,姓名\n哲学,1,甲\n"法,学",2,乙\n')],
  ])('is read as %s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual([
      [2, '1', '甲', '哲学'],
      [3, '2', '乙', '法,学'],
    ])
  })

  it('counts rows as a spreadsheet shows them, with blank rows, line breaks in quotes and a title above', async () => {
    expect(
      await cellsOf(text('2026 届毕业生,,\n考生号,姓名,院系\n\n1,甲,"哲\n学"\n,,\n2,乙,法学\n\n')),
    ).toEqual([
      [4, '1', '甲', '哲\n学'],
      [6, '2', '乙', '法学'],
    ])
  })

  it('says which columns it does not read, and takes headers people write', async () => {
    const table = tableOf(await readSheets(text('*考生号(必填),姓 名,备注\n1,甲,x\n')), columns)
    expect(table.ignored).toEqual(['备注'])
    expect(table.rows[0]?.cell('姓名')).toBe('甲')
  })

  it('refuses a row that is too long on its own, and takes cells that are left out at its end as empty', async () => {
    const { rows } = tableOf(
      await readSheets(text('考生号,姓名,院系\n1,甲\n2,乙,法学,多\n3,丙,文学,\n4,丁\n')),
      columns,
    )
    expect(rows.map(({ broken, cell }) => [broken !== undefined, cell('院系')])).toEqual([
      [false, ''],
      [true, '法学'],
      [false, '文学'],
      [false, ''],
    ])
  })

  it.each([
    ['alone', '="001"'],
    ['quoted once more', '"=""001"""'],
  ])('takes what Excel writes to keep a number for the number, %s', async (_, written) => {
    const lines = `考生号,姓名,院系\n${written},甲,"a,=""b"""\n`
    expect(await cellsOf(text(lines))).toEqual([[2, '001', '甲', 'a,="b"']])
  })
})

describe('a web page', () => {
  const cells = async (html: string) =>
    (await readSheets(text(html))).map(({ rows }) => rows.map((row) => row.cells))

  it('has cells over several columns and rows in their first', async () => {
    const spanning =
      '<table><tr><td colspan=2>甲<td>乙</tr><tr><td rowspan=2>丙<td>丁<td>戊</tr><tr><td>己<td>庚</tr><tr><td>辛<td>壬<td>癸</table>'
    expect(await cells(spanning)).toEqual([
      [
        ['甲', '', '乙'],
        ['丙', '丁', '戊'],
        ['', '己', '庚'],
        ['辛', '壬', '癸'],
      ],
    ])
  })

  it('is read table by table, with line breaks, without scripts and what stands in a table within', async () => {
    const page =
      '<table><tr><td>上<br>海<script>1</script></table><p>外</p><table><tr><td>内<table><tr><td>里</table><td>二</table>'
    expect(await cells(page)).toEqual([[['上\n海']], [['内', '二']]])
  })

  it('takes no more columns for a cell that spans thousands, and refuses what stands beyond them', async () => {
    const wide = '<td colspan=1000>甲'
    expect(
      await cells(`<table>${`<tr>${'<td colspan=1000>'.repeat(300)}`.repeat(300)}<tr>${wide}</table>`),
    ).toEqual([[['甲']]])
    expect(await codeOf(text(`<table><tr>${wide}${wide}</table>`))).toBe('upload.too_many_cells')
  })

  it('is read in the encoding that it has', async () => {
    const gb = new Uint8Array([...text('<table><tr><td>'), 0xbc, 0xd7, ...text('</table>')])
    expect((await readSheets(gb))[0]?.rows[0]?.cells).toEqual(['甲'])
  })
})

describe('a workbook', () => {
  const parts = unzipSync(workbook)
  const withSheet = (change: (xml: string) => string) =>
    zipSync({
      ...parts,
      'xl/worksheets/sheet1.xml': strToU8(
        change(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())),
      ),
    })

  it('is read with shared strings and numbers, and every row of the sample is accepted', async () => {
    const table = tableOf(await readSheets(workbook), rosterColumns)
    const school = { code: '10558', name: '中山大学' }
    const rows = table.rows.map((row) => readRosterRow(row, school, regions))
    expect(rows).toHaveLength(1500)
    expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
    expect(new Set(rows.map(({ value }) => value?.cohort))).toEqual(new Set([2026, 2027]))
    expect(table.ignored).toEqual([])
  })

  it('is read whatever its name or packing', async () => {
    expect((await readSheets(zipSync(parts, { level: 0 })))[0]?.rows).toHaveLength(1501)
  })

  it.each<[string, (xml: string) => string]>([
    [
      'a hundred thousand empty rows',
      (xml) => xml.replace('</sheetData>', `${'<row/>'.repeat(100_000)}</sheetData>`),
    ],
    [
      'a row formatted down to the last',
      (xml) => xml.replace('</sheetData>', '<row r="1048576" s="1" ht="15"/></sheetData>'),
    ],
    ['an empty cell far to the right', (xml) => xml.replace('<c r="X1"', '<c r="XFD1" s="1"/><c r="X1"')],
  ])('is not made larger by %s', async (_, change) => {
    expect((await readSheets(withSheet(change)))[0]?.rows).toHaveLength(1501)
  })

  it('unfolds nothing that is not read', async () => {
    const bomb = zipSync({ ...parts, 'xl/big.xml': new Uint8Array(161 * 1024 * 1024) }, { level: 1 })
    expect((await readSheets(bomb))[0]?.rows).toHaveLength(1501)
  })

  it('keeps an identity number typed as a number from passing', async () => {
    const bytes = withSheet((xml) =>
      xml.replace(/<c r="C2" t="s"><v>\d+<\/v>/u, '<c r="C2"><v>1.101002004070800E+17</v>'),
    )
    const [row] = tableOf(await readSheets(bytes), rosterColumns).rows
    const read = row && readRosterRow(row, { code: '10558', name: '中山大学' }, regions)
    expect(read?.refusals).toMatchObject([{ row: 2, column: '身份证号', value: '1.101002004070800E+17' }])
  })

  it.each<[string, () => Uint8Array, string]>([
    [
      'whose sheet inflates beyond 160 MB',
      () =>
        zipSync(
          { ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(161 * 1024 * 1024).fill(0x20) },
          { level: 1 },
        ),
      'upload.inflates',
    ],
    [
      'with two thousand parts before what is read',
      () =>
        zipSync({
          ...Object.fromEntries(
            Array.from({ length: 2000 }, (_, index) => [`xl/${index}.xml`, strToU8('<a/>')]),
          ),
          ...parts,
        }),
      'upload.inflates',
    ],
    [
      'whose sheet ends in the middle',
      () => withSheet((xml) => xml.slice(0, xml.indexOf('</sheetData>'))),
      'upload.not_a_table',
    ],
    [
      'with a row before the last one',
      () => withSheet((xml) => xml.replace('<row r="1501"', '<row r="7"')),
      'upload.not_a_table',
    ],
    [
      'with a cell of 40,000 characters',
      () =>
        withSheet((xml) =>
          xml.replace(
            /<c r="A2"[^>]*>.*?<\/c>/u,
            `<c r="A2" t="inlineStr"><is><t>${'长'.repeat(40_000)}</t></is></c>`,
          ),
        ),
      'upload.too_many_cells',
    ],
    [
      'that uses one long text everywhere',
      () =>
        zipSync({
          ...parts,
          'xl/sharedStrings.xml': strToU8(
            `<sst>${`<si><t>${'长'.repeat(30_000)}</t></si>`.repeat(10)}</sst>`,
          ),
          'xl/worksheets/sheet1.xml': strToU8(
            `<worksheet><sheetData>${`<row>${'<c t="s"><v>3</v></c>'.repeat(20)}</row>`.repeat(100)}</sheetData></worksheet>`,
          ),
        }),
      'upload.too_many_cells',
    ],
    [
      'with a document type',
      () =>
        withSheet((xml) =>
          xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet'),
        ),
      'upload.not_a_table',
    ],
    [
      'with a row numbered a thousand million',
      () => withSheet((xml) => xml.replace('<row r="1501"', '<row r="1000000000"')),
      'upload.not_a_table',
    ],
    [
      'with a cell far to the right',
      () => withSheet((xml) => xml.replace('<c r="X1"', '<c r="XFD1"')),
      'upload.too_many_cells',
    ],
    [
      'that refers to a text it has not',
      () => withSheet((xml) => xml.replace(/(<c r="A2" t="s"><v>)\d+/u, '$1999999')),
      'upload.not_a_table',
    ],
    ['without sheets', () => zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'upload.not_a_table'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await codeOf(bytes(), [...rosterColumns] as never)).toBe(code)
  })
})
