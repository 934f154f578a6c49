import { cellFaults } from '../sheets/cells.ts'
import { destinationFields } from './destination-fields.ts'
import { fieldFaults, receiverFields } from './field-faults.ts'

/** What keeps a registration from being submitted. */
export const contentFaults = {
  ...cellFaults,
  ...fieldFaults,
  'category.missing': '请选择毕业去向',
  'category.not_in_table': '不在毕业去向的代码表中',
  'code.not_in_table': ({ named }: { named: keyof typeof destinationFields }) =>
    `不在${destinationFields[named]}的代码表中`,
  'archive.type_needed': '您的档案在学校，请选择档案转递类型',
  'archive.type_not_in_table': '不在档案转递类型的代码表中',
  'archive.forbidden': ({ type, named }: { type: string; named: keyof typeof receiverFields }) =>
    `“${type}”不应有${receiverFields[named]}`,
  'hukou.type_not_in_table': '不在户口迁移类型的代码表中',
  'hukou.not_needed': '您的户口没有转入学校，不需要迁移，请不要填写',
  'hukou.region_required': ({ type }: { type: string }) => `“${type}”应当填写户口迁移所在地`,
  'region.too_wide': '请选到市、县（区）',
  'text.too_long': ({ max }: { max: number }) => `不能超过 ${max} 个字`,
} as const
