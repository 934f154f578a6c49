// The one rule table of 毕业去向 (domain.md §6.4): what a category asks for, allows and forbids. Forms are built from
// it, registrations and files are judged by it.
import { destinationCategories, unitNatures } from '../tables/destinations.ts'
import type { DestinationContent } from './fields.ts'

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

/** An employer is no university. */
type Unit =
  | 'unitName'
  | 'projectName'
  | 'universityName'
  | 'recruitingOfficeName'
  | 'ventureName'
  | 'foreignUniversityName'

type Need = 'required' | 'optional' | 'forbidden'

export interface CategoryRule {
  /** 就业 · 升学 · 未就业 */
  level: 'employed' | 'study' | 'unplaced'
  /** what stands for the unit in this category */
  unit: Unit
  unitNameMax: number
  fields: Record<DestinationField, Need>
  /** 单位性质 that fit; undefined where the category has none */
  natures: readonly string[] | undefined
}

const units = ['10', '20', '21', '22', '23', '25', '29', '31', '32', '35', '39', '40', '55', '56', '99']

const employed: CategoryRule = {
  level: 'employed',
  unit: 'unitName',
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
  unit: 'projectName',
  fields: {
    ...employed.fields,
    unitNatureCode: 'optional',
    unitIndustryCode: 'optional',
    jobCategoryCode: 'optional',
  },
}

const study: CategoryRule = {
  level: 'study',
  unit: 'universityName',
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
  unit: 'unitName',
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
    unit: 'recruitingOfficeName',
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
    unit: 'ventureName',
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
    unit: 'foreignUniversityName',
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

/** What a field is called in a category's form, as the key of its word. */
export type DestinationName = DestinationField | Unit

export const destinationName = (rule: CategoryRule, field: DestinationField): DestinationName =>
  field === 'unitName' ? rule.unit : field

/** Categories and natures by their official names. */
export type CategoryReason =
  | { because: 'category.required'; category: string; called: DestinationName }
  | { because: 'category.forbidden'; category: string; called: DestinationName }
  | { because: 'category.natures'; category: string; nature: string }

export type CategoryFault = CategoryReason & { field: DestinationField }

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
    const called = destinationName(rule, field)
    if (value === '') {
      if (rule.fields[field] === 'required')
        faults.push({ field, because: 'category.required', category, called })
    } else if (rule.fields[field] === 'forbidden') {
      // older lists repeat the category as the nature of who has no unit
      if (field !== 'unitNatureCode' || value !== content.destinationCode)
        faults.push({ field, because: 'category.forbidden', category, called })
    } else if (field === 'unitNatureCode' && rule.natures?.includes(value) === false)
      faults.push({ field, because: 'category.natures', category, nature: unitNatures.nameOf(value) })
  }
  return faults
}
