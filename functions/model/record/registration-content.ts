import { archiveTransferTypes, destinationCategories, hukouMigrationTypes } from '../tables/destinations.ts'
import type { CodeTable } from '../tables/code-table.ts'
import { cleanCell, foldDigits } from '../sheet/cells.ts'
import {
  type ContentInput,
  type DestinationContent,
  fieldsOf,
  type NameField,
  nameFields,
  ofFields,
  typedFields,
} from './fields.ts'

type CodeField = 'destinationCode' | 'unitRegionCode' | 'archiveUnitRegionCode' | 'hukouRegionCode'

/** as it goes over the wire: what was typed, then the names that follow */
const wired = [...typedFields, ...nameFields]

/** The content's own fields of something wider, a record's row above all. */
export const contentOf = (record: DestinationContent): DestinationContent =>
  ofFields(wired, (field) => record[field])

/** 作废 has no content of its own. */
export const noContent: DestinationContent = ofFields(wired, () => '')

/** 更改档案去向 leaves the destination as the record has it, whatever was sent. */
export const withDestinationOf = (
  content: DestinationContent,
  record: DestinationContent,
): DestinationContent => ({
  ...content,
  ...ofFields(fieldsOf('destination'), (field) => record[field]),
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
  const cleaned = ofFields(typedFields, (field) => cleanCell(input[field]))
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
  return typedFields.filter((field) => said(before[field]) !== said(after[field]))
}
