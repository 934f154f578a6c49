// npm run sandbox:province: plays the provincial system of Guangdong against the running sandbox: registers its key,
// gets a token, reports the sample, then follows the feed until Ctrl-C.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { registerClient } from '../../functions/access/machines/register-client.ts'
import { openDatabase, root } from './open-database.ts'
import { type Follower, provinceSystem } from './province-system.ts'
import { placesIn, readSettings } from './settings-file.ts'

const province = '44'
const sample = `${root}test/samples/destinations-guangdong-10558-2026.json`

/** The system's own key: made at the first run, registered by its public half, kept beside the sandbox's database. */
async function openKey(dir: string): Promise<{ id: string; jwk: JWK }> {
  const place = join(dir, 'province.json')
  if (existsSync(place)) return JSON.parse(await readFile(place, 'utf8')) as { id: string; jwk: JWK }
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = 'sandbox'
  const kept = {
    id: `sandbox-province-${province}-${crypto.randomUUID().slice(0, 8)}`,
    jwk: { ...(await exportJWK(privateKey)), kid },
  }
  const database = await openDatabase(dir)
  try {
    await registerClient(database.work(), {
      id: kept.id,
      provinceCode: province,
      name: '广东省省级系统（沙箱）',
      keys: [{ ...(await exportJWK(publicKey)), kid }],
    })
  } finally {
    await database.close()
  }
  await mkdir(dir, { recursive: true })
  await writeFile(place, JSON.stringify(kept), { mode: 0o600 })
  return kept
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: `${root}.sandbox` },
      once: { type: 'boolean', default: false },
    },
  })
  const { id, jwk } = await openKey(values.dir)
  const { ORIGIN: origin = '' } = readSettings(await readFile(placesIn(values.dir).settings, 'utf8'))
  const system = provinceSystem({ origin, id, key: await importJWK(jwk, 'ES256'), kid: jwk.kid ?? '' })
  const report = JSON.parse(await readFile(sample, 'utf8')) as { 记录: unknown[] }
  for await (const { rows, counts, ms } of system.push(report))
    console.log(
      `上报 ${rows} 行，${ms} 毫秒：新增 ${counts.accepted}，变更 ${counts.changed}，未变 ${counts.unchanged}，拒绝 ${counts.refused}`,
    )
  const follower: Follower = { after: 0, stopped: values.once }
  process.on('SIGINT', () => {
    follower.stopped = true
  })
  console.log('正在跟随事件，按 Ctrl-C 停止 …')
  for await (const { events, lag } of system.follow(follower)) {
    const last = events.at(-1)
    console.log(
      `${events.length} 个事件，到第 ${last?.seq} 号（${last?.kind}）${lag === undefined ? '' : `，滞后 ${lag} 毫秒`}`,
    )
  }
}

try {
  await run()
} catch (error) {
  const said = error instanceof Error ? error.message : '出错了'
  console.error(
    `sandbox:province: ${said === 'fetch failed' ? '沙箱没有在运行：请先运行 npm start' : said.split('\n')[0]}`,
  )
  process.exitCode = 1
}
