// Text files and web pages as other programs write them, to the values that a roster takes from them.
import { expect, it } from 'vitest'
import { regions } from '#model/tables/regions.ts'
import { readRosterRow, rosterColumns } from '../../../functions/intake/decide-roster-row.ts'
import { readSheets, tableOf } from '../../../functions/sheets/read-sheet.ts'
import { sampleBytes } from '../../support/samples.ts'

const schools = { 10001: { code: '10001', name: '北京大学' }, 10002: { code: '10002', name: '中国人民大学' } }

async function read(name: string, school: keyof typeof schools) {
  const table = tableOf(await readSheets(sampleBytes(`foreign/${name}`)), rosterColumns)
  return { ...table, rows: table.rows.map((row) => readRosterRow(row, schools[school], regions)) }
}

it.each([
  ['18b-html-disguised.xls', 'a web page called a workbook'],
  ['21-utf16-unicode-text.txt', 'what Excel calls Unicode text'],
])('reads %s: %s', async (name) => {
  const { rows, ignored } = await read(name, 10002)
  expect(rows).toHaveLength(10)
  expect(ignored).toEqual([])
  expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(rows[0]?.value).toMatchObject({
    examNumber: '23110108200001',
    name: '钱芳伟',
    idNumber: '110100200301020011',
    college: '经济学院',
    enrolledMonth: '202309',
    graduationMonth: '202706',
    phone: '19910000001',
  })
})

it('takes months with a time of the day', async () => {
  const { rows } = await read('month-with-time.csv', 10001)
  const months = rows.map(({ value }) => [value?.enrolledMonth, value?.graduationMonth])
  expect(months).toEqual(Array.from({ length: 4 }, () => ['202209', '202606']))
})

it.each(['trailing-cells-omitted.csv', 'trailing-cells-omitted-last.csv'])(
  'takes what %s leaves out as empty',
  async (name) => {
    const { rows } = await read(name, 10001)
    expect(rows).toHaveLength(40)
    expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
    const phones = rows.map(({ value }) => value?.phone)
    expect(new Set(phones)).toEqual(new Set(['', '19900000001']))
  },
)

it('takes a number that Excel keeps as a formula', async () => {
  const { rows } = await read('equals-quote.csv', 10001)
  expect(rows.map(({ value }) => value?.idNumber)).toEqual(['110100200403050035'])
})

it('takes a sign that looks like X for it, and says so', async () => {
  const { rows } = await read('25b-x-variants.csv', 10002)
  expect(rows.map(({ value }) => value?.idNumber.at(-1))).toEqual(['X', 'X', 'X', 'X', 'X'])
  expect(rows.map(({ warnings }) => warnings.map(({ fault }) => fault.because))).toEqual([
    [],
    [],
    ['identity_number.like_x'],
    ['identity_number.like_x'],
    ['identity_number.like_x'],
  ])
})

it('takes a number without the apostrophe before it, and says so', async () => {
  const { rows } = await read('27c-apostrophe.csv', 10002)
  expect(rows).toHaveLength(10)
  expect(rows[0]?.value).toMatchObject({
    examNumber: '23110108200001',
    idNumber: '110100200301020011',
    phone: '19910000001',
  })
  expect(rows[0]?.examNumber).toBe('23110108200001')
  expect(rows[0]?.warnings.map(({ column, fault }) => [column, fault.because])).toEqual([
    ['考生号', 'cell.apostrophe'],
    ['身份证号', 'cell.apostrophe'],
    ['手机号码', 'cell.apostrophe'],
  ])
})

it('finds the college and the phone under other names', async () => {
  const { rows, ignored, source } = await read('37-college-by-other-header.csv', 10002)
  expect([ignored, source.absent]).toEqual([[], []])
  expect(rows[0]?.value).toMatchObject({ college: '经济学院', phone: '19910000001' })
})

it('says of a file without a usual column that it has none', async () => {
  const sheets = await readSheets(sampleBytes('roster-10001-2026.csv'))
  const [sheet] = sheets
  const header = sheet?.rows[0]?.cells ?? []
  header[header.indexOf('院系')] = '备注'
  expect(tableOf(sheets, rosterColumns).source.absent).toEqual(['院系'])
})

it('says of a workbook of the nineties what to do', async () => {
  await expect(readSheets(sampleBytes('foreign/18-old.xls'))).rejects.toMatchObject({
    code: 'upload.old_workbook',
  })
})

it('knows a code by any year’s list, under the name it had then', async () => {
  const { rows } = await read('region-codes.csv', 10001)
  expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(rows.map(({ value }) => [value?.originRegionCode, value?.originRegionName])).toEqual([
    ['540422', '西藏自治区林芝市米林县'],
    ['540530', '西藏自治区山南市错那县'],
    ['451023', '广西壮族自治区百色市平果县'],
    ['360105', '江西省南昌市湾里区'],
    ['430521', '湖南省邵阳市邵东县'],
    ['500157', '重庆市两江新区'],
  ])
})

it('takes a private-use code point for the character it stands for, and says so', async () => {
  const { rows } = await read('names.csv', 10001)
  const odd = rows.filter(({ warnings }) =>
    warnings.some(({ fault }) => fault.because === 'name.private_use'),
  )
  expect(odd.map(({ value }) => value?.name)).toEqual(['陈\u4dae'])
  expect(rows.map(({ value }) => value?.name).filter((name) => /[\ue000-\uf8ff]/u.test(name ?? ''))).toEqual(
    [],
  )
})
