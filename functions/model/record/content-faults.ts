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
import { type CellFault, cleanCell, lengthOf, refusedCell } from '../sheet/cells.ts'
import type { Plain } from '../wording.ts'
import { categoryFaults, type CategoryReason, categoryRule, type CodedContent } from './category-table.ts'
import { isCreditCode } from './credit-code.ts'

/** What a row of a file can be refused for too. `type` is the transfer type's name. */
export type FieldFault =
  | CategoryReason
  | Plain<
      | 'credit_code.malformed'
      | 'postcode.malformed'
      | 'unit_phone.malformed'
      | 'region.unknown_code'
      | 'archive.type_missing'
      | 'hukou.type_missing'
    >
  | { because: 'archive.required'; type: string; named: ReceiverField }

type ContentReason =
  | CellFault
  | FieldFault
  | Plain<
      | 'category.missing'
      | 'category.not_in_table'
      | 'archive.type_needed'
      | 'archive.type_not_in_table'
      | 'hukou.type_not_in_table'
      | 'hukou.not_needed'
      | 'region.too_wide'
    >
  | { because: 'code.not_in_table'; named: TableField }
  | { because: 'archive.forbidden'; type: string; named: ReceiverField }
  | { because: 'hukou.region_required'; type: string }
  | { because: 'text.too_long'; max: number }

export type Fault = ContentReason & { field: keyof CodedContent }

type TableField = 'unitNatureCode' | 'unitIndustryCode' | 'jobCategoryCode'

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
        because: content.destinationCode === '' ? 'category.missing' : 'category.not_in_table',
      },
    ]
  const faults: Fault[] = categoryFaults(content)
  const inTable = (field: TableField, codes: CodeTable) => {
    const value = content[field]
    if (value !== '' && !codes.codes.includes(value))
      faults.push({ field, because: 'code.not_in_table', named: field })
  }
  inTable('unitNatureCode', unitNatures)
  inTable('unitIndustryCode', industries)
  inTable('jobCategoryCode', jobCategories)
  if (content.unitCreditCode !== '' && !isCreditCode(content.unitCreditCode))
    faults.push({ field: 'unitCreditCode', because: 'credit_code.malformed' })
  return [
    ...firstOfEach(faults),
    ...regionFaults(content, 'unitRegionCode', isRegion),
    ...textFaults(content, { unitName: rule.unitNameMax, unitAddress: 200 }),
  ]
}

const receiverFields = [
  'archiveUnitName',
  'archiveUnitRegionCode',
  'archiveUnitAddress',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
] as const
type ReceiverField = (typeof receiverFields)[number]

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
  if (type === '') {
    if (receiverFields.some((field) => content[field] !== ''))
      return [{ field: 'archiveTransferType', because: 'archive.type_missing' }]
    return entry.archiveMovedIn === true
      ? [{ field: 'archiveTransferType', because: 'archive.type_needed' }]
      : []
  }
  if (!isNameOf(archiveTransferTypes, type))
    return [{ field: 'archiveTransferType', because: 'archive.type_not_in_table' }]
  if (namesNoReceiver(type))
    return receiverFields
      .filter((field) => content[field] !== '')
      .map((field) => ({ field, because: 'archive.forbidden', type, named: field }))
  const faults: Fault[] = receiverFields
    .filter((field) => content[field] === '')
    .map((field) => ({ field, because: 'archive.required', type, named: field }))
  if (content.archiveUnitPostcode !== '' && !/^\d{6}$/.test(content.archiveUnitPostcode))
    faults.push({ field: 'archiveUnitPostcode', because: 'postcode.malformed' })
  if (content.archivePhone !== '' && (content.archivePhone.length > 20 || !isUnitPhone(content.archivePhone)))
    faults.push({ field: 'archivePhone', because: 'unit_phone.malformed' })
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
    return region === '' ? [] : [{ field: 'hukouMigrationType', because: 'hukou.type_missing' }]
  if (!isNameOf(hukouMigrationTypes, type))
    return [{ field: 'hukouMigrationType', because: 'hukou.type_not_in_table' }]
  if (entry.hukouMovedIn === false) return [{ field: 'hukouMigrationType', because: 'hukou.not_needed' }]
  if (region === '' && type !== '保留在学校')
    return [{ field: 'hukouRegionCode', because: 'hukou.region_required', type }]
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
  if (!isRegion(code)) return [{ field, because: 'region.unknown_code' }]
  // 港澳台 are not divided further
  return code.endsWith('0000') && !['71', '81', '82'].includes(code.slice(0, 2))
    ? [{ field, because: 'region.too_wide' }]
    : []
}

/** Text in the graduate's own words: its length, and nothing in it that cannot be seen or that a sheet would run. */
const textFaults = (content: CodedContent, limits: Partial<Record<keyof CodedContent, number>>): Fault[] =>
  (Object.keys(limits) as (keyof CodedContent)[]).flatMap((field): Fault[] => {
    const max = limits[field] ?? 0
    if (lengthOf(content[field]) > max) return [{ field, because: 'text.too_long', max }]
    const fault = refusedCell(cleanCell(content[field]))
    return fault === undefined ? [] : [{ field, ...fault }]
  })

const firstOfEach = (faults: readonly Fault[]) =>
  faults.filter((fault, at) => faults.findIndex(({ field }) => field === fault.field) === at)
