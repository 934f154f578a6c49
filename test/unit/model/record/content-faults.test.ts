import { expect, it } from 'vitest'
import { regions } from '#model/tables/regions.ts'
import type { CodedContent } from '#model/record/category-table.ts'
import { contentFaults, transferFaults } from '#model/record/content-faults.ts'
import { remarksOf } from '#model/wording.ts'
import { contentFaults as contentWords } from '#words/records/content-faults.ts'
import { empty, filled } from '../../../support/filled-content.ts'

const entry = { archiveMovedIn: true, hukouMovedIn: true }
const isRegion = (code: string) => regions.byCode(code) !== undefined
const faults = (
  changes: Partial<CodedContent>,
  facts: Partial<typeof entry> | { [K in keyof typeof entry]?: boolean | null } = {},
) => contentFaults({ ...filled, ...changes }, { ...entry, ...facts }, isRegion).map(({ field }) => field)
const noArchive = {
  archiveUnitName: '',
  archiveUnitRegionCode: '',
  archiveUnitAddress: '',
  archiveUnitPostcode: '',
  archiveContact: '',
  archivePhone: '',
}
const noUnit = {
  unitName: '',
  unitCreditCode: '',
  unitNatureCode: '',
  unitIndustryCode: '',
  jobCategoryCode: '',
  unitRegionCode: '',
  unitAddress: '',
}

it('finds nothing in a registration that breaks no rule', () => {
  expect(faults({})).toEqual([])
  expect(faults({ destinationCode: '70', ...noUnit })).toEqual([])
  expect(faults({ ...noArchive, archiveTransferType: '保留原校' })).toEqual([])
  expect(faults({ hukouMigrationType: '保留在学校', hukouRegionCode: '' })).toEqual([])
  expect(faults({ unitRegionCode: '810000' })).toEqual([])
  expect(faults({ archivePhone: '(010)80000001转8012' })).toEqual([])
})

it.each<[string, Partial<CodedContent>, string[]]>([
  ['no category', { destinationCode: '' }, ['destinationCode']],
  ['a code that is no category', { destinationCode: '99' }, ['destinationCode']],
  ['a missing unit and industry', { unitName: '', unitIndustryCode: '' }, ['unitName', 'unitIndustryCode']],
  ['a nature of no table', { unitNatureCode: '98' }, ['unitNatureCode']],
  ['an industry of no table', { unitIndustryCode: '99' }, ['unitIndustryCode']],
  ['a post of no table', { jobCategoryCode: '99' }, ['jobCategoryCode']],
  ['a wrong check character', { unitCreditCode: '91350100M000100Y44' }, ['unitCreditCode']],
  ['an unknown region', { unitRegionCode: '999999' }, ['unitRegionCode']],
  ['a region that is only a province', { unitRegionCode: '440000' }, ['unitRegionCode']],
  ['a long unit name', { unitName: '公'.repeat(121) }, ['unitName']],
  ['a formula', { unitName: '=1+1' }, ['unitName']],
  [
    'a mark that changes the direction of text',
    { archiveUnitAddress: '人民路\u202e17号' },
    ['archiveUnitAddress'],
  ],
  ['a type that is none', { archiveTransferType: '随身携带' }, ['archiveTransferType']],
  ['an archive at school without a type', { ...noArchive, archiveTransferType: '' }, ['archiveTransferType']],
  ['a receiver without a type', { archiveTransferType: '' }, ['archiveTransferType']],
  [
    'a type without its receiver',
    noArchive,
    [
      'archiveUnitName',
      'archiveUnitRegionCode',
      'archiveUnitAddress',
      'archiveUnitPostcode',
      'archiveContact',
      'archivePhone',
    ],
  ],
  [
    'a receiver of a file that stays',
    { archiveTransferType: '无需转递', ...noArchive, archiveContact: '档案科' },
    ['archiveContact'],
  ],
  ['a postcode of five', { archiveUnitPostcode: '10019' }, ['archiveUnitPostcode']],
  ['words as a phone', { archivePhone: '请打总机' }, ['archivePhone']],
  ['a hukou type that is none', { hukouMigrationType: '不知道' }, ['hukouMigrationType']],
  ['暂无, which is said by leaving it empty', { hukouMigrationType: '暂无' }, ['hukouMigrationType']],
  ['a hukou place without a type', { hukouMigrationType: '' }, ['hukouMigrationType']],
  ['a migration without its place', { hukouRegionCode: '' }, ['hukouRegionCode']],
])('finds %s', (_, changes, fields) => {
  expect(faults(changes)).toEqual(fields)
})

it('asks for no archive or hukou that is not at the school', () => {
  const none = { ...noArchive, archiveTransferType: '', hukouMigrationType: '', hukouRegionCode: '' }
  expect(faults(none, { archiveMovedIn: false, hukouMovedIn: false })).toEqual([])
  expect(faults(none, { archiveMovedIn: null, hukouMovedIn: null })).toEqual([])
  expect(faults({}, { hukouMovedIn: false })).toEqual(['hukouMigrationType'])
})

it('judges only the transfer where only that is changed', () => {
  expect(
    remarksOf(contentWords, transferFaults({ ...filled, ...noUnit, archivePhone: '' }, entry, isRegion)),
  ).toEqual([{ field: 'archivePhone', reason: '“托管单位接收”应当填写联系电话' }])
  expect(transferFaults(empty, { archiveMovedIn: null, hukouMovedIn: null }, isRegion)).toEqual([])
})
