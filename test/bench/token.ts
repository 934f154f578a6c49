// Run by hand: `node test/bench/token.ts`. Prints what the page's check of a token costs on this machine.
import { newSigningKey, publishedSet } from '../../functions/proof/signing-keys.ts'
import { signReport } from '../../functions/proof/token.ts'
import { checkToken, type PublishedKey } from '../../site/src/kit/proof/check-token.ts'

const signing = [await newSigningKey(), await newSigningKey(), await newSigningKey()]
const keys = (await publishedSet(signing)).keys as PublishedKey[]
const claims = {
  reportId: 'A'.repeat(22),
  kind: 'archive' as const,
  capSeconds: 1_798_732_800,
  digest: 'd'.repeat(22),
  statusIndex: 3_999_999,
}
const token = await signReport(signing.slice(2), claims)
const changed = token.slice(0, -20) + (token.at(-20) === 'A' ? 'B' : 'A') + token.slice(-19)

async function time(label: string, text: string, ours: boolean) {
  const costs: number[] = []
  for (let round = 0; round < 2200; round += 1) {
    const began = performance.now()
    const checked = await checkToken(text, keys)
    costs.push(performance.now() - began)
    if (checked.ours !== ours) throw new Error(`${label}: wrongly judged`)
  }
  const sorted = costs.slice(200).toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3)
  console.log(`${label}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(0.9999)} ms`)
}

console.log(`${token.length} characters, ${keys.length} keys`)
await time('genuine', token, true)
await time('changed signature', changed, false)
await time('misspelled', `${token} `, false)
await time('unknown key', await signReport([await newSigningKey()], claims), false)
