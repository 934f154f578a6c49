import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { reports } from '../../../db/schema/authorizations.ts'
import { alarms } from '../../../db/schema/messages.ts'
import { sendAlarms } from '../../../functions/messages/send-alarms.ts'
import { raiseAlarm } from '../../../functions/platform/alarm.ts'
import { openWork } from '../../../functions/platform/open-work.ts'
import { cloudflare } from '../../../functions/platform/runtime.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { bindings, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { productionValues } from '../../support/settings.ts'
import { testApp } from '../../support/test-app.ts'

const NOW = '2026-11-23T02:00:00Z'
const operator = { phone: '', email: 'ops@university.cn' }
const gateway = { url: 'https://gateway.university.cn/', token: 'token' }

/** @param minutes machine time that has gone by */
function work(minutes = 0, given: Partial<Work['config']> = {}): Work {
  const made = workAt(NOW, { kind: 'system', name: 'schedule' })
  const config = { ...made.config, alarmContact: operator, messageGateway: gateway, ...given }
  return { ...made, machineNow: Date.parse(NOW) + minutes * 60_000, config }
}
const db = workAt(NOW).shards.directory
const kept = () => db.select().from(alarms).orderBy(asc(alarms.queuedAt))
/** Raises it as a request does, and does what comes after the answer. */
async function raise(
  of: Work,
  ...[name, counts, about]: Parameters<typeof raiseAlarm> extends [Work, ...infer R] ? R : never
) {
  raiseAlarm(of, name, counts, about)
  for (const task of of.afterwards.splice(0)) await task()
}
const sent: { to: unknown; text: string; id: string }[] = []
/** The gateway's stand-in: takes what is posted, or answers with this. */
function answerWith(status = 200) {
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    expect(url).toBe(gateway.url)
    sent.push(JSON.parse(typeof init?.body === 'string' ? init.body : '') as (typeof sent)[number])
    return Promise.resolve(new Response(null, { status }))
  })
}
let logged: unknown[] = []

beforeAll(() => seedSchool(workAt(NOW), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  await db.delete(alarms)
  sent.length = 0
  logged = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => logged.push(JSON.parse(line)))
})
afterEach(() => {
  vi.restoreAllMocks()
})

it('tells the operator of what a look-up raised, after its answer, with nobody’s name or code', async () => {
  const graduate = await seedGraduate(workAt(NOW), {
    schoolCode: '10001',
    examNumber: '26110111150001',
    idNumber: inventIdNumber(),
    name: '陈诚诚',
  })
  const report = await seedReport(workAt(new Date().toISOString()), graduate)
  await db.update(reports).set({ content: '{}' }).where(eq(reports.id, report.reportId))
  const after: Promise<unknown>[] = []
  const app = testApp(
    { ALARM_CONTACT: operator.email },
    { ...cloudflare, after: (_, task) => after.push(task) },
  )
  const ask = () =>
    app('/api/verifications', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'archive', name: graduate.entry.name, code: report.code }),
    })
  for (const _ of [1, 2]) expect(await (await ask()).json()).toMatchObject({ verdict: 'unverifiable' })
  expect(after).toHaveLength(2)
  await Promise.all(after)
  expect(await kept()).toMatchObject([{ name: 'seal_broken', state: 'queued' }])

  answerWith()
  const later = { ...work(), machineNow: Date.now() + 1000 }
  expect(await sendAlarms(later)).toEqual({ sent: 1, unsent: 0 })
  expect(await sendAlarms(later)).toEqual({ sent: 0, unsent: 0 })
  expect(sent).toMatchObject([{ to: operator, text: expect.stringContaining(`报告标识 ${report.reportId}`) }])
  const told = JSON.stringify([sent, await kept()])
  for (const secret of [graduate.entry.name, report.code, graduate.entry.examNumber])
    expect(told).not.toContain(secret)
})

it('sends one of a kind and subject an hour, and each subject its own', async () => {
  const about = { school: '10001', cohort: 2026 }
  for (const minutes of [0, 1, 59])
    await raise(work(minutes), 'prefix_under_attack', { failures: 500 }, about)
  expect(await kept()).toHaveLength(1)
  await raise(work(59), 'prefix_under_attack', { failures: 500 }, { ...about, cohort: 2027 })
  await raise(work(59), 'failure_ratio', { failures: 20, lookups: 30 })
  expect(await kept()).toHaveLength(3)
  await raise(work(60), 'prefix_under_attack', { failures: 1000 }, about)
  expect(await kept()).toHaveLength(4)
  answerWith()
  expect(await sendAlarms(work(61))).toEqual({ sent: 4, unsent: 0 })
  const [first] = sent
  for (const part of ['系统告警', '2026-11-23 10:00:00', '学校代码 10001', '2026 届', '失败 500 次'])
    expect(first?.text).toContain(part)
})

it('queues one where two raise the same at once', async () => {
  const both = [work(), work()]
  for (const each of both) raiseAlarm(each, 'failure_ratio', { failures: 20 })
  await Promise.all(both.flatMap(({ afterwards }) => afterwards.map((task) => task())))
  expect(await kept()).toHaveLength(1)
})

it('tries a message that did not get through again, and gives up after the fifth time', async () => {
  await raise(work(), 'failure_ratio', { failures: 20 })
  answerWith(503)
  expect(await sendAlarms(work())).toEqual({ sent: 0, unsent: 1 })
  expect(await sendAlarms(work(9))).toEqual({ sent: 0, unsent: 0 })
  for (const minutes of [10, 30, 70, 150])
    expect(await sendAlarms(work(minutes))).toMatchObject({ unsent: 1 })
  expect(await kept()).toMatchObject([{ state: 'failed', tries: 5 }])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  expect(await sendAlarms(work(60 * 24 * 31))).toEqual({ sent: 0, unsent: 0 })
  expect(await kept()).toEqual([])
})

describe('without somebody to tell', () => {
  it('leaves the line in the log, and queues nothing', async () => {
    await raise(work(0, { alarmContact: undefined }), 'failure_ratio', { failures: 20 })
    expect(logged).toMatchObject([{ event: 'alarm', alarm: 'failure_ratio' }])
    expect(await kept()).toEqual([])
  })

  it('sends nothing without a gateway, outside a sandbox', async () => {
    await raise(work(), 'failure_ratio', { failures: 20 })
    const none = work(0, { sandbox: false, messageGateway: undefined })
    expect(await sendAlarms(none)).toEqual({ sent: 0, unsent: 0 })
    expect(await kept()).toMatchObject([{ state: 'queued' }])
  })

  it('says so once at the start of a production, and of no sandbox', () => {
    const env = { ...bindings, ...productionValues }
    for (const _ of [1, 2]) openWork(env, { kind: 'anonymous' })
    expect(logged).toMatchObject([{ event: 'settings', reason: expect.stringContaining('ALARM_CONTACT') }])
    openWork({ ...env, ALARM_CONTACT: '13900001111' } as typeof env, { kind: 'anonymous' })
    openWork({ ...bindings }, { kind: 'anonymous' })
    expect(logged).toHaveLength(1)
  })
})

it('keeps a failure to queue to itself, in the log', async () => {
  const made = work()
  const broken = Object.create(db, {
    batch: { value: () => Promise.reject(new Error('no database')) },
  }) as typeof db
  await raise({ ...made, shards: { ...made.shards, directory: broken } }, 'failure_ratio', { failures: 20 })
  expect(logged).toMatchObject([{ event: 'alarm' }, { event: 'failed', reason: 'no database' }])
})

it.each(['nobody', 'ops@university.cn、13900001111', '（邮箱）'])(
  'refuses the contact %s',
  async (contact) => {
    expect((await testApp({ ALARM_CONTACT: contact })('/api/openapi.json')).status).toBe(500)
  },
)
