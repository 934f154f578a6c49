import { beforeAll, expect, it } from 'vitest'
import { getRegistration } from '../../../../functions/records/registrations/get-registration.ts'
import { seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { review, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'
import type { Graduate } from '../../../support/fixtures.ts'

const work = workAt()
beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  await seedSchool(
    work,
    { code: '10558', provinceCode: '44' },
    { entryName: '某省就业小程序', entryUrl: 'https://entry.example' },
  )
})

const page = (graduate: Graduate, now = '2026-06-15T02:00:00Z') =>
  getRegistration(workAt(now, graduate.actor))
const because = (offers: Awaited<ReturnType<typeof page>>['offers']) =>
  Object.fromEntries(Object.entries(offers).map(([kind, offer]) => [kind, offer.because]))

it('offers a first registration, with what the form starts from', async () => {
  const graduate = await seedRegistrant(work, {
    graduationMonth: '202606',
    trainingModeCode: '2',
    sponsor: '某县教育局',
  })
  const shown = await page(graduate)
  expect(shown).toMatchObject({
    entry: {
      name: '陈诚',
      sponsored: true,
      archiveMovedIn: true,
      hukouMovedIn: true,
      originRegionCode: '110108',
      originRegionName: '北京市海淀区',
    },
    reviewLevels: 1,
    registerEndsAt: '2026-06-30T16:00:00.000Z',
    changesEndAt: '2026-08-31T16:00:00.000Z',
    elsewhere: null,
    record: null,
    open: null,
    past: [],
  })
  expect(because(shown.offers)).toEqual({
    registration: null,
    change: 'registration.no_record',
    archive_change: 'registration.no_record',
    void: 'registration.no_record',
  })
})

it('offers changes of a record until the end of August, and then names the school', async () => {
  const graduate = await seedRegistrant(work, { graduationMonth: '202606', record: {} })
  const inTime = await page(graduate)
  expect(because(inTime.offers)).toEqual({
    registration: 'registration.record_exists',
    change: null,
    archive_change: null,
    void: null,
  })
  expect(inTime.record).toMatchObject({ version: 1, content: { unitName: graduate.record?.unitName } })
  const late = await page(graduate, '2026-09-01T00:00:00Z')
  expect(late.offers.change).toMatchObject({ allowed: false, because: 'registration.too_late' })
  expect(late.offers.change.detail).toContain('010-11110000')
})

it('closes everything for a provincial record and names the entry', async () => {
  const graduate = await seedRegistrant(work, { schoolCode: '10558', record: { sourceSystem: 'provincial' } })
  const shown = await page(graduate)
  expect(shown.elsewhere).toEqual({ name: '某省就业小程序', url: 'https://entry.example' })
  expect(new Set(Object.values(because(shown.offers)))).toEqual(new Set(['registration.elsewhere']))
  expect(shown.offers.change.detail).toContain('某省就业小程序')
})

it('shows what is under way and what came of it before, newest first', async () => {
  const graduate = await seedRegistrant(work)
  const officer = await seedStaff(work, '10001')
  const first = await submit(graduate.cookie)
  expect(because((await page(graduate)).offers).registration).toBe('registration.open')
  await review(officer.cookie, first.id, 'approval', { version: 1 })
  await send(graduate.cookie, 'draft', { kind: 'void', reason: '再想想' })
  const shown = await page(graduate)
  expect(shown.open).toMatchObject({ kind: 'void', state: 'draft', reason: '再想想' })
  expect(shown.past).toMatchObject([{ id: first.id, kind: 'registration', state: 'effective' }])
  expect(shown.past[0]?.steps.map(({ act }) => act)).toEqual(['submitted', 'approved'])
})
