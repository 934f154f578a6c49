import { expect, it } from 'vitest'
import type { FieldFault } from '#model/record/content-faults.ts'
import { say } from '#model/wording.ts'
import { destinationFields } from '#words/records/destination-fields.ts'
import { fieldFaults } from '#words/records/field-faults.ts'
import { destinationCategories, unitNatures } from '#model/tables/destinations.ts'
import {
  categoryFaults,
  categoryRule,
  type DestinationField,
  destinationName,
} from '#model/record/category-table.ts'

const rules = destinationCategories.codes.map((code) => [code, categoryRule(code)] as const)

it('has a rule for every category, and none for anything else', () => {
  expect(rules.filter(([, rule]) => rule === undefined)).toEqual([])
  for (const code of ['', '1', '99', '500', '805', 'constructor']) expect(categoryRule(code)).toBeUndefined()
})

it('names only natures that the code table has', () => {
  for (const [, rule] of rules)
    expect((rule?.natures ?? []).filter((nature) => !unitNatures.codes.includes(nature))).toEqual([])
})

it.each([
  ['10', '单位名称', 'employed'],
  ['46', '征兵办名称', 'employed'],
  ['502', '项目名称', 'employed'],
  ['519', '项目名称', 'employed'],
  ['75', '创业单位名称', 'employed'],
  ['76', '单位名称', 'employed'],
  ['803', '升学院校名称', 'study'],
  ['85', '境外院校名称', 'study'],
  ['71', '单位名称', 'unplaced'],
] as const)('calls the unit of %s %s', (code, label, level) => {
  const rule = categoryRule(code)
  expect(rule?.level).toBe(level)
  expect(rule && destinationFields[destinationName(rule, 'unitName')]).toBe(label)
})

const content = (destinationCode: string, fields: Partial<Record<DestinationField, string>>) => ({
  destinationCode,
  unitName: '',
  unitCreditCode: '',
  unitNatureCode: '',
  unitIndustryCode: '',
  jobCategoryCode: '',
  unitRegionCode: '',
  unitAddress: '',
  ...fields,
})
const university = { unitName: '厦门大学', unitNatureCode: '21', unitRegionCode: '350203' }

it.each<[string, ReturnType<typeof content>, string[]]>([
  ['further study at a university', content('801', university), []],
  ['further study without its nature', content('801', { ...university, unitNatureCode: '' }), []],
  [
    'further study at an enterprise',
    content('801', { ...university, unitNatureCode: '39' }),
    ['unitNatureCode natures'],
  ],
  [
    'further study with a post',
    content('801', { ...university, jobCategoryCode: '24' }),
    ['jobCategoryCode forbidden'],
  ],
  ['nobody placed', content('70', {}), []],
  ['a unit of nobody placed', content('70', { unitName: '某公司' }), ['unitName forbidden']],
  ["an older list's nature of nobody placed", content('70', { unitNatureCode: '70' }), []],
  ['the nature of another category', content('70', { unitNatureCode: '71' }), ['unitNatureCode forbidden']],
  ['the self-employed without anything', content('76', {}), []],
  ['a conscript', content('46', { unitName: '海淀区征兵办', unitRegionCode: '110108' }), []],
  [
    'a contract without anything',
    content('11', {}),
    [
      'unitName required',
      'unitNatureCode required',
      'unitIndustryCode required',
      'jobCategoryCode required',
      'unitRegionCode required',
    ],
  ],
  ['a code that is no category', content('99', { unitName: '某公司' }), []],
])('judges %s', (_, given, faults) => {
  expect(
    categoryFaults(given).map(({ field, because }) => `${field} ${because.replace('category.', '')}`),
  ).toEqual(faults)
})

it('says the rule in the words of the category', () => {
  expect(categoryFaults(content('85', {})).map((fault: FieldFault) => say(fieldFaults, fault))).toEqual([
    '“境外留学”应当填写境外院校名称',
  ])
})
