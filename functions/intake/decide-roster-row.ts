import {
  ethnicGroups,
  hasSponsor,
  levels,
  politicalStatuses,
  sexes,
  trainingModes,
} from '#model/tables/people.ts'
import type { CodeTable } from '#model/tables/code-table.ts'
import type { Regions } from '#model/tables/region-names.ts'
import { foldDigits, foldMobile, isEmail, isMobile } from '#model/sheet/cells.ts'
import type { Column } from '#model/sheet/columns.ts'
import { type RowRefusal, type RowWarning, shownValue } from '#model/sheet/findings.ts'
import { readPlace } from '#model/sheet/read-region.ts'
import { type RowReader, rowReader } from '#model/sheet/row-reader.ts'
import type { SheetRow } from '#model/sheet/sheet.ts'
import { completions } from '#model/roster/completion.ts'
import { endsCut, readIdentityNumber } from '#model/roster/identity-number.ts'
import { cohortOf, parseMonth } from '#model/calendar/months.ts'
import { withAssigned } from '#model/tables/characters.ts'
import { hasLostCharacter } from '#model/roster/names.ts'
import type { RosterRow } from '#model/roster/roster-row.ts'

export const rosterColumns: readonly Column[] = [
  { title: '考生号', aliases: ['考号', '考生编号', '考生号码'], required: true },
  { title: '姓名', aliases: ['学生姓名', '毕业生姓名'], required: true },
  { title: '身份证号', aliases: ['身份证号码', '公民身份号码', '证件号码', '身份证'], required: true },
  { title: '毕业院校代码', aliases: ['院校代码', '学校代码'], required: ['毕业院校'] },
  { title: '毕业院校', aliases: ['毕业院校名称', '院校名称', '学校名称', '学校'] },
  { title: '学历', aliases: ['学历代码', '学历层次', '层次', '培养层次'], required: true },
  { title: '性别', aliases: ['性别代码'], required: true },
  { title: '民族', aliases: ['民族代码'], required: true },
  { title: '政治面貌', aliases: ['政治面貌代码'], required: true },
  { title: '培养方式', aliases: ['培养方式代码'], required: true },
  { title: '定向或委培单位', aliases: ['定向委培单位', '定向单位', '委培单位', '定向或委培单位名称'] },
  { title: '生源所在地代码', aliases: ['生源地代码'], required: ['生源所在地'] },
  { title: '生源所在地', aliases: ['生源地', '生源地名称', '生源所在地名称'] },
  { title: '入学时间', aliases: ['入学年月', '入学日期'], required: true },
  { title: '毕业时间', aliases: ['毕业年月', '毕业日期', '预计毕业时间'], required: true },
  { title: '届别', aliases: ['毕业届别', '届'] },
  { title: '学号' },
  {
    title: '院系',
    aliases: ['学院', '所在院系', '院系名称', '所在学院', '二级学院', '学院名称', '培养单位'],
    usual: true,
  },
  { title: '专业', aliases: ['专业名称'], required: true },
  { title: '学制', aliases: ['学制年限'], required: true },
  { title: '毕业结论', aliases: ['毕业状态', '学籍状态', '结业状态', '毕结业结论', '毕(结)业结论'] },
  { title: '档案是否转入学校', aliases: ['档案是否转入'] },
  { title: '户口是否转入学校', aliases: ['户口是否转入'] },
  { title: '电子邮箱', aliases: ['邮箱', 'E-mail', 'email', '电子邮件'] },
  {
    title: '手机号码',
    aliases: ['手机号', '手机', '移动电话', '联系手机', '联系电话', '本人电话', '联系方式'],
    usual: true,
  },
]

export interface ReadRow<T> {
  row: number
  examNumber: string
  /** there unless something was refused */
  value?: T
  refusals: RowRefusal[]
  warnings: RowWarning[]
}

/** The school whose file it is, from the session, never from the file. */
export interface School {
  code: string
  name: string
}

const isExamNumber = (text: string): boolean => /^\d{14,15}$/.test(text)

/** The exam number of a row, '' where it is none: digits only, 14 or 15, nothing more is read into them (decision 18). */
export function readExamNumber(reader: RowReader): string {
  const examNumber = reader.digits('考生号', { required: true })
  if (examNumber !== '' && !isExamNumber(examNumber))
    reader.refuse('考生号', {
      because: /e\+?\d+$/iu.test(examNumber) ? 'cell.scientific' : 'exam_number.malformed',
    })
  return isExamNumber(examNumber) ? examNumber : ''
}

export function readName(reader: RowReader): string {
  const written = reader.text('姓名', { required: true, max: 60 })
  if (hasLostCharacter(written)) reader.refuse('姓名', { because: 'name.lost_character' })
  const name = withAssigned(written)
  if (name !== written) reader.warn('姓名', { because: 'name.private_use', name })
  return name
}

function readCode(reader: RowReader, column: string, table: CodeTable): string {
  const written = reader.text(column, { required: true })
  const code = written === '' ? '' : table.parse(written)
  if (code === undefined) reader.refuse(column, { because: 'cell.not_in_table' })
  return code ?? ''
}

export function readRosterRow(row: SheetRow, school: School, regions: Regions): ReadRow<RosterRow> {
  const reader = rowReader(row)
  const examNumber = readExamNumber(reader)
  const name = readName(reader)
  readSchool(reader, school)
  const sexCode = readCode(reader, '性别', sexes)
  const idNumber = readIdNumber(reader, sexCode)
  const trainingModeCode = readCode(reader, '培养方式', trainingModes)
  const sponsor = reader.text('定向或委培单位', { max: 120 })
  if (hasSponsor(trainingModeCode) && sponsor === '')
    reader.warn('定向或委培单位', { because: 'sponsor.missing' })
  const origin = readPlace(reader, regions, '生源所在地', true)
  if (origin.region !== undefined && isTooWide(origin.region))
    reader.warn('生源所在地', { because: 'origin.too_wide' })
  const { enrolledMonth, graduationMonth, cohort } = readMonths(reader)
  const value: RosterRow = {
    cohort,
    examNumber,
    name,
    idNumber,
    levelCode: readCode(reader, '学历', levels),
    sexCode,
    ethnicGroupCode: readCode(reader, '民族', ethnicGroups),
    politicalStatusCode: readCode(reader, '政治面貌', politicalStatuses),
    trainingModeCode,
    sponsor,
    originRegionCode: origin.code,
    originRegionName: origin.name,
    enrolledMonth,
    graduationMonth,
    studentNumber: foldDigits(reader.text('学号', { max: 32 })),
    college: reader.text('院系', { max: 100 }),
    major: reader.text('专业', { required: true, max: 100 }),
    programmeLength: readProgrammeLength(reader),
    completionCode: row.has('毕业结论') ? readCompletion(reader) : undefined,
    archiveMovedIn: reader.flag('档案是否转入学校'),
    hukouMovedIn: reader.flag('户口是否转入学校'),
    email: readEmail(reader),
    phone: readMobile(reader),
  }
  const { refusals, warnings } = reader
  return { row: row.row, examNumber, refusals, warnings, ...(refusals.length === 0 ? { value } : {}) }
}

/** A province or a prefecture that has counties; those without any (东莞, 中山, 儋州, 嘉峪关) are as narrow as it gets. */
const isTooWide = (region: { code: string; county: string }) =>
  region.county === '' &&
  !['441900', '442000', '460400', '620200', '710000', '810000', '820000'].includes(region.code)

const fold = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')

function readSchool(reader: RowReader, school: School): void {
  const code = reader.digits('毕业院校代码')
  const name = reader.text('毕业院校', { max: 100 })
  if (code === '' && name === '') reader.refuse('毕业院校代码', { because: 'cell.empty' })
  else if (code !== '' && code !== school.code)
    reader.refuse('毕业院校代码', { because: 'school.another_code', own: school.code })
  else if (name !== '' && fold(name) !== fold(school.name))
    reader.refuse(
      '毕业院校',
      code === ''
        ? { because: 'school.another_name', own: school.name }
        : { because: 'cell.contradicts_code', code, name: school.name },
    )
}

function readIdNumber(reader: RowReader, sexCode: string): string {
  const written = reader.digits('身份证号', { required: true })
  if (written === '') return ''
  const read = readIdentityNumber(written)
  if (!read.ok) {
    reader.refuse('身份证号', read.fault)
    return ''
  }
  if (read.value !== written.toUpperCase()) reader.warn('身份证号', { because: 'identity_number.like_x' })
  if (['1', '2'].includes(sexCode) && read.sexCode !== sexCode)
    reader.refuse('性别', { because: 'sex.contradicts_identity_number' })
  return read.value
}

function readMonths(reader: RowReader) {
  const month = (column: string) => {
    const written = reader.month(column, { required: true })
    if (written === '') return ''
    if (parseMonth(written) !== undefined) return written
    reader.refuse(column, { because: 'month.malformed' })
    return ''
  }
  const enrolledMonth = month('入学时间')
  const graduationMonth = month('毕业时间')
  if (enrolledMonth !== '' && graduationMonth !== '' && graduationMonth <= enrolledMonth)
    reader.refuse('毕业时间', { because: 'graduation.before_enrolment', enrolled: enrolledMonth })
  const written = reader.digits('届别').replace(/届$/u, '')
  let cohort = graduationMonth === '' ? 0 : cohortOf(graduationMonth)
  if (written !== '') {
    const stated = Number(written)
    if (!/^20\d\d$/.test(written)) reader.refuse('届别', { because: 'cohort.malformed' })
    else if (cohort !== 0 && Math.abs(stated - Number(graduationMonth.slice(0, 4))) > 1)
      reader.refuse('届别', { because: 'cohort.far_from_graduation', graduation: graduationMonth })
    else cohort = stated
  }
  return { enrolledMonth, graduationMonth, cohort }
}

function readProgrammeLength(reader: RowReader): string {
  const written = reader.digits('学制', { required: true }).replace(/年$/u, '')
  if (written === '') return ''
  if (!/^\d{1,2}(?:\.[05]0*)?$/.test(written) || Number(written) < 0.5 || Number(written) > 10)
    reader.refuse('学制', { because: 'programme_length.malformed' })
  return String(Number(written))
}

function readCompletion(reader: RowReader): string {
  const written = reader.text('毕业结论')
  const code = written === '' ? '' : completions.parse(written)
  if (code === undefined) reader.refuse('毕业结论', { because: 'completion.unknown' })
  return code ?? ''
}

function readEmail(reader: RowReader): string {
  const email = reader.text('电子邮箱')
  if (email !== '' && !isEmail(email)) reader.refuse('电子邮箱', { because: 'email.malformed' })
  return email
}

function readMobile(reader: RowReader): string {
  const phone = foldMobile(reader.digits('手机号码'))
  if (phone !== '' && !isMobile(phone)) reader.refuse('手机号码', { because: 'mobile.malformed' })
  return phone
}

/** Of so many numbers that end in 000, and so large a part, chance makes none: one in a thousand does by itself. */
const cutInAll = { rows: 3, part: 0.02 }

/** Where many numbers of a file end as cut ones do, those whose check digit happens to fit are refused too. */
export function refuseCut(rows: ReadRow<RosterRow>[]): ReadRow<RosterRow>[] {
  const isCut = ({ value, refusals }: ReadRow<RosterRow>) =>
    value === undefined
      ? refusals.some(({ fault }) => fault.because === 'identity_number.cut')
      : endsCut(value.idNumber)
  const cut = rows.filter(isCut).length
  if (cut < cutInAll.rows || cut <= rows.length * cutInAll.part) return rows
  return rows.map((read) => {
    if (read.value === undefined || !endsCut(read.value.idNumber)) return read
    const { value, ...refused } = read
    const about = { row: read.row, examNumber: read.examNumber, column: '身份证号' }
    const fault = { because: 'identity_number.cut' as const }
    return {
      ...refused,
      refusals: [...read.refusals, { ...about, value: shownValue(value.idNumber), fault }],
    }
  })
}

/** The same exam number twice in one file refuses every row that has it, also one refused for something else. */
export function refuseRepeats<T>(rows: ReadRow<T>[]): ReadRow<T>[] {
  const places = new Map<string, number[]>()
  for (const { examNumber, row } of rows)
    if (examNumber !== '') places.set(examNumber, [...(places.get(examNumber) ?? []), row])
  return rows.map((each) => {
    const others = (places.get(each.examNumber) ?? []).filter((row) => row !== each.row)
    if (others.length === 0) return each
    const { row, examNumber, warnings } = each
    const fault = {
      because: 'exam_number.repeated',
      times: others.length + 1,
      rows: others.slice(0, 5),
    } as const
    return {
      row,
      examNumber,
      warnings,
      refusals: [...each.refusals, { row, examNumber, column: '考生号', value: examNumber, fault }],
    }
  })
}
