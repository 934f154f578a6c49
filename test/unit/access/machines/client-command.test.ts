import { expect, it } from 'vitest'
import { readCommand, runCommand } from '../../../../functions/access/machines/client-command.ts'
import { said } from '../../../../functions/platform/command.ts'
import { openLibsqlWork } from '../../../support/libsql-work.ts'

const key = JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'first' }] })
const register = ['register', '--id', 'gd-province', '--province', '44', '--name', '广东', '--jwks', 'k.json']

it.each<[string, string[]]>([
  ['no command', ['--local']],
  ['an unknown command', ['drop', '--local']],
  ['a name every object has', ['constructor', '--local']],
  ['two commands', ['list', 'revoke', '--local']],
  ['no database', ['list']],
  ['both databases', ['list', '--local', '--remote']],
  ['a missing option', ['register', '--id', 'gd-province', '--province', '44', '--local']],
  ['an option of another command', ['revoke', '--id', 'gd-province', '--jwks', 'k.json', '--local']],
  ['an unknown option', ['list', '--local', '--force']],
])('answers %s with how it is used', (_, args) => {
  expect(() => readCommand(args)).toThrow(/^用法/)
})

it('registers, lists, rotates and revokes a client through the verbs', async () => {
  const work = await openLibsqlWork({ kind: 'system', name: 'operator test' })
  const run = (args: string[], keys = '') => runCommand(work, readCommand([...args, '--local']), keys)
  expect(await run(['list'])).toBe('还没有登记任何系统。')
  expect(await run(register, key)).toBe('已登记 gd-province（广东省）。')
  expect(await run(['list'])).toBe('44 gd-province 广东 公钥 first 登记于 2026-11-23T02:00:00.000Z')
  const second = JSON.stringify([{ kty: 'EC', kid: 'second' }])
  await run(['rotate', '--id', 'gd-province', '--jwks', 'k.json'], second)
  expect(await run(['list'])).toContain('公钥 second ')
  await run(['revoke', '--id', 'gd-province'])
  expect(await run(['list'])).toContain('撤销于 2026-11-23')
})

it('says what is wrong in words, not with a stack', async () => {
  const work = await openLibsqlWork({ kind: 'system', name: 'operator test' })
  const fails = async (args: string[], keys: string) =>
    said(await runCommand(work, readCommand([...args, '--local']), keys).catch((error: unknown) => error))
  expect(await fails(register, '{')).toBe('公钥文件不是 JSON')
  expect(await fails(register, '["x"]')).toBe('公钥文件不是 JWK')
  expect(await fails(register, JSON.stringify({ kty: 'EC', kid: 'a', d: 'x' }))).toContain('含有私钥')
  expect(await fails(['revoke', '--id', 'nobody'], '')).toContain('没有这个系统客户端')
  expect(await runCommand(work, readCommand(['list', '--local']), '')).toBe('还没有登记任何系统。')
})

it('takes the folder of the local database, or the deployment’s own', () => {
  expect(readCommand(['list', '--local']).local).toEqual({ state: '.wrangler/state' })
  expect(readCommand(['list', '--local', '--persist-to', 'here']).local).toEqual({ state: 'here' })
  expect(readCommand(['list', '--remote']).local).toBeUndefined()
})
