import { beforeAll, describe, expect, it } from 'vitest'
import { listTransferCodes } from '../../../functions/transfer/list-transfer-codes.ts'
import type { TransferCodesView } from '../../../functions/transfer/wire.ts'
import type { StaffActor } from '#model/actors.ts'
import { type Coded, seedCoded, seedCohort, seedDispatch } from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let cookie = ''
let officer: StaffActor<'school'>
const people = new Map<string, Coded>()
beforeAll(async () => {
  const work = workAt()
  for (const code of ['10001', '10002', '10003'])
    await seedSchool(work, { code, name: `学校${code}`, provinceCode: '11' })
  const seeded = await seedStaff(work, '10001')
  cookie = seeded.cookie
  officer = seeded.actor
  const seed = async (key: string, given: Parameters<typeof seedCoded>[1]) => {
    const person = await seedCoded(work, { examNumber: `261101089900${String(people.size + 10)}`, ...given })
    people.set(key, person)
    return person
  }
  await seed('unsent', { name: '王𬭚', college: '哲学系' })
  await seedDispatch(work, await seed('sent', { name: '买买提·吐尔逊', college: '中国语言文学系' }))
  await seedDispatch(work, await seed('received', {}), { outcome: 'received' })
  await seedDispatch(work, await seed('returned', {}), {
    outcome: 'returned',
    returnReason: '查无此单位',
  })
  await seed('no archive', { record: { archiveTransferType: '', archiveUnitName: '' } })
  await seed('not needed', { record: { archiveTransferType: '保留原校', archiveUnitName: '' } })
  await seed('on hold', { completionCode: '3' })
  await seed('older', { graduationMonth: '202506' })
  // graduates of this autumn are of the next cohort: it is there, and not the one first shown
  await seed('next', { graduationMonth: '202610' })
  await seed('theirs', { schoolCode: '10002' })
})

/** Filters as the page's address would hold them, sent as the page sends them. */
function ask(search: string, staff: string) {
  const asked = new URLSearchParams(search)
  const json = Object.fromEntries(
    [...asked.keys()].map((key) => [key, asked.getAll(key).length > 1 ? asked.getAll(key) : asked.get(key)]),
  )
  return request('/api/staff/transfer-codes/search', { staff, json })
}

async function list(search = '', staff = cookie) {
  const answer = await ask(search, staff)
  expect(answer.status).toBe(200)
  return (await answer.json()) as TransferCodesView
}
const idOf = (key: string) => people.get(key)?.entry.id
const idsOf = (keys: string[]) => keys.map(idOf)
const entriesOf = (view: TransferCodesView) => view.rows.map(({ entryId }) => entryId)

describe('refuses', () => {
  it.each([
    '?cohort=26',
    '?status=lost',
    '?after=x',
    '?x=1',
    `?q=${'a'.repeat(61)}`,
    '?cohort=2026&cohort=2025',
  ])('%s', async (search) => {
    const answer = await ask(search, cookie)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
  })

  it("to go on after another school's entry, like after one that is not there", async () => {
    for (const after of [idOf('theirs'), idOf('older'), 'A'.repeat(22)])
      expect((await list(`?cohort=2026&after=${after}`)).rows).toEqual([])
  })
})

it('shows nothing to a school without codes', async () => {
  const { cookie: theirs } = await seedStaff(workAt(), '10003')
  expect(await list('', theirs)).toMatchObject({ cohort: null, cohorts: [], rows: [], next: null })
})

it("lists the school's own entries of this year's cohort in the order of exam numbers", async () => {
  const shown = (now: string) => listTransferCodes(workAt(now, officer), { college: '', q: '' })
  const view = await shown('2026-11-23T02:00:00Z')
  expect(view).toMatchObject({ cohort: 2026, cohorts: [2027, 2026, 2025], next: null })
  expect(entriesOf(view)).toEqual(
    idsOf(['unsent', 'sent', 'received', 'returned', 'no archive', 'not needed', 'on hold']),
  )
  expect(await shown('2026-12-31T16:00:00Z')).toMatchObject({ cohort: 2027 })
  expect(await shown('2024-06-01T00:00:00Z')).toMatchObject({ cohort: 2027 })
  expect(entriesOf(await list('?cohort=2025'))).toEqual(idsOf(['older']))
})

it('opens the code, the receiving unit, the end of the code and what became of the file', async () => {
  const { rows } = await list('?cohort=2026')
  expect(rows[0]).toMatchObject({
    name: '王𬭚',
    code: people.get('unsent')?.code,
    transferEndsAt: '2027-03-31T16:00:00.000Z',
    archive: {
      transferType: '托管单位接收',
      unitName: '北京市海淀区人力资源公共服务中心',
      unitRegion: '北京市海淀区',
      unitAddress: '北京市海淀区人民路17号201室',
      postcode: '100195',
      contact: '档案科',
      phone: '010-80000001',
    },
    state: 'unsent',
    notSent: null,
    dispatch: null,
  })
  expect(rows[1]).toMatchObject({
    state: 'sent',
    dispatch: { version: 1, method: 'ems', trackingNumber: 'EA123456789CN', sentOn: '2026-07-08' },
  })
  expect(rows.slice(2).map(({ state, notSent }) => [state, notSent])).toEqual([
    ['received', null],
    ['returned', null],
    ['no_archive', 'no_archive'],
    ['not_needed', 'not_needed'],
    ['on_hold', 'on_hold'],
  ])
  expect(rows[3]?.dispatch?.answer).toMatchObject({
    reason: '查无此单位',
    givenAs: 'claim',
    from: '',
  })
})

it.each([
  ['?status=unsent', ['unsent']],
  ['?status=sent', ['sent']],
  ['?status=received', ['received']],
  ['?status=returned', ['returned']],
  ['?status=no_archive', ['no archive']],
  ['?college=中国', ['sent']],
  ['?college=%25', []],
  ['?q=买买提•', ['sent']],
  ['?q=王𬭚', ['unsent']],
  ['?q=_', []],
  ['?q=２６１１０１０８９９００１２', ['received']],
  ['?q=26110108990019', []],
  ['?status=sent&college=哲学', []],
])('finds by %s', async (search, keys) => {
  expect(entriesOf(await list(`${search}&cohort=2026`))).toEqual(idsOf(keys))
})

it('reads a page of 50 out of 10,000, and no row of another school', async () => {
  const work = workAt()
  await seedCohort(work, '10003', 10_000)
  const { actor } = await seedStaff(work, '10003')
  const asked = { college: '', q: '', cohort: 2026 }
  const metered = async (more: object = {}) => {
    const own = workAt(undefined, actor)
    const view = await listTransferCodes(own, { ...asked, ...more })
    return { view, rows: own.meter.rows }
  }
  const first = await metered()
  const later = await metered({ after: first.view.rows.at(-1)?.entryId })
  expect([first.view.rows.length, later.view.rows.length]).toEqual([50, 50])
  expect(new Set([...first.view.rows, ...later.view.rows].map(({ entryId }) => entryId)).size).toBe(100)
  for (const { rows } of [first, later, await metered({ q: '2611010810' })]) expect(rows).toBeLessThan(300)
  const before = (await metered()).rows
  await seedCohort(work, '10002', 2000)
  expect((await metered()).rows).toBe(before)
  expect((await metered({ q: '2611010810' })).rows).toBeLessThan(300)
}, 60_000)
