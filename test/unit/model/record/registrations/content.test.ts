import { expect, it } from 'vitest'
import {
  changedFields,
  noContent,
  readContent,
  withDestinationOf,
} from '#model/record/registration-content.ts'
import { empty, filled } from '../../../../support/filled-content.ts'

const names: Record<string, string> = { '110102': '北京市西城区', '110108': '北京市海淀区' }
const read = (changes: Partial<typeof filled> = {}, record?: Parameters<typeof readContent>[2]) =>
  readContent({ ...filled, ...changes }, (code) => names[code] ?? '', record)

it('adds the names that follow from codes', () => {
  expect(read()).toMatchObject({
    ...filled,
    destinationName: '签就业协议形式就业',
    unitRegionName: '北京市西城区',
    archiveUnitRegionName: '北京市海淀区',
    hukouRegionName: '北京市海淀区',
  })
  expect(readContent(empty, () => '', undefined)).toEqual(noContent)
})

it('keeps a name as recorded where its code stays', () => {
  const record = { ...read(), archiveUnitRegionName: '海淀区', hukouRegionCode: '110102' }
  expect(read({}, record)).toMatchObject({ archiveUnitRegionName: '海淀区', hukouRegionName: '北京市海淀区' })
})

it('folds what is typed, and says nothing with an empty field', () => {
  expect(
    read({
      unitCreditCode: '９1350100m000100y43 ',
      archivePhone: '（010）8000 0001',
      archiveUnitPostcode: '１００１９５',
      hukouMigrationType: '8',
      archiveTransferType: '转回生源地接收',
      unitName: '--',
    }),
  ).toMatchObject({
    unitCreditCode: '91350100M000100Y43',
    archivePhone: '(010)80000001',
    archiveUnitPostcode: '100195',
    hukouMigrationType: '',
    archiveTransferType: '转回生源地',
    unitName: '',
  })
})

it('keeps what is in no table, for the rule that names it', () => {
  expect(read({ destinationCode: '99', archiveTransferType: '随身携带' })).toMatchObject({
    destinationCode: '99',
    destinationName: '',
    archiveTransferType: '随身携带',
  })
})

it('takes the destination from the record where only the transfer is changed', () => {
  const changed = withDestinationOf(read({ unitName: '另一家公司', archiveContact: '档案室' }), read())
  expect(changed).toEqual({ ...read(), archiveContact: '档案室' })
})

it('names the fields that differ, white space apart', () => {
  expect(
    changedFields(read(), read({ unitName: '北京 云帆咨询服务有限公司', archiveContact: '人事处' })),
  ).toEqual(['archiveContact'])
})
