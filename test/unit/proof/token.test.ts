import { CompactSign, importJWK, type JWK } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import type { SigningJwk } from '../../../functions/platform/secrets.ts'
import { publishedSet } from '../../../functions/proof/signing-keys.ts'
import { digestOf, readReportToken, signReport } from '../../../functions/proof/token.ts'
import type { ReportClaims } from '#model/proof/token.ts'
import { checkToken, type PublishedKey } from '../../../site/src/kit/proof/check-token.ts'
import { makeSecrets } from '../../support/settings.ts'

const newKeys = async () => JSON.parse((await makeSecrets()).SIGNING_KEYS ?? '') as SigningJwk[]
const keys = await newKeys()

/** As the worker reads it, and as the page does with the published halves: the two never differ. */
async function read(signing: readonly SigningJwk[], text: string): Promise<ReportClaims | undefined> {
  const { keys: published } = await publishedSet(signing)
  const checked = await checkToken(text, published as PublishedKey[])
  const claims = await readReportToken(signing, text)
  expect(checked.ours ? checked.claims : undefined).toEqual(claims)
  return claims
}

const claims: ReportClaims = {
  reportId: 'AbCdEfGhIjKlMnOpQrStUg',
  kind: 'hukou',
  capSeconds: 1_798_732_800,
  digest: await digestOf('{"kind":"hukou"}'),
  statusIndex: 7,
}
const token = await signReport(keys, claims)
const [header = '', payload = '', signature = ''] = token.split('.')
const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const goodPayload = decoded(payload)
const goodHeader = decoded(header)

/** Signed by our own key, whatever it says. */
async function signed(head: Record<string, unknown>, body: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return new CompactSign(bytes)
    .setProtectedHeader({ alg: 'ES256', ...head })
    .sign(await importJWK(keys[0] as JWK, 'ES256'))
}

const ownText = Buffer.from(payload, 'base64url').toString()
const without = (name: string) =>
  Object.fromEntries(Object.entries(goodPayload).filter(([each]) => each !== name))

/** Signed by our own key, letter for letter. */
async function signedText(body: string, head = JSON.stringify(goodHeader)) {
  const text = [head, body].map((part) => Buffer.from(part).toString('base64url')).join('.')
  const { kty, crv, x, y, d } = keys[0] as SigningJwk
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, ecdsa, false, ['sign'])
  const sign = await crypto.subtle.sign(ecdsa, key, Buffer.from(text))
  return `${text}.${Buffer.from(sign).toString('base64url')}`
}

it('reads what is signed letter for letter as ours is', async () => {
  expect(await read(keys, await signedText(ownText))).toEqual(claims)
})

it('reads back what it signed, and holds neither code nor name', async () => {
  expect(await read(keys, token)).toEqual(claims)
  expect(Object.keys(goodPayload).toSorted()).toEqual(['c', 'd', 'k', 'r', 's', 'v'])
  expect(goodHeader).toEqual({ alg: 'ES256', kid: expect.stringMatching(/^[\w-]{8}$/) })
})

it('refuses a token with one changed character, at every position', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
  const survivors: number[] = []
  for (let at = 0; at < token.length; at += 1) {
    const was = token.charAt(at)
    // the neighbour in the alphabet differs in the lowest bit: what non-canonical endings would forgive
    const near = alphabet.charAt(alphabet.indexOf(was) ^ 1)
    for (const other of new Set([near, was === 'A' ? 'B' : 'A', '.', '=', ' ', '\n'])) {
      if (other === was) continue
      const changed = token.slice(0, at) + other + token.slice(at + 1)
      if ((await read(keys, changed)) !== undefined) survivors.push(at)
    }
  }
  expect(survivors).toEqual([])
})

it('refuses every last character but the one our encoder writes', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (const part of [0, 1, 2])
    for (const letter of alphabet) {
      const parts = token.split('.')
      const text = parts[part] ?? ''
      parts[part] = text.slice(0, -1) + letter
      const changed = parts.join('.')
      expect((await read(keys, changed)) === undefined).toBe(changed !== token)
    }
})

it('refuses a token that is cut off or has something added', async () => {
  for (let length = 0; length < token.length; length += 1)
    expect(await read(keys, token.slice(0, length))).toBeUndefined()
  for (const text of [
    `${token}.`,
    `${token}A`,
    `.${token}`,
    `${token}=`,
    ` ${token}`,
    `${token}\n`,
    `${token}.x`,
    `\t${token}`,
    `${token}\r\n`,
    `${token}\u00a0`,
    `${token}\u3000`,
    `\ufeff${token}`,
    `${token}\u200b`,
    token.replaceAll('.', ' . '),
    encodeURIComponent(` ${token}`),
    `${token}.${token}`,
    `${token}#${token}`,
    `http://127.0.0.1:8787/v#${token}`,
  ])
    expect(await read(keys, text)).toBeUndefined()
  expect(await read(keys, 'A'.repeat(100_000))).toBeUndefined()
})

describe('refuses a token that', () => {
  const forged: [string, () => Promise<string> | string][] = [
    ['is signed by nobody (alg none)', () => `${encoded({ ...goodHeader, alg: 'none' })}.${payload}.`],
    [
      'says alg none and keeps a signature',
      () => `${encoded({ ...goodHeader, alg: 'none' })}.${payload}.${signature}`,
    ],
    ['says HS256', () => `${encoded({ ...goodHeader, alg: 'HS256' })}.${payload}.${signature}`],
    ['says ES384', () => `${encoded({ ...goodHeader, alg: 'ES384' })}.${payload}.${signature}`],
    ['names no key', () => signed({}, goodPayload)],
    ['names an unknown key', () => signed({ kid: 'AAAAAAAA' }, goodPayload)],
    ['brings its own key', () => signed({ kid: goodHeader['kid'], jwk: { kty: 'EC' } }, goodPayload)],
    [
      'asks for a critical extension',
      () => `${encoded({ ...goodHeader, crit: ['b64'], b64: false })}.${payload}.${signature}`,
    ],
    ['has another version', () => signed(goodHeader, { ...goodPayload, v: 2 })],
    ['has an unknown field', () => signed(goodHeader, { ...goodPayload, n: '陈诚' })],
    ['lacks the digest', () => signed(goodHeader, { ...goodPayload, d: undefined })],
    ['has a digest of another length', () => signed(goodHeader, { ...goodPayload, d: 'short' })],
    ['has another kind', () => signed(goodHeader, { ...goodPayload, k: 'transfer' })],
    ['has no JSON object in it', () => signed(goodHeader, 'text')],
    ['says one thing twice', () => signedText(ownText.replace('"k":', '"k":"archive","k":'))],
    ['says the same twice', () => signedText(ownText.replace('"v":1', '"v":1,"v":1'))],
    ['has a space in it', () => signedText(ownText.replace(',', ', '))],
    ['has a line end behind it', () => signedText(`${ownText}\n`)],
    ['spells a letter by its number', () => signedText(ownText.replace('"k"', '"\\u006b"'))],
    ['spells a number another way', () => signedText(ownText.replace('"s":7', '"s":7.0'))],
    ['has its members in another order', () => signed(goodHeader, { ...without('v'), v: 1 })],
    [
      'has a header in another order',
      () => signedText(ownText, `{"kid":"${String(goodHeader['kid'])}","alg":"ES256"}`),
    ],
    ['has a space in its header', () => signedText(ownText, JSON.stringify(goodHeader).replace(',', ', '))],
  ]
  it.each(forged)('%s', async (_, make) => {
    expect(await read(keys, await make())).toBeUndefined()
  })

  it('a foreign key signed under our key name', async () => {
    const foreign = await newKeys()
    const [, body = '', sign = ''] = (await signReport(foreign, claims)).split('.')
    expect(await read(keys, `${header}.${body}.${sign}`)).toBeUndefined()
    expect(await read(keys, await signReport(foreign, claims))).toBeUndefined()
  })
})

it('still reads papers signed before a new key came in front', async () => {
  const rotated = [...(await newKeys()), ...keys]
  expect(await read(rotated, token)).toEqual(claims)
  expect((await signReport(rotated, claims)).split('.')[0]).not.toBe(header)
})

it('digests the content to 128 bits', async () => {
  expect(await digestOf('a')).toMatch(/^[\w-]{22}$/)
  expect(await digestOf('a')).not.toBe(await digestOf('b'))
})

describe('the page says of a token that is not ours', () => {
  const published = async (signing: readonly SigningJwk[]) =>
    (await publishedSet(signing)).keys as PublishedKey[]
  const foreign = { ours: false, because: 'foreign' }
  const unknown = { ours: false, because: 'unknown_key' }

  it('that its key is unknown where a newer set could know it', async () => {
    const others = await newKeys()
    expect(await checkToken(await signReport(others, claims), await published(keys))).toEqual(unknown)
    expect(await checkToken(token, [])).toEqual(unknown)
  })

  it('that no set will ever know it, where the signature or the spelling is wrong', async () => {
    const others = await newKeys()
    const [, theirs = '', sign = ''] = (await signReport(others, claims)).split('.')
    for (const text of [
      `${header}.${theirs}.${sign}`,
      `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
      `${header}.${encoded({ ...goodPayload, s: 8 })}.${signature}`,
      `${token} `,
      `${header}.${payload}`,
      '',
    ])
      expect(await checkToken(text, await published(keys))).toEqual(foreign)
  })

  it('never more than that, whatever the set holds under its key name', async () => {
    const [own] = await published(keys)
    const [other] = await published(await newKeys())
    if (own === undefined || other === undefined) throw new Error('no key')
    for (const [x, y] of [
      ['A'.repeat(43), 'A'.repeat(43)],
      [own.y, own.x],
      [own.x, own.x],
      ['', ''],
    ] as const)
      expect(await checkToken(token, [{ ...own, x, y }])).toEqual(unknown)
    expect(await checkToken(token, [{ ...other, kid: own.kid }])).toEqual(foreign)
    expect(await checkToken(token, [{ ...own, kty: 'oct', crv: '' }])).toEqual(unknown)
  })
})

it('takes one signature check and no network in the page, and none at all for what is misspelled', async () => {
  const set = (await publishedSet(keys)).keys as PublishedKey[]
  const verify = vi.spyOn(crypto.subtle, 'verify')
  const network = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network here'))
  expect((await checkToken(token, set)).ours).toBe(true)
  expect(verify).toHaveBeenCalledTimes(1)
  await checkToken(`${token} `, set)
  await checkToken(token, [])
  expect(verify).toHaveBeenCalledTimes(1)
  expect(network).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})
