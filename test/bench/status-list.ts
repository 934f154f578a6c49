// `npm run status-list-size -- [reports]`: how large the signed status list is, a million reports by default, by how many of
// them have died. The dead are spread at random, which compresses worst.
import { parseSecrets } from '../../functions/platform/secrets.ts'
import { listIn, signStatusList } from '../../functions/proof/status-list.ts'
import { changedList, type Status, statusAt } from '#model/proof/status-list.ts'
import { makeSecrets } from '../support/settings.ts'

const reports = Number(process.argv[2] ?? '1000000')
if (!Number.isInteger(reports) || reports < 1 || reports > 4_000_000) {
  console.error('用法：npm run status-list-size -- [报告份数，1 到 4000000]')
  process.exit(1)
}
const { signingKeys } = parseSecrets(await makeSecrets())
const kb = (bytes: number) => `${(bytes / 1024).toFixed(0).padStart(5)} KB`

/** Of the dead most have passed their day or were ended, some were superseded, few frozen. */
const causes: Status[] = [1, 1, 1, 1, 1, 1, 1, 3, 3, 2]

console.log(`${reports} reports, two bits each: ${kb(Math.ceil(reports / 4))} before compression`)
for (const share of [0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1]) {
  const changes = []
  for (let index = 0; index < reports; index += 1)
    if (Math.random() < share)
      changes.push({ index, status: causes[Math.floor(Math.random() * causes.length)] ?? 1 })
  const began = performance.now()
  const token = await signStatusList(signingKeys, changedList(new Uint8Array(), reports, changes), {
    origin: 'https://quxiang.example.cn',
    issuedAt: 1_795_000_000,
    ttl: 300,
  })
  const made = performance.now() - began
  const read = listIn(token)
  for (const { index, status } of changes)
    if (statusAt(read, index) !== status) throw new Error('the list does not say what was put in')
  console.log(
    `${(share * 100).toFixed(0).padStart(3)} % dead: ${kb(token.length)}, made in ${made.toFixed(0)} ms`,
  )
}
