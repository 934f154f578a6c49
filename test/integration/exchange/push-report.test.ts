import { and, eq, gt, inArray } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { insertRows } from '../../../db/bulk.ts'
import { audit } from '../../../db/schema/operations.ts'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { machineClients, machineTokens } from '../../../db/schema/sync.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { pushReport } from '../../../functions/exchange/push-report.ts'
import { destinationLine, inventExamNumber } from '../../support/files.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'

let client: Awaited<ReturnType<typeof seedClient>>
let token: string
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', name: '中山大学', provinceCode: '44' })
  await seedSchool(workAt(), { code: '10559', name: '暨南大学', provinceCode: '44' })
  client = await seedClient('44')
  token = await client.token()
})

const report = (rows: unknown[], changes: Record<string, unknown> = {}) => ({
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: '2026-07-08T09:30:00+08:00',
  记录: rows,
  ...changes,
})
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode: '10558',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    record: null,
    ...more,
  })

/** As a provincial system sends it: no cookie, no Origin. */
const push = (json: unknown, headers: Record<string, string> = {}, body?: BodyInit) =>
  request('/api/sync/records', {
    headers: {
      Origin: '',
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? { json } : { body }),
  })
const db = () => workAt().shards.directory
const versionsOf = (entryId: string) => db().select().from(records).where(eq(records.rosterEntryId, entryId))

it.each<[string, unknown, number, string]>([
  ['a list', [], 400, 'provincial_report.malformed'],
  ['no rows', report([]), 400, 'provincial_report.malformed'],
  ['rows that are no list', report({} as never), 400, 'provincial_report.malformed'],
  ['an unknown key', report([destinationLine('1')], { 备注: 'x' }), 400, 'provincial_report.malformed'],
  ['another province', report([destinationLine('1')], { 省份代码: '11' }), 403, 'sync.other_province'],
  ['1,001 rows', report(Array.from({ length: 1001 }, () => ({}))), 422, 'sync.too_many_rows'],
])('refuses %s as a whole', async (_, body, status, code) => {
  const answer = await push(body)
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})

it('refuses a half-sent, a broken and an oversized body, and a call without a key', async () => {
  const person = await graduate()
  const whole = JSON.stringify(report([destinationLine(person.entry.examNumber)]))
  const half = await push(undefined, {}, whole.slice(0, -20))
  expect([half.status, await half.json()]).toMatchObject([400, { code: 'request.malformed' }])
  const broken = await push(undefined, {}, new Uint8Array([0x22, 0xff, 0x22]))
  expect([broken.status, await broken.json()]).toMatchObject([400, { code: 'request.malformed' }])
  const empty = await push(undefined, {}, '')
  expect(empty.status).toBe(400)
  const form = await push(undefined, { 'Content-Type': 'text/plain' }, whole)
  expect([form.status, await form.json()]).toMatchObject([415, { code: 'request.wrong_type' }])
  const keyless = await push(undefined, { 'Idempotency-Key': '' }, whole)
  expect([keyless.status, await keyless.json()]).toMatchObject([400, { code: 'idempotency.key_missing' }])
  const long = await push(undefined, {}, 'x'.repeat(2 * 1024 * 1024 + 1))
  expect([long.status, await long.json()]).toMatchObject([413, { code: 'request.too_large' }])
  let sent = 0
  const chunked = await push(
    undefined,
    {},
    new ReadableStream({
      pull(controller) {
        sent += 1
        if (sent > 40) return controller.close()
        return controller.enqueue(new Uint8Array(100_000))
      },
    }),
  )
  expect(chunked.status).toBe(413)
  expect(await versionsOf(person.entry.id)).toEqual([])
})

it('writes the rows of the province and tells each row what became of it', async () => {
  const [fresh, same, changed, foreign, misnamed] = [
    await graduate(),
    await graduate({ schoolCode: '10559' }),
    await graduate({ record: { sourceSystem: 'provincial', unitName: '旧单位' } }),
    await graduate({ schoolCode: '10001' }),
    await graduate({ name: '张三' }),
  ]
  const lines = [fresh, same, changed, foreign, misnamed].map(({ entry }) =>
    destinationLine(entry.examNumber),
  )
  expect((await push(report([lines[1]]))).status).toBe(200)
  const answer = await push(report([...lines, destinationLine('99999999999999'), destinationLine('x')]))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body: { counts: unknown; rows: { row: number; result: string; reasons: { column: string }[] }[] } =
    await answer.json()
  expect(body.counts).toEqual({ rows: 7, accepted: 1, changed: 1, unchanged: 1, refused: 4 })
  expect(
    body.rows.map(({ row, result, reasons }) => [row, result, ...reasons.map((each) => each.column)]),
  ).toEqual([
    [1, 'accepted'],
    [2, 'unchanged'],
    [3, 'changed'],
    [4, 'refused', '考生号'],
    [5, 'refused', '姓名'],
    [6, 'refused', '考生号'],
    [7, 'refused', '考生号'],
  ])
  // a graduate of another province is the same as none
  const [, , , theirs, , nobody] = body.rows
  expect(theirs?.reasons).toEqual(nobody?.reasons)
  expect(await versionsOf(foreign.entry.id)).toEqual([])
  expect(await versionsOf(misnamed.entry.id)).toEqual([])
  expect(await versionsOf(fresh.entry.id)).toMatchObject([{ sourceSystem: 'provincial', version: 1 }])
  expect(await versionsOf(changed.entry.id)).toHaveLength(2)
  const trail = await db()
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'destinations.reported'), eq(audit.actorId, client.id)))
  expect(trail).toMatchObject([{ actorKind: 'province' }, { subjectId: '44' }])
})

it('gives a repeat the first answer, and refuses the key for another body', async () => {
  const [person, other] = [await graduate(), await graduate()]
  const key = { 'Idempotency-Key': crypto.randomUUID() }
  const body = report([destinationLine(person.entry.examNumber)])
  const texts = await Promise.all([1, 2, 3].map(async () => (await push(body, key)).text()))
  expect(new Set(texts).size).toBe(1)
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ counts: { accepted: 1 } })
  const later = await push(body, key)
  expect(await later.text()).toBe(texts[0])
  expect(await versionsOf(person.entry.id)).toHaveLength(1)
  const reused = await push(report([destinationLine(other.entry.examNumber)]), key)
  expect([reused.status, await reused.json()]).toMatchObject([409, { code: 'idempotency.key_reused' }])
  expect(await versionsOf(other.entry.id)).toEqual([])
  // the key is the client's own
  const second = await seedClient('44')
  const theirs = await push(body, { ...key, Authorization: `Bearer ${await second.token()}` })
  expect(await theirs.json()).toMatchObject({ counts: { unchanged: 1 } })
})

it('lets in no token that has expired, and none of a client that was revoked', async () => {
  const own = await seedClient('44')
  const tokens = [await own.token(), await own.token()]
  const push2 = async (at: number) =>
    (await push(report([destinationLine('1')]), { Authorization: `Bearer ${tokens[at]}` })).status
  expect([await push2(0), await push2(1)]).toEqual([200, 200])
  const mine = eq(machineTokens.clientId, own.id)
  await db().update(machineTokens).set({ expiresAt: Date.now() }).where(mine)
  expect([await push2(0), await push2(1)]).toEqual([401, 401])
  await db()
    .update(machineTokens)
    .set({ expiresAt: Date.now() + 60_000 })
    .where(mine)
  expect(await push2(1)).toBe(200)
  await db().update(machineClients).set({ revokedAt: Date.now() }).where(eq(machineClients.id, own.id))
  expect(await push2(1)).toBe(401)
  // what has ended is tidied away when the client asks again
  const tidy = await seedClient('44')
  await tidy.token()
  await db().update(machineTokens).set({ expiresAt: 1 }).where(eq(machineTokens.clientId, tidy.id))
  await tidy.token()
  const kept = await db().select().from(machineTokens).where(eq(machineTokens.clientId, tidy.id))
  expect(kept).toHaveLength(1)
})

it('costs a bounded number of statements for 1,000 rows, whatever the number of schools', async () => {
  for (let at = 0; at < 40; at += 1)
    await seedSchool(workAt(), { code: String(44_100 + at), provinceCode: '44' })
  const template = (await graduate()).entry
  const entries = Array.from({ length: 1000 }, (_, at) => ({
    ...template,
    id: newId(),
    schoolCode: String(44_100 + (at % 40)),
    examNumber: `2644010900${String(at).padStart(4, '0')}`,
  }))
  for (const { statement } of insertRows(db(), rosterEntries, entries)) await statement
  const costOf = async (unitName: string) => {
    const body = JSON.stringify(
      report(entries.map((each) => destinationLine(each.examNumber, { 单位名称: unitName }))),
    )
    const opened = workAt(undefined, {
      kind: 'province',
      accountId: client.id,
      scope: { level: 'province', provinceCode: '44' },
    })
    const answer = await pushReport(opened, `key-of-${unitName}`, body)
    return { counts: answer.counts, calls: opened.meter.calls, statements: opened.meter.statements.length }
  }
  const first = await costOf('单位甲')
  expect(first).toMatchObject({ counts: { accepted: 1000, refused: 0 } })
  // the records and their transfer codes, a statement each
  expect(first.calls).toBeLessThanOrEqual(4)
  expect(first.statements).toBeLessThanOrEqual(12)
  const again = await costOf('单位乙')
  expect(again).toMatchObject({ counts: { changed: 1000 } })
  expect(again.calls).toBeLessThanOrEqual(4)
  expect(again.statements).toBeLessThanOrEqual(18)
  const written = await db()
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        gt(records.version, 1),
        inArray(
          records.rosterEntryId,
          entries.slice(0, 90).map(({ id }) => id),
        ),
      ),
    )
  expect(written).toHaveLength(90)
})
