import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { attempts } from '../../../db/schema/verification.ts'
import type { AppEnv } from '../../../functions/platform/bindings.ts'
import { clientAddressHash } from '../../../functions/platform/client-address.ts'
import { cloudflare, type Runtime } from '../../../functions/platform/runtime.ts'
import { countersOf } from '../../../functions/verification/decide-limits.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { earlyInAWindow } from '../../support/early-in-a-window.ts'
import { testApp } from '../../support/test-app.ts'

const SPOOFED = '198.51.100.1'
const REAL = '203.0.113.9'
const PROXY = '192.0.2.7'

const hashOf = (address: string) => workAt().secrets.index('address', address)

/** The hash that counters of this request would go under. */
async function hashedUnder(hops: number, headers: Record<string, string>, runtime: Runtime = cloudflare) {
  const work = workAt()
  const app = new Hono<AppEnv>()
    .use((c, next) => {
      c.set('runtime', runtime)
      c.set('work', { ...work, config: { ...work.config, trustedProxyHops: hops } })
      return next()
    })
    .get('/', async (c) => c.text(await clientAddressHash(c)))
  return (await app.request('/', { headers })).text()
}

it.each<[string, number, Record<string, string>, string]>([
  ['Cloudflare’s word', 0, { 'cf-connecting-ip': REAL }, REAL],
  [
    'Cloudflare’s word, whatever was forwarded',
    0,
    { 'cf-connecting-ip': REAL, 'x-forwarded-for': SPOOFED },
    REAL,
  ],
  ['the one hop', 1, { 'x-forwarded-for': REAL }, REAL],
  ['the last hop', 1, { 'x-forwarded-for': `${SPOOFED}, ${REAL}` }, REAL],
  ['the last hop behind many', 1, { 'x-forwarded-for': `${SPOOFED},10.0.0.1 , ${SPOOFED},${REAL}` }, REAL],
  ['the hop before the last of two', 2, { 'x-forwarded-for': `${SPOOFED}, ${REAL}, ${PROXY}` }, REAL],
  [
    'the last hop, not Cloudflare’s header, which anybody can send',
    1,
    { 'cf-connecting-ip': SPOOFED, 'x-forwarded-for': REAL },
    REAL,
  ],
  ['nobody where no hop is there', 1, { 'cf-connecting-ip': SPOOFED }, 'unknown'],
  ['nobody where a hop is missing', 2, { 'x-forwarded-for': REAL }, 'unknown'],
  ['nobody where nothing is said', 0, { 'x-forwarded-for': SPOOFED }, 'unknown'],
])('believes %s', async (_, hops, headers, address) => {
  expect(await hashedUnder(hops, headers)).toBe(await hashOf(address))
})

/** A machine of one's own, which sees the connection and knows no places. */
const own: Runtime = {
  peerOf: () => PROXY,
  placeOf: () => ({ country: '', region: '' }),
  after: () => undefined,
}

it.each<[string, number, Record<string, string>, string]>([
  [
    'the connection, not Cloudflare’s header, which anybody can send',
    0,
    { 'cf-connecting-ip': SPOOFED },
    PROXY,
  ],
  ['the connection, not what was forwarded by nobody', 0, { 'x-forwarded-for': SPOOFED }, PROXY],
  ['the proxy it was told to trust', 1, { 'cf-connecting-ip': SPOOFED, 'x-forwarded-for': REAL }, REAL],
])('outside Cloudflare, believes %s', async (_, hops, headers, address) => {
  expect(await hashedUnder(hops, headers, own)).toBe(await hashOf(address))
})

it.each<[string, string, string, boolean]>([
  ['hosts of one /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3', true],
  ['ways to write one host', '2001:db8:1:2:0:0:0:1', '2001:DB8:1:2::1', true],
  ['hosts of two /64', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['an IPv4 host and the same one mapped into IPv6', REAL, `::ffff:${REAL}`, true],
  ['two IPv4 hosts mapped into IPv6', `::ffff:${REAL}`, `::ffff:${PROXY}`, false],
  ['two IPv4 hosts', REAL, PROXY, false],
  ['texts that are no address', 'unknown', 'unknown, too', false],
])('counts %s as one caller or as two', async (_, one, other, together) => {
  const [first, second] = await Promise.all(
    [one, other].map((address) => hashedUnder(0, { 'cf-connecting-ip': address })),
  )
  expect(first === second).toBe(together)
})

it('keeps an address closed whatever is spoofed in front of it, and no other address with it', async () => {
  const setup = workAt(new Date().toISOString())
  const db = setup.shards.directory
  await seedSchool(setup, { code: '20099', provinceCode: '11' })
  const owner = await seedGraduate(setup, {
    schoolCode: '20099',
    examNumber: '26110199150001',
    idNumber: inventIdNumber(),
    graduationMonth: '209806',
    cohort: 2098,
  })
  const report = await seedReport(setup, owner)
  // twenty failures from the real address: of this window, and of the next one, should it begin meanwhile
  const counted = [0, 600_000].flatMap(async (more) =>
    countersOf({ address: await hashOf(REAL) }, Date.now() + more).filter(
      ({ name }) => name === 'addressTenMinutes',
    ),
  )
  for (const { about, windowEndsAt } of (await Promise.all(counted)).flat())
    await db
      .insert(attempts)
      .values({ key: await setup.secrets.index('attempt', about), count: 20, windowEndsAt })
  const app = testApp({ TRUSTED_PROXY_HOPS: '1' })
  const ask = async (forwarded: string) => {
    const answer = await app('/api/verifications', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'cf-connecting-ip': forwarded.split(',')[0] ?? '',
        'x-forwarded-for': forwarded,
      },
      body: JSON.stringify({ kind: 'archive', name: owner.entry.name, code: report.code }),
    })
    return ((await answer.json()) as { verdict: string }).verdict
  }
  expect(await ask(REAL)).toBe('limited')
  expect(await ask(`${SPOOFED}, ${REAL}`)).toBe('limited')
  expect(await ask(`198.51.100.2, 198.51.100.3, ${REAL}`)).toBe('limited')
  expect(await ask(`${REAL}, ${PROXY}`)).toBe('valid')
})

it('counts one who sends another of Cloudflare’s headers each time as one, behind no proxy', async () => {
  const app = testApp({ TRUSTED_PROXY_HOPS: '0' }, own)
  const failed = async (address: string) => {
    const answer = await app('/api/verifications', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': address },
      body: JSON.stringify({ kind: 'archive', name: '陈诚', code: '2620099AAAAAAAA' }),
    })
    return answer.status
  }
  const db = workAt().shards.directory
  await db.delete(attempts)
  await earlyInAWindow()
  for (let host = 1; host <= 3; host += 1) expect(await failed(`198.51.100.${host}`)).toBe(200)
  const day = countersOf({ address: await hashOf(PROXY) }, Date.now())
  const about = day.find(({ name }) => name === 'addressTenMinutes')?.about ?? ''
  const [counted] = await db
    .select()
    .from(attempts)
    .where(eq(attempts.key, await workAt().secrets.index('attempt', about)))
  expect(counted?.count).toBe(3)
})
