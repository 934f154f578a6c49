import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { destinationLine, inventExamNumber } from '../../support/files.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'
import { testApp } from '../../support/test-app.ts'

const send = testApp()
let token: string
let mine: string
let foreign: string
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  const graduate = async (schoolCode: string) => {
    const examNumber = inventExamNumber()
    await seedGraduate(workAt(), { schoolCode, examNumber, idNumber: inventIdNumber(), record: null })
    return examNumber
  }
  mine = await graduate('10558')
  foreign = await graduate('10001')
  token = await (await seedClient('44')).token()
})

const report = (rows: unknown[], changes: Record<string, unknown> = {}) => ({
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: '2026-07-08T09:30:00+08:00',
  记录: rows,
  ...changes,
})

/** How many rows each table has: what a refusal must leave as it was. */
async function sizes(): Promise<unknown> {
  const db = workAt().shards.directory
  const counted = [
    'records',
    'events',
    'audit',
    'transfer_codes',
    'confirmations',
    'disputes',
    'idempotency_keys',
  ]
  return Promise.all(
    counted.map(async (table) => [
      table,
      await db.all(sql.raw(`select count(*) as count, max(rowid) as last from ${table}`)),
    ]),
  )
}

interface Bad {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: () => BodyInit
}
const push = (body: () => BodyInit, headers: Record<string, string> = {}): Bad => ({
  path: '/api/sync/records',
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'a-key-of-its-own', ...headers },
  body,
})
const whole = () => JSON.stringify(report([destinationLine(mine)]))
/** Breaks off after its first half, as a connection does. */
const halfSent = () => {
  let sent = false
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new Error('the connection was lost'))
      sent = true
      return controller.enqueue(new TextEncoder().encode(whole().slice(0, 200)))
    },
  })
}

it.each<[string, () => Bad, number, string]>([
  ['no token', () => push(whole, { Authorization: '' }), 401, 'token.missing'],
  ['a bad token', () => push(whole, { Authorization: `Bearer ${'A'.repeat(44)}` }), 401, 'token.invalid'],
  ['a half-sent body', () => push(halfSent), 400, 'request.malformed'],
  ['a body cut in its JSON', () => push(() => whole().slice(0, -2)), 400, 'request.malformed'],
  ['bytes that are no UTF-8', () => push(() => new Uint8Array([34, 255, 34])), 400, 'request.malformed'],
  ['a file', () => push(whole, { 'Content-Type': 'text/csv' }), 415, 'request.wrong_type'],
  ['2 MB and a byte', () => push(() => 'x'.repeat(2 * 1024 * 1024 + 1)), 413, 'request.too_large'],
  ['no key', () => push(whole, { 'Idempotency-Key': '' }), 400, 'idempotency.key_missing'],
  ['a key of seven', () => push(whole, { 'Idempotency-Key': 'seven77' }), 400, 'idempotency.key_missing'],
  [
    '1,001 rows',
    () => push(() => JSON.stringify(report(Array.from({ length: 1001 }, () => destinationLine(mine))))),
    422,
    'sync.too_many_rows',
  ],
  [
    'another province',
    () => push(() => JSON.stringify(report([destinationLine(mine)], { 省份代码: '11' }))),
    403,
    'sync.other_province',
  ],
  [
    'a column nobody knows',
    () => push(() => JSON.stringify(report([{ ...destinationLine(mine), 身份证号: '1' }]))),
    400,
    'provincial_report.malformed',
  ],
  [
    "another province's digest",
    () => ({ path: '/api/sync/digest?school=10001&date=2026-07-08' }),
    404,
    'sync.school_not_found',
  ],
  ['a cursor of another kind', () => ({ path: '/api/sync/disputes?after=17' }), 400, 'request.malformed'],
  ['a page of 1,001 events', () => ({ path: '/api/sync/events?limit=1001' }), 400, 'request.malformed'],
])('answers %s with a problem, the same again, and writes nothing', async (_, make, status, code) => {
  const before = await sizes()
  const answers: unknown[] = []
  while (answers.length < 2) {
    const { path = '', method = 'GET', headers = {}, body } = make()
    const given = Object.entries({ Authorization: `Bearer ${token}`, ...headers }).filter(
      ([, value]) => value !== '',
    )
    const answer = await send(path, {
      method,
      headers: given,
      ...(body === undefined ? {} : { body: body(), duplex: 'half' }),
    } as RequestInit)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const { requestId, ...said } = (await answer.json()) as Record<string, unknown>
    expect(requestId).toMatch(/^[\w-]{22}$/)
    expect(said).toMatchObject({ status, code, type: expect.stringContaining(`/help/problems/#${code}`) })
    answers.push(said)
  }
  expect(answers[1]).toEqual(answers[0])
  expect(await sizes()).toEqual(before)
})

it("answers another province's graduate and an unknown one alike, row by row, and again the same", async () => {
  const body = JSON.stringify(
    report([destinationLine(foreign), destinationLine('99999999999999'), destinationLine('not digits')]),
  )
  const ask = async (key: string) => {
    const answer = await send('/api/sync/records', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      },
      body,
    })
    expect(answer.status).toBe(200)
    return (await answer.json()) as { counts: object; rows: { result: string; reasons: object[] }[] }
  }
  const first = await ask('refused-rows')
  expect(first.counts).toMatchObject({ rows: 3, accepted: 0, refused: 3 })
  expect(first.rows[0]?.reasons).toEqual(first.rows[1]?.reasons)
  expect(await ask('refused-rows')).toEqual(first)
  expect(await ask('refused-rows-again')).toEqual(first)
})
