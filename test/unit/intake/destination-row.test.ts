import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { regions } from '#model/tables/regions.ts'
import { isCreditCode } from '#model/record/credit-code.ts'
import type { DestinationContent } from '#model/record/fields.ts'
import { destinationColumns } from '#model/tables/destination-columns.ts'
import { readDestinationRow } from '../../../functions/intake/decide-destination-row.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { tableOf } from '../../../functions/sheets/read-sheet.ts'
import { destinationLine } from '../../support/files.ts'
import { rowOf } from '../../support/rows.ts'

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../samples/${name}`, import.meta.url)))

const good = destinationLine('22110108150001', {
  统一社会信用代码: '91110102G3TDRH0PA2',
  单位行业代码: '42',
  工作职位类别代码: '29',
})
const read = (changes: Record<string, string> = {}) =>
  readDestinationRow(rowOf({ ...good, ...changes }), regions)
const without = (prefix: string) =>
  Object.fromEntries(
    Object.keys(good)
      .filter((column) => column.startsWith(prefix))
      .map((column) => [column, '']),
  )

const noWork = {
  统一社会信用代码: '',
  单位性质代码: '',
  单位行业代码: '',
  工作职位类别代码: '',
}
const noUnit = { ...noWork, ...without('单位') }

it('accepts every row of the sample destinations in GB18030', () => {
  const { rows } = tableOf([readCsv(sample('destinations-10001-2026.csv'))], destinationColumns)
  const all = rows.map((row) => readDestinationRow(row, regions))
  expect(all).toHaveLength(3000)
  expect(all.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(all.flatMap(({ warnings }) => warnings)).toEqual([])
})

it('accepts every row of the provincial report', () => {
  const report = JSON.parse(
    readFileSync(new URL('../../samples/destinations-guangdong-10558-2026.json', import.meta.url), 'utf8'),
  ) as { 记录: Record<string, string>[] }
  const all = report.记录.map((cells, index) => readDestinationRow(rowOf(cells, index + 1), regions))
  expect(all.flatMap(({ refusals }) => refusals)).toEqual([])
})

it('reads a row', () => {
  expect(read().value).toEqual({
    examNumber: '22110108150001',
    name: '陈诚',
    content: {
      destinationCode: '10',
      destinationName: '签就业协议形式就业',
      unitName: '北京云帆咨询服务有限公司',
      unitCreditCode: '91110102G3TDRH0PA2',
      unitNatureCode: '39',
      unitIndustryCode: '42',
      jobCategoryCode: '29',
      unitRegionCode: '110102',
      unitRegionName: '北京市西城区',
      unitAddress: '北京市西城区创新路8号',
      archiveTransferType: '托管单位接收',
      archiveUnitName: '北京市海淀区人力资源公共服务中心',
      archiveUnitRegionCode: '110108',
      archiveUnitRegionName: '北京市海淀区',
      archiveUnitAddress: '北京市海淀区人民路17号201室',
      archiveUnitPostcode: '100195',
      archiveContact: '档案科',
      archivePhone: '010-80000001',
      hukouMigrationType: '迁往人才服务机构集体户',
      hukouRegionCode: '110108',
      hukouRegionName: '北京市海淀区',
    } satisfies DestinationContent,
  })
})

it.each<[string, Record<string, string>, Partial<DestinationContent>]>([
  ['a category by name only', { 毕业去向类别代码: '' }, { destinationCode: '10' }],
  ['a category by code only', { 毕业去向: '' }, { destinationName: '签就业协议形式就业' }],
  [
    'a renamed category',
    { ...noWork, 毕业去向类别代码: '85', 毕业去向: '出国、出境' },
    { destinationName: '境外留学' },
  ],
  [
    'study abroad without region',
    { ...noWork, 毕业去向类别代码: '85', 毕业去向: '', 单位所在地: '', 单位所在地代码: '' },
    {},
  ],
  [
    "an older list's nature of the unemployed",
    { ...noUnit, 毕业去向类别代码: '70', 毕业去向: '', 单位性质代码: '70' },
    { unitNatureCode: '70' },
  ],
  [
    'further study at a university',
    { ...noWork, 毕业去向类别代码: '801', 毕业去向: '', 单位性质代码: '21' },
    { destinationName: '研究生' },
  ],
  [
    'no unit for the self-employed',
    { 毕业去向类别代码: '76', 毕业去向: '', ...without('单位') },
    { unitName: '' },
  ],
  ['no credit code', { 统一社会信用代码: '' }, { unitCreditCode: '' }],
  [
    'a small credit code',
    { 统一社会信用代码: '91110102g3tdrh0pa2' },
    { unitCreditCode: '91110102G3TDRH0PA2' },
  ],
  [
    'names for nature, industry and job',
    { 单位性质代码: '其他企业', 单位行业代码: '教育', 工作职位类别代码: '教学人员' },
    { unitNatureCode: '39', unitIndustryCode: '42', jobCategoryCode: '24' },
  ],
  ['no archive block', without('档案'), { archiveTransferType: '', archiveUnitName: '' }],
  ['暂无 as no archive block', { ...without('档案'), 档案转递类型: '暂无' }, { archiveTransferType: '' }],
  [
    'a file that stays',
    { ...without('档案'), 档案转递类型: '无需转递' },
    { archiveTransferType: '无需转递' },
  ],
  ['no hukou block', without('户口'), { hukouMigrationType: '' }],
  ['暂无 as no hukou block', { ...without('户口'), 户口迁移类型: '暂无' }, { hukouMigrationType: '' }],
  [
    'a phone with an extension',
    { 档案转递联系电话: '（010）8000 0001转8012' },
    { archivePhone: '(010)80000001转8012' },
  ],
  ['a phone of +86', { 档案转递联系电话: '+86-10-80000001' }, { archivePhone: '+86-10-80000001' }],
])('accepts %s', (_, changes, content) => {
  expect(read(changes).refusals).toEqual([])
  expect(read(changes).value?.content).toMatchObject(content)
})

it.each<[string, Record<string, string>, string]>([
  ['a category that contradicts its code', { 毕业去向: '研究生' }, '毕业去向'],
  ['an unknown category', { 毕业去向类别代码: '99' }, '毕业去向类别代码'],
  ['no category', { 毕业去向类别代码: '', 毕业去向: '' }, '毕业去向'],
  ['employment without a unit', { 单位名称: '' }, '单位名称'],
  [
    'a unit of the unemployed',
    { ...noUnit, 毕业去向类别代码: '70', 毕业去向: '待就业', 单位名称: '某公司' },
    '单位名称',
  ],
  [
    'an industry of the unemployed',
    { ...noUnit, 毕业去向类别代码: '71', 毕业去向: '', 单位行业代码: '42' },
    '单位行业代码',
  ],
  [
    'a post of the unemployed',
    { ...noUnit, 毕业去向类别代码: '72', 毕业去向: '', 工作职位类别代码: '29' },
    '工作职位类别代码',
  ],
  [
    'further study at an enterprise',
    { ...noWork, 毕业去向类别代码: '801', 毕业去向: '', 单位性质代码: '39' },
    '单位性质代码',
  ],
  ['a wrong check character', { 统一社会信用代码: '91110102G3TDRH0PA3' }, '统一社会信用代码'],
  [
    'a credit code with a letter that none has',
    { 统一社会信用代码: '9111010IG3TDRH0PA2' },
    '统一社会信用代码',
  ],
  ['an unknown nature', { 单位性质代码: '98' }, '单位性质代码'],
  ['a unit region that contradicts', { 单位所在地: '上海市浦东新区' }, '单位所在地'],
  ['a long unit name', { 单位名称: '公'.repeat(121) }, '单位名称'],
  ['an unknown transfer type', { 档案转递类型: '随身携带' }, '档案转递类型'],
  ['an archive unit without a type', { 档案转递类型: '' }, '档案转递类型'],
  ['a transfer without its unit', { 档案转递单位名称: '' }, '档案转递单位名称'],
  ['a postcode of five', { 档案转递单位邮编: '10019' }, '档案转递单位邮编'],
  ['words as a phone', { 档案转递联系电话: '请打总机' }, '档案转递联系电话'],
  ['a formula as a phone', { 档案转递联系电话: '=1+1' }, '档案转递联系电话'],
  ['an unknown hukou type', { 户口迁移类型: '不知道' }, '户口迁移类型'],
  ['a hukou region without a type', { 户口迁移类型: '' }, '户口迁移类型'],
  ['a name with lost characters', { 姓名: '陈?' }, '姓名'],
])('refuses %s', (_, changes, column) => {
  const { refusals, value } = read(changes)
  expect(value).toBeUndefined()
  expect(refusals.map((refusal) => refusal.column)).toEqual([column])
})

it('warns where a printed place is missing', () => {
  expect(read({ 单位所在地: '', 单位所在地代码: '' }).warnings.map(({ column }) => column)).toEqual([
    '单位所在地',
  ])
  expect(read({ 户口迁移所在地: '', 户口迁移所在地代码: '' }).warnings.map(({ column }) => column)).toEqual([
    '户口迁移所在地',
  ])
})

it.each([
  ['91350100M000100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100M000100Y4', false],
  ['91350100S000100Y43', false],
  ['', false],
])('credit code %s: %s', (code, valid) => {
  expect(isCreditCode(code)).toBe(valid)
})
