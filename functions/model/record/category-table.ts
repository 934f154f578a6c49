// The one rule table of 毕业去向 (domain.md §6.4): what a category asks for, allows and forbids. Forms are built from
// it, registrations and files are judged by it.
import { destinationCategories, unitNatures } from '../tables/destinations.ts'
import type { DestinationContent } from './destination-content.ts'

export const destinationFields = [
  'unitName',
  'unitCreditCode',
  'unitNatureCode',
  'unitIndustryCode',
  'jobCategoryCode',
  'unitRegionCode',
  'unitAddress',
] as const
export type DestinationField = (typeof destinationFields)[number]

type Need = 'required' | 'optional' | 'forbidden'

export interface CategoryRule {
  /** 就业 · 升学 · 未就业 */
  level: 'employed' | 'study' | 'unplaced'
  /** what 单位名称 is called for this category */
  unitLabel: string
  unitNameMax: number
  fields: Record<DestinationField, Need>
  /** 单位性质 that fit; undefined where the category has none */
  natures: readonly string[] | undefined
}

const units = ['10', '20', '21', '22', '23', '25', '29', '31', '32', '35', '39', '40', '55', '56', '99']

const employed: CategoryRule = {
  level: 'employed',
  unitLabel: '单位名称',
  unitNameMax: 120,
  fields: {
    unitName: 'required',
    // 部队, 国际组织 and units still being founded have none
    unitCreditCode: 'optional',
    unitNatureCode: 'required',
    unitIndustryCode: 'required',
    jobCategoryCode: 'required',
    unitRegionCode: 'required',
    unitAddress: 'optional',
  },
  natures: units,
}

const project: CategoryRule = {
  ...employed,
  unitLabel: '项目名称',
  fields: {
    ...employed.fields,
    unitNatureCode: 'optional',
    unitIndustryCode: 'optional',
    jobCategoryCode: 'optional',
  },
}

const study: CategoryRule = {
  level: 'study',
  unitLabel: '升学院校名称',
  unitNameMax: 120,
  fields: {
    ...employed.fields,
    unitNatureCode: 'optional',
    unitIndustryCode: 'forbidden',
    jobCategoryCode: 'forbidden',
  },
  natures: ['20', '21', '80'],
}

const unplaced: CategoryRule = {
  level: 'unplaced',
  unitLabel: '单位名称',
  unitNameMax: 120,
  fields: {
    unitName: 'forbidden',
    unitCreditCode: 'forbidden',
    unitNatureCode: 'forbidden',
    unitIndustryCode: 'forbidden',
    jobCategoryCode: 'forbidden',
    unitRegionCode: 'forbidden',
    unitAddress: 'forbidden',
  },
  natures: undefined,
}

const table: Readonly<Record<string, CategoryRule>> = {
  '10': employed,
  '11': employed,
  '12': { ...employed, natures: [...units, '77'] },
  '271': { ...employed, natures: [...units, '27'] },
  '46': {
    ...employed,
    unitLabel: '征兵办名称',
    fields: {
      ...employed.fields,
      unitCreditCode: 'forbidden',
      unitNatureCode: 'optional',
      unitIndustryCode: 'optional',
      jobCategoryCode: 'optional',
    },
    natures: ['10', '40', '46'],
  },
  '50': { ...project, natures: [...units, '50'] },
  '51': { ...project, natures: [...units, '51'] },
  '75': {
    ...employed,
    unitLabel: '创业单位名称',
    fields: { ...employed.fields, jobCategoryCode: 'optional' },
    natures: [...units, '75'],
  },
  '76': {
    ...employed,
    fields: {
      ...employed.fields,
      unitName: 'optional',
      unitNatureCode: 'optional',
      unitIndustryCode: 'optional',
      jobCategoryCode: 'optional',
      unitRegionCode: 'optional',
    },
    natures: [...units, '76', '77'],
  },
  '80': study,
  '85': {
    ...study,
    unitLabel: '境外院校名称',
    // in its own language
    unitNameMax: 300,
    // a place abroad has no GB/T 2260 code; 港澳台 have
    fields: { ...study.fields, unitCreditCode: 'forbidden', unitRegionCode: 'optional' },
    natures: ['20', '21', '80', '85'],
  },
  '70': unplaced,
  '71': unplaced,
  '72': unplaced,
}

/** 501–503 go by 50, 511–519 by 51, 801–803 by 80. Undefined for a code that is no category. */
export const categoryRule = (destinationCode: string): CategoryRule | undefined =>
  destinationCategories.codes.includes(destinationCode)
    ? (table[destinationCode] ?? table[destinationCode.slice(0, 2)])
    : undefined

/** What a record says, by its codes; names follow from them. An empty field is ''. */
export type CodedContent = Omit<
  DestinationContent,
  'destinationName' | 'unitRegionName' | 'archiveUnitRegionName' | 'hukouRegionName'
>

export interface CategoryFault {
  field: DestinationField
  reason: string
  breaks: 'required' | 'forbidden' | 'natures'
}

export const destinationLabels: Record<DestinationField, string> = {
  unitName: '单位名称',
  unitCreditCode: '统一社会信用代码',
  unitNatureCode: '单位性质',
  unitIndustryCode: '单位行业',
  jobCategoryCode: '工作职位类别',
  unitRegionCode: '单位所在地',
  unitAddress: '单位地址',
}

/** What a field is called in this category's form. */
export const destinationLabel = (rule: CategoryRule, field: DestinationField): string =>
  field === 'unitName' ? rule.unitLabel : destinationLabels[field]

/** Where a destination breaks the table; none for a code that is no category. */
export function categoryFaults(
  content: Pick<CodedContent, 'destinationCode' | DestinationField>,
): CategoryFault[] {
  const rule = categoryRule(content.destinationCode)
  if (rule === undefined) return []
  const category = destinationCategories.nameOf(content.destinationCode)
  const faults: CategoryFault[] = []
  for (const field of destinationFields) {
    const value = content[field]
    const label = destinationLabel(rule, field)
    if (value === '') {
      if (rule.fields[field] === 'required')
        faults.push({ field, reason: `“${category}”应当填写${label}`, breaks: 'required' })
    } else if (rule.fields[field] === 'forbidden') {
      // older lists repeat the category as the nature of who has no unit
      if (field !== 'unitNatureCode' || value !== content.destinationCode)
        faults.push({ field, reason: `“${category}”不应有${label}`, breaks: 'forbidden' })
    } else if (field === 'unitNatureCode' && rule.natures?.includes(value) === false)
      faults.push({
        field,
        reason: `“${category}”与单位性质“${unitNatures.nameOf(value)}”不符`,
        breaks: 'natures',
      })
  }
  return faults
}
