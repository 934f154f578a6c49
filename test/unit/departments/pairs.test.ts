import { expect, it } from 'vitest'
import { findPairs, judgePairs } from '../../../functions/departments/decide-pairs.ts'
import { budgetLeft, budgetsOf, budgetsReset, isDeskAlarm } from '#model/budget.ts'
import { type PairLine, pairsCsv, pairTitles } from '../../../site/src/journeys/department-bulk/pair-line.ts'
import { isNamed, otherUnit } from '../../../functions/departments/decide-receiving-unit.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'

const CODE = '2610001EQ86V47B'
const OTHER = 'Z2610001EQ86V47C'
const judge = (cells: string[][]) =>
  judgePairs(findPairs(cells.map((each, at) => ({ row: at + 1, cells: each }))))

it.each<[string, string[][]]>([
  ['without a header', [['陈诚', CODE, '甲-1']]],
  [
    'with a header in another order',
    [
      ['业务编号', '核验编号', '学籍姓名'],
      ['甲-1', CODE, '陈诚'],
    ],
  ],
  ['without a header, in another order', [['甲-1', CODE, '陈诚']]],
  ['with a title above the header', [['名单'], ['姓名', '编号', '业务编号'], ['陈诚', CODE, '甲-1']]],
])('reads pairs %s', (_, cells) => {
  const { rows, refused } = judge(cells)
  expect(refused).toEqual([])
  expect(rows).toEqual([
    { line: cells.length, name: '陈诚', code: CODE, caseNumber: '甲-1', duplicateOf: null },
  ])
})

it('leaves a running number out, and says which other columns it does not read', () => {
  const list = [
    ['1', '钱芳伟', CODE, '甲-1', '备注'],
    ['2', 'John Smith', OTHER, '甲-2', ''],
  ]
  const found = findPairs(list.map((cells, at) => ({ row: at + 1, cells })))
  expect(found.ignoredPlaces).toEqual([5])
  expect(judgePairs(found).rows).toMatchObject([
    { name: '钱芳伟', code: CODE, caseNumber: '甲-1' },
    { name: 'John Smith', code: OTHER, caseNumber: '甲-2' },
  ])
})

it.each([
  ['name first', `钱芳伟 ${CODE}`, '钱芳伟'],
  ['code first', `${CODE}  钱芳伟`, '钱芳伟'],
  ['with a running number', `12、John Smith\u3000${CODE}`, 'John Smith'],
])('takes a line of spaces, %s', (_, line, name) => {
  expect(judge([[line]]).rows).toMatchObject([{ name, code: CODE }])
})

it('takes two cells for a pair, names columns it does not read, and refuses two columns of one name', () => {
  expect(judge([['陈诚', CODE]]).rows[0]?.caseNumber).toBe('')
  const found = findPairs([{ row: 1, cells: ['姓名', '编号', '电话'] }])
  expect(found.ignored).toEqual(['电话'])
  expect(findPairs([{ row: 1, cells: ['姓名', '编号', '编号'] }]).doubled).toEqual(['编号'])
})

it('marks a pair that stood above, however it is written', () => {
  const { rows } = judge([
    ['买买提·依明', CODE],
    ['买买提 • 依明', CODE.toLowerCase()],
    ['陈诚', CODE],
    ['买买提·依明', ` ${CODE.slice(0, 7)}-${CODE.slice(7)}`],
    ['买买提·依明', OTHER],
  ])
  expect(rows.map(({ duplicateOf }) => duplicateOf)).toEqual([null, 1, null, 1, null])
})

it.each<[string, string[], string]>([
  ['a name that is a formula', ['=1+1', CODE], '姓名'],
  ['a code that is a formula', ['陈诚', '=HYPERLINK("x")'], '编号'],
  ['a case number that is a formula', ['陈诚', CODE, '@SUM(A1)'], '业务编号'],
  ['a name with a right-to-left mark', ['陈\u202e诚', CODE], '姓名'],
  ['a code with a zero-width space', ['陈诚', `2610001\u200bEQ86V47B`], '编号'],
  ['a name with a control character', ['陈\u0007诚', CODE], '姓名'],
  ['half a surrogate pair', ['陈\ud800', CODE], '姓名'],
  ['no name', ['', CODE], '姓名'],
  ['no code', ['陈诚', ''], '编号'],
  ['a text that is no code', ['陈诚', '12345'], '编号'],
  ['a number the sheet has shortened', ['陈诚', '2.61E+14'], '编号'],
  ['a name of 101', ['陈'.repeat(101), CODE], '姓名'],
  ['a case number of 65', ['陈诚', CODE, '号'.repeat(65)], '业务编号'],
])('refuses %s in its row, and only that row', (_, cells, column) => {
  const { rows, refused } = judge([['陈诚', CODE], cells, ['陈诚', OTHER]])
  expect(rows.map(({ line }) => line)).toEqual([1, 3])
  expect(refused).toMatchObject([{ line: 2, column }])
  for (const unseen of ['\u202e', '\u200b', '\u0007']) expect(refused[0]?.value).not.toContain(unseen)
})

const report = {
  kind: 'archive' as const,
  basicInfo: {
    name: '陈诚',
    sex: '男',
    schoolName: '北京大学',
    graduationMonth: '202606',
    programmeLength: '4',
    major: '哲学类',
    level: '本科',
    originRegion: '北京市海淀区',
  },
  destination: { category: '签就业协议形式就业', unitName: '=云帆', unitRegion: '北京市西城区' },
  archive: {
    transferType: '托管单位接收',
    unitName: '北京市海淀区人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100195',
    contact: '档案科',
    phone: '+86 10-80000001',
  },
}
const unknown = {
  verdict: 'unknown',
  codeKind: null,
  because: null,
  validUntil: null,
  receipt: null,
  report: null,
  otherUnit: null,
} as const
const lines: PairLine[] = [
  {
    line: 2,
    name: '陈诚',
    code: CODE,
    caseNumber: '甲,"1"',
    duplicateOf: null,
    answer: {
      ...unknown,
      verdict: 'valid',
      validUntil: '2026-12-31T16:00:00.000Z',
      receipt: 'ABCD-EFGH-JKMN',
      report,
      otherUnit: '某中心',
    },
  },
  { line: 3, name: '=cmd', code: '+1', caseNumber: '@x', duplicateOf: 2, answer: unknown },
]

it('writes a result file that a table program reads back, with no formula in it', () => {
  const csv = pairsCsv('archive', lines)
  const [titles = [], first = [], second = []] = readCsv(new TextEncoder().encode(csv)).rows.map(
    ({ cells }) => cells,
  )
  expect(titles).toEqual(pairTitles('archive'))
  const of = (cells: string[], title: string) => cells[titles.indexOf(title)]
  expect(of(first, '结果')).toBe('核验有效')
  expect(of(first, '说明')).toBe('信息属实，核验有效')
  expect(of(second, '说明')).toBe('未查到相符的信息：姓名与编号须同时正确才会显示登记信息。')
  expect(of(first, '有效期至')).toBe('2026-12-31 23:59:59')
  expect(of(first, '业务编号')).toBe('甲,"1"')
  expect(of(first, '提示')).toBe('登记的档案接收单位是“某中心”')
  expect(of(first, '档案转递信息：单位名称')).toBe('北京市海淀区人力资源公共服务中心')
  expect(of(first, '毕业去向信息：单位名称')).toBe("'=云帆")
  expect(of(first, '档案转递信息：联系电话')).toBe("'+86 10-80000001")
  expect([second[1], second[2], second[3]]).toEqual(["'=cmd", "'+1", "'@x"])
  expect(of(second, '提示')).toBe('与第 2 行重复，只查询一次')
  expect(second.slice(9).every((cell) => cell === '')).toBe(true)
  for (const cell of [...first, ...second]) expect(cell).not.toMatch(/^[=+\-@]/)
})

it('shows in a file what the report of that kind prints, and nothing else', () => {
  expect(pairTitles('hukou').slice(9)).toEqual([
    '基本信息：姓名',
    '基本信息：性别',
    '基本信息：毕业院校',
    '基本信息：毕业时间',
    '基本信息：学制',
    '基本信息：专业',
    '基本信息：学历',
    '基本信息：生源所在地',
    '毕业去向信息：毕业去向',
    '户口迁移信息：户口迁移类型',
    '户口迁移信息：户口迁移所在地',
  ])
})

it.each<[string, string[], string | null]>([
  ['its own unit', ['北京市海淀区人力资源公共服务中心'], null],
  ['its own unit with other marks and spaces', ['北京市海淀区  人力资源·公共服务中心'], null],
  ['one of several', ['甲中心', '北京市海淀区人力资源公共服务中心'], null],
  ['no unit set', [], null],
  ['another unit', ['北京市朝阳区人力资源公共服务中心'], '北京市海淀区人力资源公共服务中心'],
  ['a part of the name', ['海淀区人力资源公共服务中心'], '北京市海淀区人力资源公共服务中心'],
])('compares the record’s receiving unit with a department’s: %s', (_, own, said) => {
  expect(otherUnit(report, own)).toBe(said)
  // who may answer for the file is named, and never only not warned of
  expect(isNamed(report, own)).toBe(said === null && own.length > 0)
})

it('names no other unit without archive data, nor for a hukou report', () => {
  const { archive: _, ...bare } = report
  expect(otherUnit(bare, ['甲'])).toBeNull()
  const { basicInfo } = report
  const hukou = {
    kind: 'hukou' as const,
    basicInfo,
    destination: { category: '' },
    hukou: { migrationType: '', region: '乙' },
  }
  expect(otherUnit(hukou, ['甲'])).toBeNull()
  for (const each of [bare, hukou]) expect(isNamed(each, ['甲', ''])).toBe(false)
})

it('counts a day from midnight to midnight in Shanghai', () => {
  const before = Date.parse('2026-11-23T15:59:59.999Z')
  expect(new Date(budgetsReset(before)).toISOString()).toBe('2026-11-23T16:00:00.000Z')
  expect(budgetsReset(before + 1)).toBe(before + 1 + 86_400_000)
  const department = { id: 'd', dailyBudget: 10, accountBudget: 4 }
  const today = budgetsOf(department, 'a', before)
  expect(today.map(({ most }) => most)).toEqual([10, 4])
  expect(budgetsOf(department, 'a', before + 1).map(({ about }) => about)).not.toEqual(
    today.map(({ about }) => about),
  )
  expect(budgetLeft(today, [9, 1])).toBe(1)
  expect(budgetLeft(today, [2, 3])).toBe(1)
  expect(budgetLeft(today, [])).toBe(4)
  expect(budgetLeft(today, [20, 9])).toBe(0)
})

it.each([
  [{ lookups: 20, failures: 20 }, 19, true],
  [{ lookups: 21, failures: 21 }, 20, false],
  [{ lookups: 40, failures: 20 }, 19, false],
  [{ lookups: 39, failures: 20 }, 19, true],
  [{ lookups: 1000, failures: 999 }, 0, true],
  [{ lookups: 10, failures: 10 }, 0, false],
])(
  'says at every twentieth failure of a day that most have failed: %j after %i is %s',
  (seen, before, alarm) => {
    expect(isDeskAlarm(seen, before)).toBe(alarm)
  },
)
