import { type DestinationContent, shownBlock, type ShownField } from './fields.ts'

/** A record in its three blocks; a block that is not registered is null. */
export const shownRecord = (record: Pick<DestinationContent, ShownField>) => ({
  destination: shownBlock('destination', record),
  archive: record.archiveTransferType === '' ? null : shownBlock('archive', record),
  hukou: record.hukouMigrationType === '' ? null : shownBlock('hukou', record),
})
