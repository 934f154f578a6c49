import { expect, it } from 'vitest'
import { csvCell, csvLine, shownValue } from '#model/sheet/findings.ts'
import { cleanCell, foldDay, foldMobile, foldMonth, isEmail, refusedCell } from '#model/sheet/cells.ts'
import { findColumns } from '#model/sheet/columns.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠A1', "'＠A1"],
  ['+86', "'+86"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['a,"b"', '"a,""b"""'],
  ['哲学\n系', '"哲学\n系"'],
  ['1=1', '1=1'],
])('writes %j as the CSV cell %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

it('ends a line as spreadsheets do, and keeps empty cells', () => {
  expect(csvLine(['', '=1', 'a,b', ''])).toBe(`,'=1,"a,b",\r\n`)
})

it.each([
  ['2026-07-08', '2026-07-08'],
  ['2026/7/8', '2026-07-08'],
  ['2026.07.8', '2026-07-08'],
  ['2026年7月8日', '2026-07-08'],
  ['２０２６－０７－０８', '2026-07-08'],
  ['20260708', '2026-07-08'],
  ['2026-07-08 00:00:00', '2026-07-08'],
  ['2026/7/8 9:30', '2026-07-08'],
  ['2026-07-08T00:00:00.000Z', '2026-07-08'],
  ['2026-13-40', '2026-13-40'],
  ['7/8/2026', '7/8/2026'],
  ['46211', '46211'],
  ['昨天', '昨天'],
])('reads the day %s as %s', (text, day) => {
  expect(foldDay(text)).toBe(day)
})

it('shows a long value cut and unseen characters written out', () => {
  expect(shownValue('系'.repeat(300))).toBe(`${'系'.repeat(60)}…`)
  expect(shownValue('张\u202e三\u0007')).toBe('张<U+202E>三<U+0007>')
})

it.each([
  ['  李雷\u3000', '李雷'],
  ['\t22510107950007', '22510107950007'],
  ['哲学,\n(中外合作)', '哲学, (中外合作)'],
  ['a \r\n b', 'a b'],
  ['--', ''],
  [' -- ', ''],
  ['---', '---'],
])('cleans %j to %j', (raw, clean) => {
  expect(cleanCell(raw)).toBe(clean)
})

it.each([
  '\u0000',
  'a\u0007b',
  '=1',
  '+1',
  '-1',
  '@a',
  '＝1',
  '\u200b',
  'a\u202eb',
  'a\u2066b',
  '\ufffd',
  '#REF!',
  '---',
])('refuses the cell %j', (text) => {
  expect(refusedCell(text)).toBeDefined()
})

it.each(['', '李雷', '王𬭚', '葛\u{e0100}', '1-1', 'a=b', '阿依古丽·麦麦提', 'C++'])(
  'lets the cell %j pass',
  (text) => {
    expect(refusedCell(text)).toBeUndefined()
  },
)

it.each([
  ['１９９００００００２０', '19900000020'],
  ['+86 19900000020', '19900000020'],
  ['0086-199-0000-0020', '19900000020'],
  ['8619900000020', '19900000020'],
])('reads the phone %s as %s', (text, phone) => {
  expect(foldMobile(text)).toBe(phone)
})

it.each([
  ['202606', '202606'],
  ['２０２６０６', '202606'],
  ['2026-06', '202606'],
  ['2026/6', '202606'],
  ['2026.6', '202606'],
  ['2026年6月', '202606'],
  ['2026-06-30', '202606'],
  ['20260630', '202606'],
  ['202613', '202613'],
  ['六月', '六月'],
])('reads the month %s as %s', (text, month) => {
  expect(foldMonth(text)).toBe(month)
})

it.each([
  ['a@b.cn', true],
  ['a.b+c@mail.example.com', true],
  ['someone@', false],
  ['someone@localhost', false],
  ['a@b@c.cn', false],
  ['a b@c.cn', false],
  [`a@${'b.'.repeat(60)}cn`, false],
])('e-mail %s: %s', (text, valid) => {
  expect(isEmail(text)).toBe(valid)
})

const columns = [
  { title: '考生号', required: true },
  { title: '学历', aliases: ['学历代码'] },
  { title: '生源所在地代码', required: ['生源所在地'] },
  { title: '生源所在地', aliases: ['生源地'] },
]

it('finds columns in any order, under the names people use, with a title row above', () => {
  const found = findColumns(columns, [['2026届'], ['生源地', ' 考 生 号*', '备注', '学历代码', '学历']])
  expect(found).toMatchObject({ ok: true, headerRow: 1, ignored: ['备注', '学历代码'] })
  expect(found.ok && Object.fromEntries(found.places)).toEqual({ 生源所在地: 0, 考生号: 1, 学历: 4 })
})

it('says what is missing and what is doubled', () => {
  expect(findColumns(columns, [['学历', '学历']])).toEqual({
    ok: false,
    known: 2,
    missing: [['考生号'], ['生源所在地代码', '生源所在地']],
    doubled: ['学历'],
  })
})
