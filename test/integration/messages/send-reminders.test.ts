import { asc, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { messages } from '../../../db/schema/messages.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { sendReminders } from '../../../functions/messages/send-reminders.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { productionValues } from '../../support/settings.ts'
import { testApp } from '../../support/test-app.ts'

const NOW = '2026-11-23T02:00:00Z'
const now = Date.parse(NOW)
const day = 86_400_000
const system = { kind: 'system', name: 'schedule' } as const
let number = 0

/** @param minutes machine time that has gone by */
function work(minutes = 0, given: Partial<Work['config']> = {}): Work {
  const made = workAt(NOW, system)
  return { ...made, machineNow: made.machineNow + minutes * 60_000, config: { ...made.config, ...given } }
}
const db = () => work().shards.directory

async function newReport(
  given: Parameters<typeof seedReport>[2] = {},
): Promise<Report & { graduate: Graduate }> {
  const graduate = await seedGraduate(work(), {
    schoolCode: '10001',
    examNumber: `221101082${String((number += 1)).padStart(5, '0')}`,
    idNumber: inventIdNumber(),
  })
  const { id } = graduate.entry
  const phoneCipher = await work().secrets.seal('roster_entries.phone', id, '19900001234')
  await db().update(rosterEntries).set({ phoneCipher }).where(eq(rosterEntries.id, id))
  return { ...(await seedReport(work(), graduate, given)), graduate }
}
const kept = async () => {
  const [rows] = await read(db(), [db().select().from(messages).orderBy(asc(messages.validUntil))])
  return rows
}
const closed = { messageGateway: { url: 'http://127.0.0.1:1/', token: 'x' } }

beforeAll(() => seedSchool(work(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  await db().delete(messages)
  await db().delete(codes)
})

it('reminds of each live code in its last three days, once, and of no other', async () => {
  const due = await newReport({ validUntil: now + 2 * day })
  await newReport({ validUntil: now + 4 * day })
  await newReport({ validUntil: now - 1 })
  await newReport({ validUntil: now + day, endedAt: now - 1, endedBecause: 'graduate' })
  await newReport({ validUntil: now + day, supersededAt: now - 1, supersededBecause: 'record' })
  expect(await sendReminders(work())).toEqual({ queued: 1, sent: 1, unsent: 0 })
  expect(await kept()).toMatchObject([{ reportId: due.reportId, state: 'sent', tries: 1 }])
  expect(await sendReminders(work(10))).toEqual({ queued: 0, sent: 0, unsent: 0 })
})

it('keeps neither address nor words in the outbox', async () => {
  await newReport({ validUntil: now + day })
  await sendReminders(work())
  const text = JSON.stringify(await kept())
  expect(text).not.toContain('19900001234')
  expect(text).not.toContain('到期')
})

it('sends nothing of a code that was ended or extended meanwhile', async () => {
  const ended = await newReport({ validUntil: now + day })
  const extended = await newReport({ validUntil: now + 2 * day })
  await sendReminders(work(0, closed))
  await db().update(codes).set({ endedAt: now, endedBecause: 'graduate' }).where(eq(codes.hmac, ended.hmac))
  await db()
    .update(codes)
    .set({ validUntil: now + 9 * day, remindedAt: null })
    .where(eq(codes.hmac, extended.hmac))
  expect(await sendReminders(work(60))).toEqual({ queued: 0, sent: 0, unsent: 2 })
  expect((await kept()).map(({ state }) => state)).toEqual(['dropped', 'dropped'])
})

it('reminds again where the validity was changed since', async () => {
  const report = await newReport({ validUntil: now + day })
  await sendReminders(work())
  await db()
    .update(codes)
    .set({ validUntil: now + 2 * day, remindedAt: null })
    .where(eq(codes.hmac, report.hmac))
  expect(await sendReminders(work(10))).toMatchObject({ queued: 1, sent: 1 })
})

it('tries a gateway that does not take it again later, five times in all', async () => {
  await newReport({ validUntil: now + day })
  const states = []
  for (const minutes of [0, 5, 11, 40, 100, 300, 900]) {
    await sendReminders(work(minutes, closed))
    const [message] = await kept()
    states.push([message?.tries, message?.state])
  }
  expect(states).toEqual([
    [1, 'queued'],
    [1, 'queued'],
    [2, 'queued'],
    [3, 'queued'],
    [4, 'queued'],
    [5, 'failed'],
    [5, 'failed'],
  ])
})

it('says so where the school gave no address', async () => {
  const { graduate } = await newReport({ validUntil: now + day })
  await db().update(rosterEntries).set({ phoneCipher: '' }).where(eq(rosterEntries.id, graduate.entry.id))
  await sendReminders(work())
  const [message] = await kept()
  expect(message?.state).toBe(graduate.entry.emailCipher === '' ? 'no_address' : 'sent')
})

it('queues and sends nothing in a deployment without a gateway', async () => {
  await newReport({ validUntil: now + day })
  expect(await sendReminders(work(0, { sandbox: false }))).toEqual({ queued: 0, sent: 0, unsent: 0 })
  expect(await kept()).toEqual([])
})

it('drops messages a month old', async () => {
  await newReport({ validUntil: now + day })
  await sendReminders(work())
  await sendReminders(work(31 * 24 * 60))
  expect(await kept()).toEqual([])
})

it('reads the codes that are due and no others', async () => {
  await sendReminders(work())
  const quiet = work()
  await sendReminders(quiet)
  const rows = quiet.meter.rows
  for (let at = 0; at < 20; at += 1) await newReport({ validUntil: now + 30 * day + at })
  const busy = work()
  await sendReminders(busy)
  expect(busy.meter.calls).toBe(2)
  expect(busy.meter.rows).toBeLessThanOrEqual(rows + 4)
})

it('shows the outbox in a sandbox, with the words as they are sent, and nowhere else', async () => {
  await newReport({ validUntil: Date.parse('2026-11-24T16:00:00Z') })
  await sendReminders(work())
  const page = await testApp()('/sandbox/outbox/')
  const text = await page.text()
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(text).toContain('2026-11-24 23:59:59')
  expect(text).toContain('19900001234')
  const elsewhere = await testApp(productionValues)('/sandbox/outbox/')
  expect(elsewhere.status).toBe(404)
})

it.each<Record<string, string>>([
  { MESSAGE_GATEWAY_URL: 'https://gateway.example.cn/' },
  { MESSAGE_GATEWAY_TOKEN: 'x' },
  { MESSAGE_GATEWAY_URL: 'nowhere', MESSAGE_GATEWAY_TOKEN: 'x' },
  {
    ...productionValues,
    MESSAGE_GATEWAY_URL: 'http://gateway.university.cn/',
    MESSAGE_GATEWAY_TOKEN: 'of the gateway that sends messages',
  },
])('refuses settings of a gateway that do not fit: %j', async (settings) => {
  expect((await testApp(settings)('/api/openapi.json')).status).toBe(500)
})
