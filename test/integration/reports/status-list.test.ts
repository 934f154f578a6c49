import { compactVerify, importJWK, type JWK } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { statusLists } from '../../../db/schema/status-lists.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { refreshStatusList } from '../../../functions/proof/refresh-status-list.ts'
import { publishedSet } from '../../../functions/proof/signing-keys.ts'
import { listIn } from '../../../functions/proof/status-list.ts'
import { statusAt } from '#model/proof/status-list.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const path = '/.well-known/status-list'
const app = testApp()
const NOW = '2026-11-23T02:00:00Z'
const now = Date.parse(NOW)
const hour = 3_600_000
let made = 0
let wait = 0

const newGraduate = (): Promise<Graduate> =>
  seedGraduate(workAt(NOW), {
    schoolCode: '10001',
    examNumber: `221101081${String((made += 1)).padStart(5, '0')}`,
    idNumber: inventIdNumber(),
  })
const newReport = async (given: Parameters<typeof seedReport>[2] = {}) =>
  seedReport(workAt(NOW), await newGraduate(), given)

/** A context in which the kept list is past its ttl. */
function later(at = NOW): Work {
  wait += 10_000
  const work = workAt(at)
  return { ...work, machineNow: work.machineNow + wait }
}
const listed = async (work: Work) => {
  const list = listIn(await refreshStatusList(work))
  return (index: number) => statusAt(list, index)
}

beforeAll(() => seedSchool(workAt(NOW), { code: '10001', provinceCode: '11' }))

it('lists each report by why it is dead, at the place that its token names', async () => {
  const live = await newReport()
  const past = await newReport({ validUntil: now - hour })
  const ended = await newReport({ endedAt: now - hour, endedBecause: 'graduate' })
  const frozen = await newReport({ endedAt: now - hour, endedBecause: 'frozen' })
  const changed = await newReport({ supersededAt: now - hour, supersededBecause: 'record' })
  const statusOf = await listed(later())
  expect([live, past, ended, frozen, changed].map(({ statusIndex }) => statusOf(statusIndex))).toEqual([
    0, 1, 1, 2, 3,
  ])
  expect(statusOf(changed.statusIndex + 10)).toBeUndefined()
})

it('is signed by a published key, and says what the draft wants said', async () => {
  await newReport()
  const answer = await app(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/statuslist+jwt')
  expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('set-cookie')).toBeNull()
  const token = new TextDecoder().decode(await answer.arrayBuffer())
  const { keys } = await publishedSet(workAt(NOW).secrets.signingKeys)
  const { payload, protectedHeader } = await compactVerify(token, await importJWK(keys[0] as JWK, 'ES256'))
  expect(protectedHeader).toEqual({
    alg: 'ES256',
    typ: 'statuslist+jwt',
    kid: keys[0]?.kid?.slice(0, 8),
  })
  const said = JSON.parse(new TextDecoder().decode(payload)) as { iat: number; exp: number }
  expect(said).toEqual({
    sub: `http://127.0.0.1:8787${path}`,
    iat: expect.any(Number),
    exp: said.iat + 86_400,
    ttl: 2,
    status_list: { bits: 2, lst: expect.stringMatching(/^[\w-]+$/) },
  })
  const again = await app(path, { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

it('keeps a list for its ttl, then reads what died since and nothing else', async () => {
  const reports = []
  for (let at = 0; at < 6; at += 1) reports.push(await newReport())
  const first = later()
  const token = await refreshStatusList(first)
  const again = { ...later(), machineNow: first.machineNow + 1000 }
  again.meter.calls = 0
  expect(await refreshStatusList(again)).toBe(token)
  expect(again.meter.calls).toBe(1)

  const [one] = reports
  const db = first.shards.directory
  await db
    .update(codes)
    .set({ endedAt: now + hour, endedBecause: 'graduate' })
    .where(eq(codes.hmac, one?.hmac ?? ''))
  const then = later('2026-11-23T04:00:00Z')
  const statusOf = await listed(then)
  expect(reports.map(({ statusIndex }) => statusOf(statusIndex))).toEqual([1, 0, 0, 0, 0, 0])
  // the kept list, then three readings by index: the one that died is read with its report, and where each index ends
  expect(then.meter.calls).toBe(3)
  expect(then.meter.statements.slice(2, 5).map(({ rows }) => rows)).toEqual([2, 1, 1])
})

it('keeps what it listed, and lists what begins and ends between two lists', async () => {
  const early = await newReport({ endedAt: now - hour, endedBecause: 'frozen' })
  await listed(later())
  const late = await newReport({ validUntil: now + hour })
  const statusOf = await listed(later('2026-11-23T06:00:00Z'))
  expect([statusOf(early.statusIndex), statusOf(late.statusIndex)]).toEqual([2, 1])
})

it('takes in an act that was under way while the list before was made', async () => {
  const report = await newReport()
  await listed(later('2026-11-24T02:00:00Z'))
  await workAt(NOW)
    .shards.directory.update(codes)
    .set({ supersededAt: Date.parse('2026-11-24T01:59:58Z'), supersededBecause: 'roster' })
    .where(eq(codes.hmac, report.hmac))
  const statusOf = await listed(later('2026-11-24T02:10:00Z'))
  expect(statusOf(report.statusIndex)).toBe(3)
})

it('begins anew where the clock was set back', async () => {
  await listed(later(NOW))
  const report = await newReport({ validUntil: now + 2 * hour })
  expect((await listed(later('2026-11-25T02:00:00Z')))(report.statusIndex)).toBe(1)
  expect((await listed(later(NOW)))(report.statusIndex)).toBe(0)
})

it('leaves one list, the newest, where several are made at once', async () => {
  await newReport()
  const works = [later(), later(), later(), later()]
  await Promise.all(works.map((work) => refreshStatusList(work)))
  const [rows] = await read(workAt(NOW).shards.directory, [
    workAt(NOW).shards.directory.select().from(statusLists),
  ])
  expect(rows.map(({ listedAt }) => listedAt)).toEqual([works[3]?.machineNow])
})

it('fails aloud with several databases, because places are one database’s own', async () => {
  const work = workAt(NOW)
  const db = work.shards.directory
  const shards = { ...work.shards, all: () => [db, db] }
  await expect(refreshStatusList({ ...work, shards })).rejects.toThrow('one database')
})
