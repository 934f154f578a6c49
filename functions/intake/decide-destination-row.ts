import {
  archiveTransferTypes,
  destinationCategories,
  hukouMigrationTypes,
  industries,
  jobCategories,
  namesNoReceiver,
  unitNatures,
} from '#model/tables/destinations.ts'
import type { CodeTable } from '#model/tables/code-table.ts'
import type { Regions } from '#model/tables/region-names.ts'
import { type ReadRow, readExamNumber, readName } from './decide-roster-row.ts'
import { readPlace } from '#model/sheet/read-region.ts'
import { type RowReader, rowReader } from '#model/sheet/row-reader.ts'
import type { SheetRow } from '#model/sheet/sheet.ts'
import { categoryFaults, categoryRule, type DestinationField } from '#model/record/category-table.ts'
import { isUnitPhone } from '#model/record/content-faults.ts'
import { isCreditCode } from '#model/record/credit-code.ts'
import type { DestinationContent } from '#model/record/fields.ts'

export interface DestinationRow {
  examNumber: string
  name: string
  content: DestinationContent
}

export function readDestinationRow(row: SheetRow, regions: Regions): ReadRow<DestinationRow> {
  const reader = rowReader(row)
  const examNumber = readExamNumber(reader)
  const name = readName(reader)
  const content: DestinationContent = {
    ...readDestination(reader, regions),
    ...readArchive(reader, regions),
    ...readHukou(reader, regions),
  }
  const { refusals, warnings } = reader
  const value = { examNumber, name, content }
  return { row: row.row, examNumber, refusals, warnings, ...(refusals.length === 0 ? { value } : {}) }
}

function optionalCode(reader: RowReader, column: string, table: CodeTable): string {
  const written = reader.text(column)
  const code = written === '' ? '' : table.parse(written)
  if (code === undefined) reader.refuse(column, { because: 'cell.not_in_table' })
  return code ?? ''
}

function readDestination(reader: RowReader, regions: Regions) {
  const byCode = optionalCode(reader, '毕业去向类别代码', destinationCategories)
  const byName = optionalCode(reader, '毕业去向', destinationCategories)
  const destinationCode = byCode === '' ? byName : byCode
  if (destinationCode === '') {
    if (reader.refusals.every(({ column }) => !column.startsWith('毕业去向')))
      reader.refuse('毕业去向', { because: 'cell.empty' })
  } else if (byName !== '' && byName !== destinationCode)
    reader.refuse('毕业去向', {
      because: 'cell.contradicts_code',
      code: destinationCode,
      name: destinationCategories.nameOf(destinationCode),
    })
  const unitName = reader.text('单位名称', { max: categoryRule(destinationCode)?.unitNameMax ?? 120 })
  const unitCreditCode = reader.digits('统一社会信用代码').toUpperCase()
  if (unitCreditCode !== '' && !isCreditCode(unitCreditCode))
    reader.refuse('统一社会信用代码', { because: 'credit_code.malformed' })
  const region = readPlace(reader, regions, '单位所在地', false)
  const destination = {
    destinationCode,
    destinationName: destinationCategories.nameOf(destinationCode),
    unitName,
    unitCreditCode,
    unitNatureCode: optionalCode(reader, '单位性质代码', unitNatures),
    unitIndustryCode: optionalCode(reader, '单位行业代码', industries),
    jobCategoryCode: optionalCode(reader, '工作职位类别代码', jobCategories),
    unitRegionCode: region.code,
    unitRegionName: region.name,
    unitAddress: reader.text('单位地址', { max: 200 }),
  }
  for (const { field, ...fault } of categoryFaults(destination)) {
    // a file may leave out what a report does not print
    if (fault.because !== 'category.required' || field === 'unitName') reader.refuse(columns[field], fault)
    else if (field === 'unitRegionCode') reader.warn('单位所在地', { because: 'unit_region.missing' })
  }
  return destination
}

const columns: Record<DestinationField, string> = {
  unitName: '单位名称',
  unitCreditCode: '统一社会信用代码',
  unitNatureCode: '单位性质代码',
  unitIndustryCode: '单位行业代码',
  jobCategoryCode: '工作职位类别代码',
  unitRegionCode: '单位所在地',
  unitAddress: '单位地址',
}

function readArchive(reader: RowReader, regions: Regions) {
  const code = optionalCode(reader, '档案转递类型', archiveTransferTypes)
  const type = code === '' || code === '0' ? '' : archiveTransferTypes.nameOf(code)
  const place = readPlace(reader, regions, '档案转递单位所在地', false)
  const archive = {
    archiveTransferType: type,
    archiveUnitName: reader.text('档案转递单位名称', { max: 120 }),
    archiveUnitRegionCode: place.code,
    archiveUnitRegionName: place.name,
    archiveUnitAddress: reader.text('档案转递单位地址', { max: 200 }),
    archiveUnitPostcode: reader.digits('档案转递单位邮编'),
    archiveContact: reader.text('档案转递联系人', { max: 25 }),
    archivePhone: reader.digits('档案转递联系电话', { max: 20 }),
  }
  if (archive.archiveUnitPostcode !== '' && !/^\d{6}$/.test(archive.archiveUnitPostcode))
    reader.refuse('档案转递单位邮编', { because: 'postcode.malformed' })
  if (archive.archivePhone !== '' && !isUnitPhone(archive.archivePhone))
    reader.refuse('档案转递联系电话', { because: 'unit_phone.malformed' })
  if (type === '') {
    const written = Object.values(archive).some((value) => value !== '')
    if (written) reader.refuse('档案转递类型', { because: 'archive.type_missing' })
  } else if (archive.archiveUnitName === '' && !namesNoReceiver(type))
    reader.refuse('档案转递单位名称', { because: 'archive.required', type, named: 'archiveUnitName' })
  return archive
}

function readHukou(reader: RowReader, regions: Regions) {
  const code = optionalCode(reader, '户口迁移类型', hukouMigrationTypes)
  const place = readPlace(reader, regions, '户口迁移所在地', false)
  // 户口未迁入学校 and 暂无 say that there is no migration: the block is empty
  const type = ['', '8', '9'].includes(code) ? '' : hukouMigrationTypes.nameOf(code)
  if (type === '' && place.code !== '') reader.refuse('户口迁移类型', { because: 'hukou.type_missing' })
  if (type !== '' && place.code === '' && code !== '5')
    reader.warn('户口迁移所在地', { because: 'hukou.region_missing' })
  return { hukouMigrationType: type, hukouRegionCode: place.code, hukouRegionName: place.name }
}
