import { expect, it } from 'vitest'
import { readCommand, runCommand } from '../../../../functions/access/departments/department-command.ts'
import { said } from '../../../../functions/platform/command.ts'
import { registerClient } from '../../../../functions/access/machines/register-client.ts'
import { signInDepartment } from '../../../../functions/access/sign-in/sign-in-department.ts'
import { Problem } from '../../../../functions/platform/problem.ts'
import type { Work } from '../../../../functions/platform/work.ts'
import { openLibsqlWork } from '../../../support/libsql-work.ts'

const add = ['add', '--id', 'haidian', '--name', '海淀人才', '--kinds', 'archive,hukou']
const account = ['add-account', '--id', 'haidian', '--login', 'li.si', '--name', '李四']
const issuer = ['--issuer', 'http://127.0.0.1:8788']

it.each<[string, string[]]>([
  ['no command', ['--local']],
  ['an unknown command', ['drop', '--local']],
  ['a name every object has', ['constructor', '--local']],
  ['no database', ['list']],
  ['both databases', ['list', '--local', '--remote']],
  ['a missing option', [...account, '--local']],
  ['an option of another command', ['list', '--daily', '5', '--local']],
  ['an unknown option', ['list', '--local', '--force']],
])('answers %s with how it is used', (_, args) => {
  expect(() => readCommand(args)).toThrow(/^用法/)
})

const open = () => openLibsqlWork({ kind: 'system', name: 'operator test' })
const runOn = (work: Work) => (args: string[]) => runCommand(work, readCommand([...args, '--local']))
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

it('adds a department and its accounts, changes its budget, disables and enables it', async () => {
  const work = await open()
  const run = runOn(work)
  expect(await run(['list'])).toBe('还没有登记部门。')
  expect(await run([...add, '--unit', '海淀区人才中心', '--unit', '中关村人才中心'])).toBe(
    '已登记 haidian（海淀人才）。',
  )
  await run([...account, ...issuer])
  expect(await run(['list'])).toBe(
    'haidian 海淀人才 档案、户口 每天 5000 次，每个账号 2000 次 负责单位：海淀区人才中心、中关村人才中心\n  li.si 李四',
  )
  const signIn = () => signInDepartment(work, { issuer: 'http://127.0.0.1:8788', subject: 'li.si' })
  expect(await codeOf(signIn())).toBe('done')
  await run(['budget', '--id', 'haidian', '--daily', '9', '--account-daily', '3'])
  expect(await run(['list'])).toContain('每天 9 次，每个账号 3 次')
  await run(['disable', '--id', 'haidian', '--login', 'li.si'])
  expect(await codeOf(signIn())).toBe('department.unknown')
  await run(['enable', '--id', 'haidian', '--login', 'li.si'])
  await run(['disable', '--id', 'haidian'])
  expect(await run(['list'])).toContain('海淀人才（已停用）')
  expect(await codeOf(signIn())).toBe('department.unknown')
  await run(['enable', '--id', 'haidian'])
  expect(await codeOf(signIn())).toBe('done')
})

it.each<[string, string[], string]>([
  ['an id twice', add, 'department.exists'],
  ['a login twice', [...account, ...issuer], 'department.exists'],
  [
    'an account of no department',
    ['add-account', '--id', 'nobody', '--login', 'x.y', '--name', '某', ...issuer],
    'department.not_found',
  ],
  [
    'a budget of no department',
    ['budget', '--id', 'nobody', '--daily', '1', '--account-daily', '1'],
    'department.not_found',
  ],
  ['a second disabling', ['disable', '--id', 'haidian'], 'department.not_found'],
  [
    'a kind that is none',
    ['add', '--id', 'chaoyang', '--name', '朝阳', '--kinds', 'files'],
    'department.malformed',
  ],
  ['no kind', ['add', '--id', 'chaoyang', '--name', '朝阳', '--kinds', ''], 'department.malformed'],
  [
    'an id with capitals',
    ['add', '--id', 'Chaoyang', '--name', '朝阳', '--kinds', 'hukou'],
    'department.malformed',
  ],
  [
    'a budget in words',
    ['budget', '--id', 'haidian', '--daily', 'many', '--account-daily', '1'],
    'department.malformed',
  ],
  [
    'a negative budget',
    ['budget', '--id', 'haidian', '--daily=-1', '--account-daily', '1'],
    'department.malformed',
  ],
  [
    'a login with a line end in it',
    ['add-account', '--id', 'haidian', '--login', 'a\nb', '--name', '某', ...issuer],
    'department.malformed',
  ],
])('refuses %s and changes nothing', async (_, args, code) => {
  const work = await open()
  const run = runOn(work)
  await run(add)
  await run([...account, ...issuer])
  await run(['disable', '--id', 'haidian'])
  const before = await run(['list'])
  expect(await codeOf(run(args))).toBe(code)
  expect(await run(['list'])).toBe(before)
})

it('says what is wrong in words, not with a stack', async () => {
  const work = await open()
  const words = said(
    await runOn(work)(['add', '--id', 'x', '--name', '', '--kinds', 'hukou']).catch(
      (error: unknown) => error,
    ),
  )
  expect(words).toContain('标识应为 4–64 位')
  expect(words).toContain('名称应为 1 至 60 个字')
  expect(words).not.toContain('    at ')
})

it('registers a machine for a department that is there, and for no other', async () => {
  const work = await open()
  await runOn(work)(add)
  const keys = [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'first' }]
  const client = { id: 'haidian-system', provinceCode: '', name: '海淀系统', keys }
  expect(await codeOf(registerClient(work, { ...client, departmentId: 'nobody' }))).toBe(
    'department.not_found',
  )
  expect(await codeOf(registerClient(work, { ...client, departmentId: 'haidian' }))).toBe('done')
})
