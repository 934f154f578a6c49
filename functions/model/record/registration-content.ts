import { archiveTransferTypes, destinationCategories, hukouMigrationTypes } from '../tables/destinations.ts'
import type { CodeTable } from '../tables/code-table.ts'
import { cleanCell, foldDigits } from '../sheet/cells.ts'
import type { DestinationContent } from './destination-content.ts'

const codedFields = [
  'destinationCode',
  'unitName',
  'unitCreditCode',
  'unitNatureCode',
  'unitIndustryCode',
  'jobCategoryCode',
  'unitRegionCode',
  'unitAddress',
  'archiveTransferType',
  'archiveUnitName',
  'archiveUnitRegionCode',
  'archiveUnitAddress',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
  'hukouMigrationType',
  'hukouRegionCode',
] as const satisfies (keyof ContentInput)[]

const destinationPart = [
  'destinationCode',
  'destinationName',
  'unitName',
  'unitCreditCode',
  'unitNatureCode',
  'unitIndustryCode',
  'jobCategoryCode',
  'unitRegionCode',
  'unitRegionName',
  'unitAddress',
] as const satisfies (keyof DestinationContent)[]

const nameParts = ['destinationName', 'unitRegionName', 'archiveUnitRegionName', 'hukouRegionName'] as const
type NameField = (typeof nameParts)[number]

/** What a graduate fills in: the content without the names that follow from its codes. */
export type ContentInput = Omit<DestinationContent, NameField>

type CodeField = 'destinationCode' | 'unitRegionCode' | 'archiveUnitRegionCode' | 'hukouRegionCode'

const pick = <K extends keyof DestinationContent>(
  content: Pick<DestinationContent, K>,
  fields: readonly K[],
) => Object.fromEntries(fields.map((field) => [field, content[field]])) as Pick<DestinationContent, K>

/** The content's own fields of something wider, a record's row above all. */
export const contentOf = (record: DestinationContent): DestinationContent =>
  pick(record, [...codedFields, ...nameParts])

/** 作废 has no content of its own. */
export const noContent = Object.fromEntries(
  [...codedFields, ...nameParts].map((field) => [field, '']),
) as Record<string, string> as unknown as DestinationContent

/** 更改档案去向 leaves the destination as the record has it, whatever was sent. */
export const withDestinationOf = (
  content: DestinationContent,
  record: DestinationContent,
): DestinationContent => ({
  ...content,
  ...pick(record, destinationPart),
})

/**
 * What was typed as it is kept: trimmed and folded, types by their names, and the names that follow from codes. Where
 * the code is the record's, its name stays as recorded.
 */
export function readContent(
  input: ContentInput,
  regionName: (code: string) => string,
  record: DestinationContent | undefined,
): DestinationContent {
  const cleaned = Object.fromEntries(
    codedFields.map((field) => [field, cleanCell(input[field])]),
  ) as ContentInput
  const nameOf = (code: CodeField, name: NameField, look: (code: string) => string) =>
    record?.[code] === cleaned[code] ? record[name] : look(cleaned[code])
  return {
    ...cleaned,
    unitCreditCode: foldDigits(cleaned.unitCreditCode).toUpperCase(),
    archiveUnitPostcode: foldDigits(cleaned.archiveUnitPostcode),
    archivePhone: foldDigits(cleaned.archivePhone),
    archiveTransferType: typeName(archiveTransferTypes, cleaned.archiveTransferType),
    hukouMigrationType: typeName(hukouMigrationTypes, cleaned.hukouMigrationType),
    destinationName: nameOf('destinationCode', 'destinationName', (code) =>
      destinationCategories.codes.includes(code) ? destinationCategories.nameOf(code) : '',
    ),
    unitRegionName: nameOf('unitRegionCode', 'unitRegionName', regionName),
    archiveUnitRegionName: nameOf('archiveUnitRegionCode', 'archiveUnitRegionName', regionName),
    hukouRegionName: nameOf('hukouRegionCode', 'hukouRegionName', regionName),
  }
}

/** Names that say that there is nothing are kept as ''; what is no type stays, for the rule that judges it. */
function typeName(types: CodeTable, written: string): string {
  const code = types.parse(written)
  const name = code === undefined ? written : types.nameOf(code)
  return ['暂无', '户口未迁入学校无需迁移'].includes(name) ? '' : name
}

/** Fields that a change would change; white space is none (decision 18). */
export function changedFields(before: DestinationContent, after: DestinationContent): string[] {
  const said = (text: string) => text.replaceAll(/\s/gu, '')
  return codedFields.filter((field) => said(before[field]) !== said(after[field]))
}
