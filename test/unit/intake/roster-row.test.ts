import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { regions } from '#model/tables/regions.ts'
import {
  type ReadRow,
  readRosterRow,
  refuseCut,
  refuseRepeats,
  rosterColumns,
} from '../../../functions/intake/decide-roster-row.ts'
import type { RosterRow } from '#model/roster/roster-row.ts'
import { findColumns } from '#model/sheet/columns.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { tableOf } from '../../../functions/sheets/read-sheet.ts'
import { rosterLine } from '../../support/files.ts'
import { inWords } from '../../../functions/intake/findings-in-words.ts'
import { rowOf } from '../../support/rows.ts'

const school = { code: '10001', name: '北京大学' }
const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../samples/${name}`, import.meta.url)))
const readAll = (name: string) =>
  refuseRepeats(
    tableOf([readCsv(sample(name))], rosterColumns).rows.map((row) => readRosterRow(row, school, regions)),
  )

const good = rosterLine({
  考生号: '22110108150001',
  身份证号: '110100200403040013',
  政治面貌: '九三学社社员',
  户口是否转入学校: '否',
  电子邮箱: 'chencheng@example.com',
})
const read = (changes: Record<string, string> = {}) =>
  readRosterRow(rowOf({ ...good, ...changes }), school, regions)

describe('the hard cases', () => {
  /** what each defect of the expected list must be found in */
  const columns: Record<string, string> = {
    'identity number fails its check digit': '身份证号',
    'identity number has 17 characters': '身份证号',
    'identity number in scientific notation': '身份证号',
    'identity number holds an impossible birth date': '身份证号',
    'sex contradicts the identity number': '性别',
    'graduation month 13': '毕业时间',
    'graduation before enrolment': '毕业时间',
    'name empty': '姓名',
    'name replaced by question marks': '姓名',
    'exam number empty': '考生号',
    'exam number with letters': '考生号',
    'school code of another school': '毕业院校代码',
    'school name contradicts its code': '毕业院校',
    'unknown ethnic group': '民族',
    'unknown education level': '学历',
    'unknown region code': '生源所在地代码',
    'region name contradicts its code': '生源所在地',
    'phone number too short': '手机号码',
    'e-mail without a domain': '电子邮箱',
    'formula in a text field': '院系',
    'control character in a text field': '专业',
    'right-to-left override in the name': '姓名',
    'zero-width space inside the name': '姓名',
    'text of 300 characters in a field of 100': '院系',
    'same exam number twice in one file (both rows)': '考生号',
  }
  const rows = readAll('roster-hard-cases.csv')
  const expected = readCsv(sample('roster-hard-cases.expected.csv')).rows.slice(1)

  it('lists a verdict for every row', () => {
    expect(rows.map(({ row }) => row)).toEqual(expected.map(({ cells }) => Number(cells[0])))
    expect(rows.filter(({ value }) => value !== undefined)).toHaveLength(10)
  })

  it.each(expected.map(({ cells: [row, examNumber, verdict, why] }) => ({ row, examNumber, verdict, why })))(
    'row $row: $verdict, $why',
    ({ row, examNumber, verdict, why }) => {
      const found = rows.find((each) => each.row === Number(row))
      if (verdict === '接受') {
        expect(found?.refusals).toEqual([])
        expect(found?.value?.examNumber).toBe(examNumber)
        return
      }
      expect(found?.value).toBeUndefined()
      expect(found?.refusals).toHaveLength(1)
      expect(found?.refusals[0]).toMatchObject({ row: Number(row), examNumber, column: columns[why ?? ''] })
      expect(inWords(found?.refusals ?? [])[0]?.reason).not.toBe('')
    },
  )

  const value = (row: number) => rows.find((each) => each.row === row)?.value

  it('keeps what a cell means: rare characters, folded digits, line breaks as spaces', () => {
    expect(value(3)?.idNumber).toBe('37010019980911875X')
    expect(value(4)?.phone).toBe('19900000020')
    expect(value(5)?.name).toBe('买买提•吐尔逊')
    expect(value(6)?.name).toBe('王𬭚')
    expect(value(7)?.name).toBe('李雷')
    expect(value(9)?.programmeLength).toBe('2.5')
    expect(value(10)?.studentNumber).toBe('')
    expect(value(37)?.major).toBe('哲学, (中外合作)')
  })

  it('writes out characters that cannot be seen in the value it names', () => {
    expect(rows.find(({ row }) => row === 32)?.refusals[0]?.value).toBe('张<U+202E>三')
    expect(rows.find(({ row }) => row === 33)?.refusals[0]?.value).toBe('张<U+200B>三')
  })
})

it('accepts every row of the sample roster in GB18030', () => {
  const rows = readAll('roster-10001-2026.csv')
  expect(rows).toHaveLength(3000)
  expect(rows.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(rows.flatMap(({ warnings }) => warnings)).toEqual([])
  expect(new Set(rows.map(({ value }) => value?.cohort))).toEqual(new Set([2026, 2027]))
})

it('reads a row', () => {
  expect(read().value).toEqual({
    cohort: 2026,
    examNumber: '22110108150001',
    name: '陈诚',
    idNumber: '110100200403040013',
    levelCode: '31',
    sexCode: '1',
    ethnicGroupCode: '01',
    politicalStatusCode: '10',
    trainingModeCode: '1',
    sponsor: '',
    originRegionCode: '110108',
    originRegionName: '北京市海淀区',
    enrolledMonth: '202209',
    graduationMonth: '202606',
    studentNumber: '22000001',
    college: '哲学系',
    major: '哲学类',
    programmeLength: '4',
    completionCode: undefined,
    archiveMovedIn: true,
    hukouMovedIn: false,
    email: 'chencheng@example.com',
    phone: '19900000001',
  } satisfies RosterRow)
})

it.each<[string, Record<string, string>, Partial<RosterRow>]>([
  [
    'codes in place of names',
    { 学历: '31', 性别: '1', 民族: '1', 政治面貌: '10', 培养方式: '1' },
    { ethnicGroupCode: '01' },
  ],
  ['a phone with +86', { 手机号码: '+86 199-0000-0001' }, { phone: '19900000001' }],
  ['a region without its code', { 生源所在地代码: '' }, { originRegionCode: '110108' }],
  ['a region without its name', { 生源所在地: '' }, { originRegionName: '北京市海淀区' }],
  [
    'a withdrawn region',
    { 生源所在地代码: '110103', 生源所在地: '北京市崇文区' },
    { originRegionName: '北京市崇文区' },
  ],
  ['a cohort column', { 届别: '2026届', 毕业时间: '202609' }, { cohort: 2026 }],
  ['no cohort in the autumn', { 毕业时间: '202609' }, { cohort: 2027 }],
  [
    'months as dates',
    { 入学时间: '2022-09-01', 毕业时间: '2026年6月' },
    { enrolledMonth: '202209', graduationMonth: '202606' },
  ],
  ['a programme length as a number', { 学制: '4.0' }, { programmeLength: '4' }],
  [
    'full-width digits',
    { 考生号: '２２１１０１０８１５０００１', 学制: '２．５' },
    { examNumber: '22110108150001', programmeLength: '2.5' },
  ],
  ['a minus pair as empty', { 电子邮箱: '--', 手机号码: '--' }, { email: '', phone: '' }],
  [
    'nothing said of archive and hukou',
    { 档案是否转入学校: '', 户口是否转入学校: '' },
    { archiveMovedIn: null, hukouMovedIn: null },
  ],
])('accepts %s', (_, changes, value) => {
  expect(read(changes).refusals).toEqual([])
  expect(read(changes).value).toMatchObject(value)
})

it.each<[string, Record<string, string>, string]>([
  ['an exam number of 13 digits', { 考生号: '2211010815000' }, '考生号'],
  ['an exam number of 16 digits', { 考生号: '2211010815000112' }, '考生号'],
  ['an identity number of 15 digits', { 身份证号: '110100040304001' }, '身份证号'],
  ['a month without a year', { 毕业时间: '6月' }, '毕业时间'],
  ['graduation in the month of enrolment', { 毕业时间: '202209' }, '毕业时间'],
  ['a cohort far from graduation', { 届别: '2030' }, '届别'],
  ['a cohort that is no year', { 届别: '26' }, '届别'],
  ['a cell that begins with a full-width equals sign', { 院系: '＝1+1' }, '院系'],
  ['a cell that begins with an at sign', { 专业: '@SUM(1)' }, '专业'],
  ['a formula behind a tab', { 院系: '\t=1' }, '院系'],
  ['a tab inside a cell', { 院系: '哲\t学' }, '院系'],
  ['a NUL', { 院系: '哲\0学' }, '院系'],
  ['a replacement character', { 姓名: '王\ufffd' }, '姓名'],
  ['half a surrogate pair', { 姓名: '王\ud86d' }, '姓名'],
  ['a formula error', { 院系: '#N/A' }, '院系'],
  ['no region at all', { 生源所在地: '', 生源所在地代码: '' }, '生源所在地'],
  ['no school at all', { 毕业院校: '', 毕业院校代码: '' }, '毕业院校代码'],
  ['a programme of eleven years', { 学制: '11' }, '学制'],
  ['a third of a year', { 学制: '4.3' }, '学制'],
  ['neither yes nor no', { 档案是否转入学校: '也许' }, '档案是否转入学校'],
  ['two addresses in one cell', { 电子邮箱: 'a@b.cn,c@d.cn' }, '电子邮箱'],
  ['a landline as a mobile', { 手机号码: '010-12345678' }, '手机号码'],
  ['a student number of 33', { 学号: '1'.repeat(33) }, '学号'],
  ['a cell of a megabyte', { 院系: '系'.repeat(400_000) }, '院系'],
])('refuses %s', (_, changes, column) => {
  const { refusals, value } = read(changes)
  expect(value).toBeUndefined()
  expect(refusals.map((refusal) => refusal.column)).toEqual([column])
})

it('warns of a bound graduate without a unit and of a region that is only a province', () => {
  expect(read({ 培养方式: '定向' }).warnings.map(({ column }) => column)).toEqual(['定向或委培单位'])
  expect(
    read({ 生源所在地代码: '440000', 生源所在地: '广东省' }).warnings.map(({ column }) => column),
  ).toEqual(['生源所在地'])
  expect(read({ 生源所在地代码: '441900', 生源所在地: '广东省东莞市' }).warnings).toEqual([])
})

it('names every defect of a row at once', () => {
  expect(read({ 姓名: '', 学历: '博士后', 手机号码: '1' }).refusals.map(({ column }) => column)).toEqual([
    '姓名',
    '学历',
    '手机号码',
  ])
})

it.each([
  ['毕业', '1'],
  ['延毕', '3'],
  ['退学', '4'],
  ['2', '2'],
  ['', ''],
])('reads 毕业结论 %s', (written, code) => {
  expect(read({ 毕业结论: written }).value?.completionCode).toBe(code)
})

it('refuses a 毕业结论 it does not know, and says nothing of one where the file has no such column', () => {
  expect(read({ 毕业结论: '在读' }).refusals).toMatchObject([{ column: '毕业结论', value: '在读' }])
  expect(read().value?.completionCode).toBeUndefined()
})

it.each(['毕业状态', '学籍状态', '结业状态'])('reads %s as 毕业结论', (header) => {
  const found = findColumns(rosterColumns, [[...Object.keys(good), header]])
  expect(found.ok && found.places.get('毕业结论')).toBe(Object.keys(good).length)
})

describe('numbers that end as cut ones do', () => {
  const rows = (cut: number, all: number) =>
    Array.from({ length: all }, (_, at): ReadRow<RosterRow> => {
      const idNumber = at < cut ? '110100200402280000' : '110100200402280019'
      const value = { idNumber } as RosterRow
      return { row: at + 2, examNumber: String(at), refusals: [], warnings: [], value }
    })
  const refusedIn = (judged: readonly ReadRow<RosterRow>[]) =>
    judged.filter(({ refusals }) => refusals.some(({ fault }) => fault.because === 'identity_number.cut'))
      .length

  it.each([
    [2, 10, 0],
    [3, 10, 3],
    [3, 150, 0],
    [4, 150, 4],
    [20, 1000, 0],
    [21, 1000, 21],
  ])('%i of %i rows: %i are refused', (cut, all, refused) => {
    expect(refusedIn(refuseCut(rows(cut, all)))).toBe(refused)
  })

  it('count together with those whose check digit does not fit', () => {
    const some = rows(1, 10)
    for (const each of some.slice(1, 4)) {
      delete each.value
      const fault = { because: 'identity_number.cut' as const }
      each.refusals = [{ row: each.row, examNumber: '', column: '身份证号', value: '', fault }]
    }
    expect(refusedIn(refuseCut(some))).toBe(4)
  })
})
