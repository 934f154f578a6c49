/** What one version of a record says. What is empty is ''. */
export interface DestinationContent {
  destinationCode: string
  destinationName: string
  unitName: string
  unitCreditCode: string
  unitNatureCode: string
  unitIndustryCode: string
  jobCategoryCode: string
  unitRegionCode: string
  unitRegionName: string
  unitAddress: string
  archiveTransferType: string
  archiveUnitName: string
  archiveUnitRegionCode: string
  archiveUnitRegionName: string
  archiveUnitAddress: string
  archiveUnitPostcode: string
  archiveContact: string
  archivePhone: string
  hukouMigrationType: string
  hukouRegionCode: string
  hukouRegionName: string
}
