import type { DestinationContent } from './destination-row.rules.ts'

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

/** Blocks that were registered and are no longer. */
export function clearedBlocks(
  before: DestinationContent,
  after: DestinationContent,
): ('archive' | 'hukou')[] {
  const cleared: ('archive' | 'hukou')[] = []
  if (before.archiveTransferType !== '' && after.archiveTransferType === '') cleared.push('archive')
  if (before.hukouMigrationType !== '' && after.hukouMigrationType === '') cleared.push('hukou')
  return cleared
}
