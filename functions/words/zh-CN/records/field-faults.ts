import { destinationFields } from './destination-fields.ts'

type Field = keyof typeof destinationFields

export const receiverFields = {
  archiveUnitName: '接收单位名称',
  archiveUnitRegionCode: '接收单位所在地',
  archiveUnitAddress: '接收单位地址',
  archiveUnitPostcode: '接收单位邮编',
  archiveContact: '联系人或联系部门',
  archivePhone: '联系电话',
} as const

/** What is wrong with a field of a record, in a form and in a file alike. */
export const fieldFaults = {
  'category.required': ({ category, called }: { category: string; called: Field }) =>
    `“${category}”应当填写${destinationFields[called]}`,
  'category.forbidden': ({ category, called }: { category: string; called: Field }) =>
    `“${category}”不应有${destinationFields[called]}`,
  'category.natures': ({ category, nature }: { category: string; nature: string }) =>
    `“${category}”与单位性质“${nature}”不符`,
  'credit_code.malformed': '不是有效的 18 位代码（GB 32100），校验码或字符不对',
  'postcode.malformed': '应为 6 位数字',
  'unit_phone.malformed': '不是有效的电话号码',
  'region.unknown_code': '不是有效的行政区划代码（GB/T 2260，6 位）',
  'archive.type_missing': '填写了档案转递信息，但没有档案转递类型',
  'hukou.type_missing': '填写了户口迁移所在地，但没有户口迁移类型',
  'archive.required': ({ type, named }: { type: string; named: keyof typeof receiverFields }) =>
    `“${type}”应当填写${receiverFields[named]}`,
} as const
