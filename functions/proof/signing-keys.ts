// The signing keys as the crypto takes them, and their public halves as everybody may have them.
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { SigningJwk } from '../platform/secrets.ts'
import { haveOneKidTwice } from '#model/proof/signing-keys.ts'

export interface SigningKey {
  thumbprint: string
  sign: CryptoKey
  verify: CryptoKey
}

const imported = new WeakMap<object, Promise<SigningKey[]>>()

/**
 * Each key is imported and tried once an isolate.
 * @throws Error naming the setting, where a key's halves do not belong together or two keys begin alike
 */
export function keysOf(signingKeys: readonly SigningJwk[]): Promise<SigningKey[]> {
  const known = imported.get(signingKeys)
  if (known !== undefined) return known
  const made = importAll(signingKeys)
  imported.set(signingKeys, made)
  return made
}

async function importAll(signingKeys: readonly SigningJwk[]): Promise<SigningKey[]> {
  const keys = await Promise.all(signingKeys.map(importOne))
  if (haveOneKidTwice(keys.map((key) => key.thumbprint)))
    throw new Error('secrets: SIGNING_KEYS holds one key twice, or two whose thumbprints begin alike')
  return keys
}

async function importOne(given: SigningJwk, place: number): Promise<SigningKey> {
  const { kty, crv, x, y, d } = given
  const open = { kty, crv, x, y }
  try {
    const thumbprint = await calculateJwkThumbprint(open)
    const sign = (await importJWK({ ...open, d }, 'ES256')) as CryptoKey
    const verify = (await importJWK(open, 'ES256')) as CryptoKey
    if (await verifiesWhat(sign, verify)) return { thumbprint, sign, verify }
  } catch {
    // what the crypto says of a key is not for a log
  }
  throw new Error(`secrets: SIGNING_KEYS.${place} is no key: its halves do not belong together`)
}

async function verifiesWhat(sign: CryptoKey, verify: CryptoKey): Promise<boolean> {
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  const probe = new TextEncoder().encode('quxiang signing key')
  return crypto.subtle.verify(ecdsa, verify, await crypto.subtle.sign(ecdsa, sign, probe), probe)
}

/** The JWK set at /.well-known/jwks.json: built from named public members, so that nothing else can be in it. */
export async function publishedSet(signingKeys: readonly SigningJwk[]) {
  const thumbprints = (await keysOf(signingKeys)).map((key) => key.thumbprint)
  const keys = signingKeys.map(({ kty, crv, x, y }, place) => ({
    kty,
    crv,
    x,
    y,
    alg: 'ES256',
    use: 'sig',
    kid: thumbprints[place],
  }))
  return { keys }
}

export async function newSigningKey(): Promise<SigningJwk> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const { x = '', y = '', d = '' } = await exportJWK(pair.privateKey)
  return { kty: 'EC', crv: 'P-256', x, y, d }
}
