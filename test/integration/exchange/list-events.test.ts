import { beforeAll, expect, it } from 'vitest'
import type { events } from '../../../db/schema/sync.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { listEvents } from '../../../functions/exchange/list-events.ts'
import { reportProvincially } from '../../../functions/exchange/report-provincially.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { csvOf, destinationLine, inventExamNumber } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'

type Event = Omit<typeof events.$inferSelect, 'at' | 'provinceCode'> & { at: string }

const tokens: Record<string, string> = {}
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', name: '中山大学', provinceCode: '44' })
  await seedSchool(workAt(), { code: '10610', name: '四川大学', provinceCode: '51' })
  for (const province of ['11', '44', '51']) tokens[province] = await (await seedClient(province)).token()
})

const graduate = (schoolCode: string, more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    ...more,
  })
const as = (person: Graduate) => workAt(undefined, person.actor)
const claims = {
  destination: { kind: 'wrong' as const, explanation: '单位名称不对' },
  archive: null,
  hukou: null,
  contact: '010-62750000',
}
const get = (query: string, province = '44') =>
  request(`/api/sync/events${query}`, {
    headers: { Origin: '', Authorization: `Bearer ${tokens[province]}` },
  })
async function feed(after: number, province = '44', limit = 500) {
  const answer = await get(`?after=${after}&limit=${limit}`, province)
  expect(answer.status).toBe(200)
  return answer.json() as Promise<{ events: Event[]; next: number }>
}

it.each([
  '?after=-1',
  '?after=x',
  '?after=1.5',
  '?after=99999999999999999999',
  '?after=1&after=2',
  '?limit=0',
  '?limit=1001',
  '?province=11',
])('refuses %s', async (query) => {
  const answer = await get(query)
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
})

it('tells the province of each act in order, once, about the version it happened to', async () => {
  const { next } = await feed(0)
  const person = await graduate('10558', { record: { sourceSystem: 'provincial' } })
  const { examNumber } = person.entry
  await confirmDestination(as(person), 1)
  await expect(confirmDestination(as(person), 1)).rejects.toThrow()
  await disputeRecord(as(person), 1, claims)
  await withdrawDispute(as(person))
  await expect(withdrawDispute(as(person))).rejects.toThrow()
  await disputeRecord(as(person), 1, claims)
  const province = () => workAt(undefined, { kind: 'system', name: 'province-44' })
  const report = {
    上报系统: '省级系统',
    省份代码: '44',
    上报时间: '2026-07-08T09:30:00+08:00',
    记录: [destinationLine(examNumber, { 单位名称: '更正后的单位' })],
  }
  await reportProvincially(province(), report)
  await reportProvincially(province(), report)
  await confirmDestination(as(person), 2)
  const page = await feed(next)
  expect(page.events.map(({ kind, recordVersion }) => [kind, recordVersion])).toEqual([
    ['destination.confirmed', 1],
    ['dispute.opened', 1],
    ['dispute.withdrawn', 1],
    ['dispute.opened', 1],
    ['record.reported', 2],
    ['destination.confirmed', 2],
  ])
  expect(page.events[0]).toEqual({
    seq: expect.any(Number),
    at: '2026-11-23T02:00:00.000Z',
    schoolCode: '10558',
    kind: 'destination.confirmed',
    examNumber,
    recordVersion: 1,
  })
  const seqs = page.events.map(({ seq }) => seq)
  expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other))
  expect(page.next).toBe(seqs.at(-1))
})

it('writes no event of an act that lost a race', async () => {
  const { next } = await feed(0)
  const person = await graduate('10558')
  await Promise.allSettled([1, 2, 3, 4].map(() => confirmDestination(as(person), 1)))
  expect((await feed(next)).events).toHaveLength(1)
})

it("tells no province of another's graduates", async () => {
  const before = { '11': (await feed(0, '11')).next, '44': (await feed(0)).next }
  await confirmDestination(as(await graduate('10001')), 1)
  expect((await feed(before['44'])).events).toEqual([])
  expect((await feed(before['11'], '11')).events).toMatchObject([{ schoolCode: '10001' }])
})

it("tells of a school's own file too", async () => {
  const { next } = await feed(0, '11')
  const person = await graduate('10001', { record: null })
  const { actor } = await seedStaff(workAt(), '10001')
  const bytes = csvOf([destinationLine(person.entry.examNumber)])
  const staff = () => workAt(undefined, actor)
  const { id } = await checkUpload(staff(), { kind: 'destinations', fileName: 'd.csv', bytes })
  expect((await feed(next, '11')).events).toEqual([])
  await importUpload(staff(), id, bytes)
  expect((await feed(next, '11')).events).toMatchObject([
    { kind: 'record.reported', examNumber: person.entry.examNumber, recordVersion: 1 },
  ])
})

it('replays byte for byte, in pages or whole, and reads no more rows far in than at the beginning', async () => {
  const db = workAt().shards.directory
  await db.run(`insert into events
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)
    select null, i, case i % 3 when 0 then '51' else '11' end, '10610', 'destination.confirmed', '2651010100' || (10000 + i), 1
    from n`)
  const whole: Event[] = []
  const texts: [number, string][] = []
  for (let after = 0; ;) {
    const text = await (await get(`?after=${after}&limit=1000`, '51')).text()
    texts.push([after, text])
    const page = JSON.parse(text) as { events: Event[]; next: number }
    whole.push(...page.events)
    if (page.events.length < 1000) break
    after = page.next
  }
  expect(whole).toHaveLength(10_000)
  expect(new Set(whole.map(({ seq }) => seq)).size).toBe(10_000)
  await confirmDestination(as(await graduate('10610')), 1)
  for (const [after, text] of texts.slice(0, 10))
    expect(await (await get(`?after=${after}&limit=1000`, '51')).text()).toBe(text)
  const cost = async (after: number) => {
    const work = workAt(undefined, {
      kind: 'province',
      accountId: 'x',
      scope: { level: 'province', provinceCode: '51' },
    })
    expect((await listEvents(work, after, 100)).events.length).toBe(100)
    return work.meter.rows
  }
  expect(await cost(0)).toBeLessThanOrEqual(201)
  expect(await cost(whole.at(-200)?.seq ?? 0)).toBeLessThanOrEqual(201)
})

const hex = async (text: string) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
const digest = (query: string, province = '44') =>
  request(`/api/sync/digest${query}`, {
    headers: { Origin: '', Authorization: `Bearer ${tokens[province]}` },
  })

it('digests a day in Shanghai as whoever kept the feed does', async () => {
  const { next } = await feed(0)
  const [one, two, three] = [await graduate('10558'), await graduate('10558'), await graduate('10558')]
  // the last millisecond of 1 March in Shanghai, the first of 2 March, the last of 2 March
  await confirmDestination(workAt('2027-03-01T15:59:59.999Z', one.actor), 1)
  await confirmDestination(workAt('2027-03-01T16:00:00.000Z', two.actor), 1)
  await disputeRecord(workAt('2027-03-02T15:59:59.999Z', three.actor), 1, claims)
  const [, ...kept] = (await feed(next)).events
  const lines = kept.map((each) => `${each.seq} ${each.kind} ${each.examNumber} ${each.recordVersion}\n`)
  const answer = await digest('?school=10558&date=2027-03-02')
  expect(await answer.json()).toEqual({
    school: '10558',
    date: '2027-03-02',
    count: 2,
    sha256: await hex(lines.join('')),
  })
  const empty = await digest('?school=10558&date=2020-01-01')
  expect(await empty.json()).toMatchObject({ count: 0, sha256: await hex('') })
})

it.each([
  ['?school=10558', 400, 'request.malformed'],
  ['?school=10558&date=2027-02-30', 400, 'request.malformed'],
  ['?school=1&date=2027-03-02', 400, 'request.malformed'],
  ['?school=10001&date=2027-03-02', 404, 'sync.school_not_found'],
  ['?school=99999&date=2027-03-02', 404, 'sync.school_not_found'],
])('digests nothing for %s', async (query, status, code) => {
  const answer = await digest(query)
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
})
