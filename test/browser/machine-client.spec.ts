import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCommand, runCommand } from '../../functions/access/machines/client-command.ts'
import { provinceSystem } from '../sandbox/province-system.ts'
import { onSandbox } from './on-sandbox.ts'
import { sandbox } from './own-sandbox.ts'

const root = new URL('../..', import.meta.url).pathname
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quxiang-client-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const command = async (...args: string[]) => {
  const local = ['--local', '--persist-to', join(sandbox.dir, 'state')]
  const done = await promisify(execFile)(
    process.execPath,
    [`${root}functions/access/machines/machine-client.ts`, ...args, ...local],
    { cwd: root },
  )
  return done.stdout
}

it('lets a provincial system in and out of a running deployment by its command', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keys = join(dir, 'keys.json')
  await writeFile(keys, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'first' }] }))
  const id = 'command-client'
  const asked = ['--id', id, '--province', '44', '--name', '广东省省级系统', '--jwks', keys]
  expect(await command('register', ...asked)).toContain('已登记')
  const own = { origin: sandbox.origin, id, key: privateKey, kid: 'first' }
  const system = provinceSystem(own)
  const read = async () => {
    for await (const _ of system.follow({ after: 0, stopped: true })) break
  }
  await read()
  const inside = (...args: string[]) =>
    onSandbox((work) => runCommand(work, readCommand([...args, '--local']), ''))
  expect(await inside('list')).toContain(`44 ${id} 广东省省级系统`)
  expect(await command('revoke', '--id', id)).toContain('已撤销')
  await expect(read()).rejects.toThrow('401')
  await expect(inside('revoke', '--id', id)).rejects.toThrow('machine_client.not_found')
})
