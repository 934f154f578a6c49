/** The columns of a record that people are shown. */
interface RecordColumns {
  destinationName: string
  unitName: string
  unitRegionName: string
  archiveTransferType: string
  archiveUnitName: string
  archiveUnitRegionName: string
  archiveUnitAddress: string
  archiveUnitPostcode: string
  archiveContact: string
  archivePhone: string
  hukouMigrationType: string
  hukouRegionName: string
}

/** A record in its three blocks; a block that is not registered is null. */
export const shownRecord = (record: RecordColumns) => ({
  destination: {
    category: record.destinationName,
    unitName: record.unitName,
    unitRegion: record.unitRegionName,
  },
  archive:
    record.archiveTransferType === ''
      ? null
      : {
          transferType: record.archiveTransferType,
          unitName: record.archiveUnitName,
          unitRegion: record.archiveUnitRegionName,
          unitAddress: record.archiveUnitAddress,
          postcode: record.archiveUnitPostcode,
          contact: record.archiveContact,
          phone: record.archivePhone,
        },
  hukou:
    record.hukouMigrationType === ''
      ? null
      : { migrationType: record.hukouMigrationType, region: record.hukouRegionName },
})
