/** Members of a JWK that are secret (RFC 7518 §6): whoever sends one has given its private key away. */
const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** What is wrong with a client's public keys, before they are kept. */
export function keyFaults(keys: readonly Record<string, unknown>[]): { field: string; reason: string }[] {
  const faults: { field: string; reason: string }[] = []
  if (keys.length === 0 || keys.length > 4) faults.push({ field: 'keys', reason: '1–4 把公钥' })
  const names = keys.map((key) => key['kid'])
  if (new Set(names).size !== names.length) faults.push({ field: 'keys', reason: 'kid 不能重复' })
  for (const [at, key] of keys.entries()) {
    const field = `keys.${at}`
    if (secret.some((name) => name in key)) faults.push({ field, reason: '含有私钥，请只提供公钥' })
    if (typeof key['kid'] !== 'string' || key['kid'] === '') faults.push({ field, reason: '没有 kid' })
    if (!['EC', 'RSA', 'OKP'].includes(String(key['kty'])))
      faults.push({ field, reason: 'kty 应为 EC、RSA 或 OKP' })
  }
  return faults
}
