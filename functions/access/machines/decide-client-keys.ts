import type { Plain } from '#model/wording.ts'

/** Members of a JWK that are secret (RFC 7518 §6): whoever sends one has given its private key away. */
const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

type KeyFault = Plain<'keys.count' | 'keys.same_kid' | 'key.secret' | 'key.no_kid' | 'key.type'> & {
  field: string
}

/** What is wrong with a client's public keys, before they are kept. */
export function keyFaults(keys: readonly Record<string, unknown>[]): KeyFault[] {
  const faults: KeyFault[] = []
  if (keys.length === 0 || keys.length > 4) faults.push({ field: 'keys', because: 'keys.count' })
  const names = keys.map((key) => key['kid'])
  if (new Set(names).size !== names.length) faults.push({ field: 'keys', because: 'keys.same_kid' })
  for (const [at, key] of keys.entries()) {
    const field = `keys.${at}`
    if (secret.some((name) => name in key)) faults.push({ field, because: 'key.secret' })
    if (typeof key['kid'] !== 'string' || key['kid'] === '') faults.push({ field, because: 'key.no_kid' })
    if (!['EC', 'RSA', 'OKP'].includes(String(key['kty']))) faults.push({ field, because: 'key.type' })
  }
  return faults
}
