import { expect, it } from 'vitest'
import { type Person, routingWarnings } from '#model/record/routing.ts'
import type { ContentInput } from '../../../../../functions/records/registrations/wire.ts'
import { filled } from '../../../../support/filled-content.ts'

const person: Person = {
  name: '陈诚',
  sponsored: false,
  archiveMovedIn: true,
  hukouMovedIn: true,
  originRegionCode: '110108',
}
const warned = (changes: Partial<ContentInput>, about: Partial<Person> = {}) =>
  routingWarnings({ ...filled, ...changes }, { ...person, ...about }).map(({ field }) => field)
const unplaced = { destinationCode: '70', unitName: '', unitNatureCode: '' }

it.each<[string, Partial<ContentInput>, Partial<Person>, string[]]>([
  ['a private firm and a talent service', {}, {}, []],
  [
    'a private firm that keeps the file',
    { archiveTransferType: '签约单位接收' },
    {},
    ['archiveTransferType'],
  ],
  [
    'a state firm that keeps the file',
    { unitNatureCode: '31', archiveTransferType: '签约单位接收', archiveUnitName: '云帆集团' },
    {},
    [],
  ],
  ['a state firm and a talent service', { unitNatureCode: '31' }, {}, ['archiveTransferType']],
  ['nobody placed, to the place of origin', { ...unplaced, archiveTransferType: '转回生源地' }, {}, []],
  ['nobody placed, elsewhere', unplaced, {}, ['archiveTransferType']],
  [
    'the place of origin, of another place',
    { ...unplaced, archiveTransferType: '转回生源地' },
    { originRegionCode: '440307' },
    ['archiveUnitRegionCode'],
  ],
  [
    'further study',
    { destinationCode: '801', archiveTransferType: '升学外校接收', archiveUnitName: '厦门大学' },
    {},
    [],
  ],
  ['further study and a talent service', { destinationCode: '801' }, {}, ['archiveTransferType']],
  ['the sponsored, elsewhere', {}, { sponsored: true }, ['archiveTransferType']],
  ['a person as receiver', { archiveUnitName: '王维' }, {}, ['archiveUnitName']],
  ['the graduate as receiver', { archiveUnitName: '陈 诚' }, {}, ['archiveUnitName']],
  ['the graduate as contact', { archiveContact: '陈诚' }, {}, ['archiveContact']],
  ['a shop as talent service', { archiveUnitName: '云帆咨询有限公司' }, {}, ['archiveUnitName']],
  ['a vague address', { archiveUnitAddress: '北京市海淀区' }, {}, ['archiveUnitAddress']],
  ['an address in Chinese numerals', { archiveUnitAddress: '人民路十七号' }, {}, []],
  ['an archive that never moved in', {}, { archiveMovedIn: false }, ['archiveTransferType']],
  ['an archive that stays nowhere', { archiveTransferType: '无需转递' }, {}, ['archiveTransferType']],
  ['a hukou that is left', { hukouMigrationType: '', hukouRegionCode: '' }, {}, ['hukouMigrationType']],
])('warns about %s', (_, changes, about, fields) => {
  expect(warned(changes, about)).toEqual(fields)
})
