/** What the archive and hukou fields of a registration are called, in its form, its summary and its review. */
export const archiveFields = {
  archiveTransferType: '档案转递类型',
  archiveUnitName: '档案转递单位名称',
  archiveUnitRegionCode: '档案转递单位所在地',
  archiveUnitAddress: '档案转递单位地址',
  archiveUnitPostcode: '单位邮编',
  archiveContact: '联系人/联系部门',
  archivePhone: '联系电话',
} as const

export const hukouFields = { hukouMigrationType: '户口迁移类型', hukouRegionCode: '户口迁移所在地' } as const
