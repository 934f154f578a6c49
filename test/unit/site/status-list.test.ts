import { CompactSign, importJWK, type JWK } from 'jose'
import { zlibSync } from 'fflate'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { toBase64Url } from '#model/proof/base64url.ts'
import { newSigningKey, publishedSet } from '../../../functions/proof/signing-keys.ts'
import { kidOf } from '#model/proof/signing-keys.ts'
import { signStatusList } from '../../../functions/proof/status-list.ts'
import { changedList, MOST_REPORTS, type Status, statuses } from '#model/proof/status-list.ts'
import type { PublishedKey } from '../../../site/src/kit/proof/check-token.ts'
import type { KeySet } from '../../../site/src/kit/proof/published-keys.ts'
import { lookUp } from '../../../site/src/journeys/verify/status-list.ts'

const origin = 'https://quxiang.example.cn'
beforeAll(() => void vi.stubGlobal('location', { origin }))
afterAll(() => vi.unstubAllGlobals())

const signing = [await newSigningKey()]
const published = (await publishedSet(signing)).keys as PublishedKey[]
const second = Math.floor(Date.now() / 1000)
const set: KeySet = { keys: published, at: second * 1000, ahead: 0, shift: 0 }
const said = { origin, issuedAt: second - 60, ttl: 300 }
const asOf = said.issuedAt * 1000

const listOf = (...states: Status[]) =>
  changedList(
    new Uint8Array(),
    states.length,
    states.map((status, index) => ({ index, status })),
  )
const asked = (text: string, index: number, of: Partial<KeySet> = {}) =>
  lookUp({ text, fetchedAt: second * 1000 }, index, { ...set, ...of })

it('finds each state at its place, as the worker wrote it', async () => {
  const { valid, invalid, suspended, superseded } = statuses
  const text = await signStatusList(
    signing,
    listOf(valid, invalid, suspended, superseded, valid, superseded),
    said,
  )
  const says = await Promise.all([0, 1, 2, 3, 4, 5].map(async (index) => (await asked(text, index))?.says))
  expect(says).toEqual(['in_force', 'ended', 'frozen', 'changed', 'in_force', 'changed'])
  expect((await asked(text, 1))?.asOf).toBe(asOf)
  expect(await asked(text, 8)).toEqual({ says: 'newer', asOf })
  expect(await asked(text, Number.MAX_SAFE_INTEGER)).toEqual({ says: 'newer', asOf })
})

it('finds a place in the middle of the longest list there may be', async () => {
  const list = new Uint8Array(MOST_REPORTS / 4)
  crypto.getRandomValues(list.subarray(500_000, 560_000))
  list[520_000] = 0b11_10_01_00
  const text = await signStatusList(signing, list, said)
  const says = await Promise.all(
    [0, 1, 2, 3].map(async (more) => (await asked(text, 4 * 520_000 + more))?.says),
  )
  expect(says).toEqual(['in_force', 'ended', 'frozen', 'changed'])
  expect((await asked(text, MOST_REPORTS - 1))?.says).toBe('in_force')
  expect((await asked(text, MOST_REPORTS))?.says).toBe('newer')
})

it('believes an ending for ever, and "in force" only as long as the list lives', async () => {
  const text = await signStatusList(signing, listOf(statuses.valid, statuses.invalid), {
    ...said,
    issuedAt: second - 86_401,
  })
  expect((await asked(text, 0))?.says).toBe('out_of_date')
  expect((await asked(text, 1))?.says).toBe('ended')
})

it("reads a list's times, which are the machine's, on the clock of a sandbox that was moved", async () => {
  const shift = 40 * 86_400_000
  const text = await signStatusList(signing, listOf(statuses.valid), said)
  const moved = { at: set.at + shift, ahead: shift, shift }
  expect(await asked(text, 0, moved)).toEqual({ says: 'in_force', asOf: asOf + shift })
})

const goodHeader = { alg: 'ES256', kid: kidOf(published[0]?.kid ?? ''), typ: 'statuslist+jwt' }
const goodPayload = {
  sub: `${origin}/.well-known/status-list`,
  iat: said.issuedAt,
  exp: said.issuedAt + 86_400,
  ttl: 300,
  status_list: { bits: 2, lst: toBase64Url(zlibSync(new Uint8Array(4))) },
}
/** Signed by our own key, whatever it says. */
const signed = async (payload: unknown, header: Record<string, unknown> = {}) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ ...goodHeader, ...header, alg: 'ES256' })
    .sign(await importJWK(signing[0] as JWK, 'ES256'))
const listed = (lst: unknown, bits: unknown = 2) => ({ ...goodPayload, status_list: { bits, lst } })

it.each<[string, () => Promise<string> | string]>([
  ['is nothing', () => ''],
  ['is a page', () => '<!doctype html>'],
  ['is cut off', async () => (await signed(goodPayload)).slice(0, -1)],
  ['has a line end behind it', async () => `${await signed(goodPayload)}\n`],
  ['says more than ours', () => signed({ ...goodPayload, more: 1 })],
  ['is in another order', () => signed({ ...Object.fromEntries(Object.entries(goodPayload).toReversed()) })],
  ['is of another type', () => signed(goodPayload, { typ: 'JWT' })],
  ['has no type, as a report', () => signed(goodPayload, { typ: undefined })],
  ['is signed by an unknown key', () => signed(goodPayload, { kid: 'AAAAAAAA' })],
  [
    "is another site's",
    () => signed({ ...goodPayload, sub: 'https://evil.example/.well-known/status-list' }),
  ],
  ['has no end', () => signed({ ...goodPayload, exp: undefined })],
  ['has times that are texts', () => signed({ ...goodPayload, iat: '1' })],
  ['has no list', () => signed({ ...goodPayload, status_list: null })],
  ['has a list of another width', () => signed(listed(goodPayload.status_list.lst, 1))],
  ['has a list that is no text', () => signed(listed([0, 0]))],
  ['has a list that is no base64url', () => signed(listed('*'))],
  ['has a list that was not compressed', () => signed(listed(toBase64Url(new Uint8Array(64))))],
  [
    'has a compressed list that breaks off',
    () => signed(listed(toBase64Url(zlibSync(crypto.getRandomValues(new Uint8Array(400))).subarray(0, 4)))),
  ],
  [
    'was changed after signing',
    async () => {
      const [head, , sign] = (await signed(goodPayload)).split('.')
      return `${head}.${Buffer.from(JSON.stringify(listed('AAAA'))).toString('base64url')}.${sign}`
    },
  ],
  [
    'says alg none',
    () =>
      [{ ...goodHeader, alg: 'none' }, goodPayload]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
        .concat('.'),
  ],
])('learns nothing from a list that %s', async (_, make) => {
  expect(await asked(await make(), 5)).toBeUndefined()
})

it('learns nothing from a list whose key was removed, and inflates no bomb to its end', async () => {
  const text = await signed(goodPayload)
  expect((await asked(text, 5))?.says).toBe('in_force')
  expect(await asked(text, 5, { keys: [] })).toBeUndefined()
  const bomb = await signed(listed(toBase64Url(zlibSync(new Uint8Array(64 * 1024 * 1024)))))
  expect(await asked(bomb, 4 * 50 * 1024 * 1024)).toBeUndefined()
})
