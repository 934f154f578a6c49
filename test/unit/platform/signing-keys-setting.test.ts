import { expect, it } from 'vitest'
import { parseSecrets, type SigningJwk } from '../../../functions/platform/secrets.ts'
import { keysOf, newSigningKey } from '../../../functions/proof/signing-keys.ts'
import { makeSecrets } from '../../support/settings.ts'

const secrets = await makeSecrets()
const good = await newSigningKey()
const other = await newSigningKey()
const { d: _, ...halfOnly } = good

/** What is said where the settings are read, as the app does before it answers anything. */
const refusal = async (text: string): Promise<string> => {
  try {
    await keysOf(parseSecrets({ ...secrets, SIGNING_KEYS: text }).signingKeys)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

it('takes one key or several, also as a browser exports them', async () => {
  expect(await refusal(JSON.stringify([good]))).toBe('')
  expect(
    await refusal(JSON.stringify([{ ...good, ext: true, key_ops: ['sign'], alg: 'ES256' }, other])),
  ).toBe('')
  expect(await refusal(secrets['SIGNING_KEYS'] ?? '')).toBe('')
})

it.each<[string, unknown]>([
  ['nothing', ''],
  ['no JSON', '{"d":"'],
  ['JSON that is cut off', JSON.stringify([good]).slice(0, -2)],
  ['an empty list', []],
  ['an empty set', { keys: [] }],
  ['a set instead of a list', { keys: [good] }],
  ['one key instead of a list', good],
  ['null', [null]],
  ['a public key', [halfOnly]],
  ['a public key behind a good one', [other, halfOnly]],
  ['an RSA key', [{ kty: 'RSA', n: good.x, e: 'AQAB', d: good.d }]],
  ['a symmetric key', [{ kty: 'oct', k: good.d }]],
  ['an Ed25519 key', [{ kty: 'OKP', crv: 'Ed25519', x: good.x, d: good.d }]],
  ['a key of another curve', [{ ...good, crv: 'P-384' }]],
  ['a key for another algorithm', [{ ...good, alg: 'ES384' }]],
  ['a key for encryption', [{ ...good, use: 'enc' }]],
  ['a key that may only verify', [{ ...good, key_ops: ['verify'] }]],
  ['an empty private half', [{ ...good, d: '' }]],
  ['a private half that is too short', [{ ...good, d: good.d.slice(1) }]],
  ['a private half that is a number', [{ ...good, d: 7 }]],
  ['padding', [{ ...good, x: `${good.x}=` }]],
  ['a point that is not on the curve', [{ ...good, y: good.x }]],
  ["another key's private half", [{ ...good, d: other.d }]],
  ['the same key twice', [good, other, good]],
])('refuses %s by name and not by value', async (_title, given) => {
  const said = await refusal(typeof given === 'string' ? given : JSON.stringify(given))
  expect(said).toMatch(/^secrets: SIGNING_KEYS/)
  for (const value of [good.d, good.x, good.y, other.d, other.x])
    expect(said).not.toContain(value.slice(0, 12))
})

it('tries each key once for as long as the settings live', async () => {
  const keys: SigningJwk[] = [good]
  expect(keysOf(keys)).toBe(keysOf(keys))
})
