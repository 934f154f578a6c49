import type { ContentInput } from '../../functions/records/registrations/wire.ts'

/** A destination with both blocks that breaks no rule. */
export const filled: ContentInput = {
  destinationCode: '10',
  unitName: '北京云帆咨询服务有限公司',
  unitCreditCode: '91350100M000100Y43',
  unitNatureCode: '39',
  unitIndustryCode: '37',
  jobCategoryCode: '29',
  unitRegionCode: '110102',
  unitAddress: '北京市西城区创新路8号',
  archiveTransferType: '托管单位接收',
  archiveUnitName: '北京市海淀区人力资源公共服务中心',
  archiveUnitRegionCode: '110108',
  archiveUnitAddress: '北京市海淀区人民路17号201室',
  archiveUnitPostcode: '100195',
  archiveContact: '档案科',
  archivePhone: '010-80000001',
  hukouMigrationType: '迁往人才服务机构集体户',
  hukouRegionCode: '110108',
}

export const empty = Object.fromEntries(Object.keys(filled).map((field) => [field, ''])) as ContentInput
