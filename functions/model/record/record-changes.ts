import type { DestinationContent } from './destination-content.ts'

/** Fields of a record that a report prints (decision 3); codes and addresses are not among them. */
const printed = [
  'destinationName',
  'unitName',
  'unitRegionName',
  'archiveTransferType',
  'archiveUnitName',
  'archiveUnitRegionName',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
  'hukouMigrationType',
  'hukouRegionName',
] as const satisfies (keyof DestinationContent)[]

const unprinted = [
  'destinationCode',
  'unitCreditCode',
  'unitNatureCode',
  'unitIndustryCode',
  'jobCategoryCode',
  'unitRegionCode',
  'unitAddress',
  'archiveUnitRegionCode',
  'archiveUnitAddress',
  'hukouRegionCode',
] as const satisfies (keyof DestinationContent)[]

const said = (text: string) => text.replaceAll(/\s/gu, '')

/** Same content, but for white space, is no change (decision 18). */
export function recordChange(
  before: DestinationContent,
  after: DestinationContent,
): 'none' | 'unprinted' | 'printed' {
  const differs = (field: keyof DestinationContent) => said(before[field]) !== said(after[field])
  if (printed.some(differs)) return 'printed'
  return unprinted.some(differs) ? 'unprinted' : 'none'
}

/** Blocks of a record that may be empty, and the field that says whether they are registered. */
const clearable = { archive: 'archiveTransferType', hukou: 'hukouMigrationType' } as const
export type ClearableBlock = keyof typeof clearable
export const clearableBlocks = Object.keys(clearable) as [ClearableBlock, ...ClearableBlock[]]

/** Blocks that were registered and are no longer. */
export const clearedBlocks = (before: DestinationContent, after: DestinationContent): ClearableBlock[] =>
  clearableBlocks.filter((block) => before[clearable[block]] !== '' && after[clearable[block]] === '')

/** What people are shown of a record, field by field; `shownRecord` in one row. */
const shown = {
  category: 'destinationName',
  unitName: 'unitName',
  unitRegion: 'unitRegionName',
  transferType: 'archiveTransferType',
  archiveUnit: 'archiveUnitName',
  archiveRegion: 'archiveUnitRegionName',
  archiveAddress: 'archiveUnitAddress',
  postcode: 'archiveUnitPostcode',
  contact: 'archiveContact',
  phone: 'archivePhone',
  migrationType: 'hukouMigrationType',
  hukouRegion: 'hukouRegionName',
} as const satisfies Record<string, keyof DestinationContent>

export type RecordField = keyof typeof shown
export type ShownContent = Pick<DestinationContent, (typeof shown)[RecordField]>

export interface RecordFieldChange {
  field: RecordField
  before: string
  after: string
}

/** What a version says otherwise than the one before, as people are shown it; the first says all that it says. */
export const shownChanges = (before: ShownContent | undefined, after: ShownContent): RecordFieldChange[] =>
  (Object.keys(shown) as RecordField[])
    .map((field) => ({ field, before: before?.[shown[field]] ?? '', after: after[shown[field]] }))
    .filter((change) => said(change.before) !== said(change.after))
