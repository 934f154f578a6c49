import { describe, expect, it } from 'vitest'
import { stepsOf } from '../../../site/src/journeys/register/asked.ts'
import {
  faultsOf,
  fit,
  nothingAside,
  same,
  suggestedTypes,
  viewOf,
  withCategory,
  withHukouType,
  withTransferType,
} from '../../../site/src/journeys/register/content.ts'
import { empty, filled } from '../../support/filled-content.ts'

const entry = {
  name: '陈诚',
  sponsored: false,
  archiveMovedIn: true,
  hukouMovedIn: true,
  originRegionCode: '420106',
  originRegionName: '湖北省武汉市武昌区',
}
const noName = () => ''

describe('what of a form is sent', () => {
  it('leaves out what the chosen category forbids', () => {
    const sent = fit({ ...filled, destinationCode: '70' }, entry)
    expect(sent).toMatchObject({
      destinationCode: '70',
      unitName: '',
      unitCreditCode: '',
      unitRegionCode: '',
    })
    expect(sent.archiveUnitName).toBe(filled.archiveUnitName)
  })

  it('leaves out a nature that does not fit the category', () => {
    expect(fit({ ...filled, destinationCode: '801', unitNatureCode: '39' }, entry).unitNatureCode).toBe('')
    expect(fit({ ...filled, destinationCode: '801', unitNatureCode: '21' }, entry).unitNatureCode).toBe('21')
  })

  it('leaves out a receiver where the file stays, and a hukou that never moved in', () => {
    const sent = fit({ ...filled, archiveTransferType: '保留原校' }, { ...entry, hukouMovedIn: false })
    expect(sent).toMatchObject({
      archiveUnitName: '',
      archivePhone: '',
      hukouMigrationType: '',
      hukouRegionCode: '',
    })
  })

  it('breaks no rule once it is complete, and says which field is missing before', () => {
    expect(faultsOf('registration', viewOf(filled, entry, noName, undefined), '', entry)).toEqual([])
    const fields = faultsOf(
      'registration',
      viewOf({ ...filled, unitName: '' }, entry, noName, undefined),
      '',
      entry,
    )
    expect(fields.map(({ field }) => field)).toEqual(['unitName'])
  })

  it('asks only for the transfer in 更改档案去向, and only for a reason in 作废', () => {
    const nothing = viewOf(empty, entry, noName, undefined)
    expect(faultsOf('archive_change', nothing, '', entry).map(({ field }) => field)).toEqual([
      'archiveTransferType',
    ])
    expect(faultsOf('void', nothing, ' ', entry).map(({ field }) => field)).toEqual(['reason'])
    expect(faultsOf('void', nothing, '字'.repeat(501), entry).map(({ field }) => field)).toEqual(['reason'])
    expect(faultsOf('void', nothing, '去向有变', entry)).toEqual([])
  })

  it('takes full-width digits and spaces for the same content', () => {
    expect(
      same(
        { ...filled, archiveUnitPostcode: '１００１９５', unitName: ` ${filled.unitName} ` },
        filled,
        entry,
      ),
    ).toBe(true)
    expect(same({ ...filled, unitName: '别的单位' }, filled, entry)).toBe(false)
  })
})

describe('what follows from a choice', () => {
  it('does not carry an employer into a university, and brings it back', () => {
    const aside = nothingAside()
    const study = withCategory('801', filled, aside)
    expect(study).toMatchObject({
      destinationCode: '801',
      unitName: '',
      unitCreditCode: '',
      unitRegionCode: '',
    })
    const back = withCategory('11', withCategory('70', { ...study, unitName: '武汉大学' }, aside), aside)
    expect(back).toMatchObject({ unitName: filled.unitName, unitCreditCode: filled.unitCreditCode })
    expect(withCategory('85', back, aside).unitName).toBe('')
    expect(withCategory('801', withCategory('85', back, aside), aside).unitName).toBe('武汉大学')
  })

  it('keeps the employer between two kinds of employment', () => {
    expect(withCategory('11', filled, nothingAside()).unitName).toBe(filled.unitName)
  })

  it('fills the receiver from what is known, and brings back what was typed', () => {
    const aside = nothingAside()
    const begun = { ...filled, archiveTransferType: '', archiveUnitName: '', archiveUnitRegionCode: '' }
    const unit = withTransferType('签约单位接收', begun, aside, begun, entry, '北京大学')
    expect(unit).toMatchObject({
      archiveUnitName: filled.unitName,
      archiveUnitRegionCode: filled.unitRegionCode,
    })
    const home = withTransferType('转回生源地', unit, aside, unit, entry, '北京大学')
    expect(home).toMatchObject({ archiveUnitName: '', archiveUnitRegionCode: '420106' })
    const typed = { ...home, archiveUnitName: '武昌区人才服务中心' }
    const kept = withTransferType('保留原校', typed, aside, typed, entry, '北京大学')
    expect(fit(kept, entry).archiveUnitName).toBe('')
    expect(withTransferType('转回生源地', kept, aside, kept, entry, '北京大学').archiveUnitName).toBe(
      '武昌区人才服务中心',
    )
    expect(withTransferType('升学本校接收', kept, aside, kept, entry, '北京大学').archiveUnitName).toBe(
      '北京大学',
    )
  })

  it('takes the hukou to the origin or the employer, unless a place was chosen', () => {
    const begun = { ...filled, hukouMigrationType: '', hukouRegionCode: '' }
    expect(withHukouType('迁回生源地', begun, entry).hukouRegionCode).toBe('420106')
    expect(withHukouType('迁往签约单位', begun, entry).hukouRegionCode).toBe(filled.unitRegionCode)
    const chosen = { ...begun, hukouRegionCode: '440305' }
    expect(withHukouType('迁回生源地', chosen, entry).hukouRegionCode).toBe('440305')
  })

  it('suggests the transfer types that the routing rules name', () => {
    const types = [
      '签约单位接收',
      '托管单位接收',
      '转回生源地',
      '升学外校接收',
      '升学本校接收',
      '保留原校',
      '无需转递',
    ]
    const suggested = (part: Partial<typeof filled>) =>
      suggestedTypes(types, viewOf({ ...filled, ...part }, entry, noName, undefined), entry)
    expect(suggested({ unitNatureCode: '39' })).toEqual(['托管单位接收', '转回生源地'])
    expect(suggested({ unitNatureCode: '31' })).toEqual(['签约单位接收'])
    expect(suggested({ destinationCode: '70' })).toEqual(['转回生源地'])
    expect(suggested({ destinationCode: '801', unitNatureCode: '' })).toEqual([
      '升学外校接收',
      '升学本校接收',
    ])
    expect(suggested({ unitNatureCode: '40' })).toEqual([])
  })

  it('asks in steps, without the hukou of who never moved it in', () => {
    expect(stepsOf('registration', entry)).toEqual(['destination', 'archive', 'hukou', 'review'])
    expect(stepsOf('archive_change', { ...entry, hukouMovedIn: false })).toEqual(['archive', 'review'])
    expect(stepsOf('void', entry)).toEqual(['review'])
  })
})
