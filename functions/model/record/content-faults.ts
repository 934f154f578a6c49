// What keeps a graduate's registration from being submitted: the category table, the code tables, and what the archive
// transfer and the hukou migration ask for. The form judges with it while one types, the server when one submits.
import {
  archiveTransferTypes,
  hukouMigrationTypes,
  industries,
  jobCategories,
  namesNoReceiver,
  unitNatures,
} from '../tables/destinations.ts'
import type { CodeTable } from '../tables/code-table.ts'
import { cleanCell, lengthOf, refusedCell } from '../sheet/cells.ts'
import {
  categoryFaults,
  categoryRule,
  type CodedContent,
  type DestinationField,
  destinationLabels,
} from './category-table.ts'
import { isCreditCode } from './credit-code.ts'

export interface Fault {
  field: keyof CodedContent
  reason: string
}

/** A receiving unit's telephone: area code, extension and separators may be there. */
export const isUnitPhone = (text: string): boolean =>
  /^\+?[\d()（）\-—转*#/,，;；、]+$/u.test(text) && text.replaceAll(/\D/gu, '').length >= 5

/** What the rules ask of a roster entry. */
export interface EntryFacts {
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
}

/**
 * Everything that keeps a graduate's registration from being submitted, a field and a reason each.
 * @param isRegion whether a code is one of GB/T 2260; the tables are too big for a rule to hold
 */
export const contentFaults = (
  content: CodedContent,
  entry: EntryFacts,
  isRegion: (code: string) => boolean,
): Fault[] => [...destinationFaults(content, isRegion), ...transferFaults(content, entry, isRegion)]

function destinationFaults(content: CodedContent, isRegion: (code: string) => boolean): Fault[] {
  const rule = categoryRule(content.destinationCode)
  if (rule === undefined)
    return [
      {
        field: 'destinationCode',
        reason: content.destinationCode === '' ? '请选择毕业去向' : '不在毕业去向的代码表中',
      },
    ]
  const faults = categoryFaults(content).map(({ field, reason }): Fault => ({ field, reason }))
  const inTable = (field: DestinationField, codes: CodeTable) => {
    const value = content[field]
    if (value !== '' && !codes.codes.includes(value))
      faults.push({ field, reason: `不在${destinationLabels[field]}的代码表中` })
  }
  inTable('unitNatureCode', unitNatures)
  inTable('unitIndustryCode', industries)
  inTable('jobCategoryCode', jobCategories)
  if (content.unitCreditCode !== '' && !isCreditCode(content.unitCreditCode))
    faults.push({ field: 'unitCreditCode', reason: '不是有效的 18 位代码（GB 32100），校验码或字符不对' })
  return [
    ...firstOfEach(faults),
    ...regionFaults(content, 'unitRegionCode', isRegion),
    ...textFaults(content, { unitName: rule.unitNameMax, unitAddress: 200 }),
  ]
}

const receiver = {
  archiveUnitName: '接收单位名称',
  archiveUnitRegionCode: '接收单位所在地',
  archiveUnitAddress: '接收单位地址',
  archiveUnitPostcode: '接收单位邮编',
  archiveContact: '联系人或联系部门',
  archivePhone: '联系电话',
} as const

/** The archive transfer and the hukou migration alone, for 更改档案去向. */
export function transferFaults(
  content: CodedContent,
  entry: EntryFacts,
  isRegion: (code: string) => boolean,
): Fault[] {
  return [...archiveFaults(content, entry, isRegion), ...hukouFaults(content, entry, isRegion)]
}

function archiveFaults(
  content: CodedContent,
  entry: EntryFacts,
  isRegion: (code: string) => boolean,
): Fault[] {
  const type = content.archiveTransferType
  const fields = Object.keys(receiver) as (keyof typeof receiver)[]
  if (type === '') {
    if (fields.some((field) => content[field] !== ''))
      return [{ field: 'archiveTransferType', reason: '填写了档案转递信息，但没有档案转递类型' }]
    return entry.archiveMovedIn === true
      ? [{ field: 'archiveTransferType', reason: '您的档案在学校，请选择档案转递类型' }]
      : []
  }
  if (!isNameOf(archiveTransferTypes, type))
    return [{ field: 'archiveTransferType', reason: '不在档案转递类型的代码表中' }]
  if (namesNoReceiver(type))
    return fields
      .filter((field) => content[field] !== '')
      .map((field) => ({ field, reason: `“${type}”不应有${receiver[field]}` }))
  const faults: Fault[] = fields
    .filter((field) => content[field] === '')
    .map((field) => ({ field, reason: `“${type}”应当填写${receiver[field]}` }))
  if (content.archiveUnitPostcode !== '' && !/^\d{6}$/.test(content.archiveUnitPostcode))
    faults.push({ field: 'archiveUnitPostcode', reason: '应为 6 位数字' })
  if (content.archivePhone !== '' && (content.archivePhone.length > 20 || !isUnitPhone(content.archivePhone)))
    faults.push({ field: 'archivePhone', reason: '不是有效的电话号码' })
  return [
    ...faults,
    ...regionFaults(content, 'archiveUnitRegionCode', isRegion),
    ...textFaults(content, {
      archiveUnitName: 120,
      archiveUnitAddress: 200,
      archiveContact: 25,
    }),
  ]
}

function hukouFaults(content: CodedContent, entry: EntryFacts, isRegion: (code: string) => boolean): Fault[] {
  const { hukouMigrationType: type, hukouRegionCode: region } = content
  if (type === '')
    return region === ''
      ? []
      : [{ field: 'hukouMigrationType', reason: '填写了户口迁移所在地，但没有户口迁移类型' }]
  if (!isNameOf(hukouMigrationTypes, type))
    return [{ field: 'hukouMigrationType', reason: '不在户口迁移类型的代码表中' }]
  if (entry.hukouMovedIn === false)
    return [{ field: 'hukouMigrationType', reason: '您的户口没有转入学校，不需要迁移，请不要填写' }]
  if (region === '' && type !== '保留在学校')
    return [{ field: 'hukouRegionCode', reason: `“${type}”应当填写户口迁移所在地` }]
  return regionFaults(content, 'hukouRegionCode', isRegion)
}

/** Types are kept by name; the last names of both tables say that there is nothing, which is ''. */
const isNameOf = (codes: CodeTable, name: string) =>
  !['暂无', '户口未迁入学校无需迁移'].includes(name) &&
  codes.codes.some((code) => codes.nameOf(code) === name)

function regionFaults(
  content: CodedContent,
  field: 'unitRegionCode' | 'archiveUnitRegionCode' | 'hukouRegionCode',
  isRegion: (code: string) => boolean,
): Fault[] {
  const code = content[field]
  if (code === '') return []
  if (!isRegion(code)) return [{ field, reason: '不是有效的行政区划代码（GB/T 2260，6 位）' }]
  // 港澳台 are not divided further
  return code.endsWith('0000') && !['71', '81', '82'].includes(code.slice(0, 2))
    ? [{ field, reason: '请选到市、县（区）' }]
    : []
}

/** Text in the graduate's own words: its length, and nothing in it that cannot be seen or that a sheet would run. */
const textFaults = (content: CodedContent, limits: Partial<Record<keyof CodedContent, number>>): Fault[] =>
  (Object.keys(limits) as (keyof CodedContent)[]).flatMap((field) => {
    const reason =
      lengthOf(content[field]) > (limits[field] ?? 0)
        ? `不能超过 ${limits[field]} 个字`
        : refusedCell(cleanCell(content[field]))
    return reason === undefined ? [] : [{ field, reason }]
  })

const firstOfEach = (faults: readonly Fault[]) =>
  faults.filter((fault, at) => faults.findIndex(({ field }) => field === fault.field) === at)
