import { expect, it } from 'vitest'
import { findSettings, askForOneLevel } from '../../../../db/staff.ts'
import { commit } from '../../../../db/commit.ts'
import { schools } from '../../../../db/schema/places.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { addAccount } from '../../../../functions/access/staff/add-account.ts'
import { readCommand, runCommand } from '../../../../functions/access/staff/staff-command.ts'
import { signInStaff } from '../../../../functions/access/sign-in/sign-in-staff.ts'
import { said } from '../../../../functions/platform/command.ts'
import { Problem } from '../../../../functions/platform/problem.ts'
import type { StaffActor } from '#model/actors.ts'
import { openLibsqlSchool } from '../../../support/libsql-work.ts'

const issuer = 'http://127.0.0.1:8788'
const at = ['--school', '10001']
const add = ['add', ...at, '--login', 'Li.Wei', '--name', '李伟', '--issuer', issuer]
const operator = { kind: 'system', name: 'operator test' } as const

it.each<[string, string[]]>([
  ['no command', ['--local']],
  ['no school', ['list', '--local']],
  ['no database', ['list', ...at]],
  ['no issuer', [...add.slice(0, -2), '--local']],
])('answers %s with how it is used', (_, args) => {
  expect(() => readCommand(args)).toThrow(/^用法/)
})

async function school() {
  const work = await openLibsqlSchool()
  const db = work.shards.directory
  const run = (args: string[]) => runCommand({ ...work, actor: operator }, readCommand([...args, '--local']))
  const accounts = async () => (await findSettings(db, '10001'))?.accounts ?? []
  const idOf = async (login: string) => (await accounts()).find(({ subject }) => subject === login)?.id ?? ''
  const signIn = (subject: string) =>
    signInStaff(work, { issuer, subject }).then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )
  /** What a member of the school does. */
  const by = (accountId: string) => ({
    ...work,
    actor: { ...work.actor, accountId } satisfies StaffActor<'school'>,
  })
  return { work, db, run, accounts, idOf, signIn, by }
}

it('adds members who act at once, to the character of their login, and lists them', async () => {
  const { run, signIn, accounts } = await school()
  expect(await run(['list', ...at])).toBe('这所学校还没有账号。')
  expect(await run(add)).toBe('已为 10001 添加账号 Li.Wei（全校）。')
  expect(await signIn('Li.Wei')).toBe('done')
  expect(await signIn('li.wei')).toBe('staff.unknown')
  expect(await accounts()).toMatchObject([{ addedBy: null, confirmedBy: null, subject: 'Li.Wei' }])
  expect(await run(['list', ...at])).toMatch(/^\S+ Li\.Wei 李伟 全校 由平台添加$/)
})

it('is the second person where the school has none: confirms, declines, goes to one level', async () => {
  const { db, work, run, idOf, signIn, by } = await school()
  await run(add)
  const member = by(await idOf('Li.Wei'))
  for (const login of ['first', 'second']) await addAccount(member, { login, name: '新人', college: '' })
  expect(await signIn('first')).toBe('staff.waiting')
  expect(await run(['list', ...at])).toContain('first 新人 全校（待另一人确认） 由李伟添加')
  expect(await run(['confirm', ...at, '--id', await idOf('first')])).toMatch(/已确认/)
  expect(await signIn('first')).toBe('done')
  expect(await run(['decline', ...at, '--id', await idOf('second')])).toMatch(/未同意/)
  expect(await signIn('second')).toBe('staff.unknown')

  const levels = async () => (await findSettings(db, '10001'))?.reviewLevels
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.update(schools).set({ reviewLevels: 2 })] },
  })
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { asked: [askForOneLevel(db, '10001', await idOf('Li.Wei'), 1)] },
  })
  expect(await run(['list', ...at])).toContain('李伟 申请改为学校一级审核')
  expect(await run(['one-level', ...at])).toBe('10001 已改为学校一级审核。')
  expect(await levels()).toBe(1)
  expect(await findSettings(db, '10001')).toMatchObject({ oneLevelAskedBy: null, oneLevelAskedAt: null })
  const trail = await db.select().from(audit)
  expect(trail.filter(({ actorKind }) => actorKind === 'system').map(({ action }) => action)).toEqual([
    'staff.added',
    'staff.confirmed',
    'staff.declined',
    'school.review_chain_changed',
  ])
})

it.each<[string, string[], string]>([
  ['a login twice in a place', add, '这个登录名在这个范围已有账号'],
  [
    'a school that is not there',
    add.map((each) => (each === '10001' ? '10009' : each)),
    '系统里没有这所学校',
  ],
  ['a college that the roster does not know', [...add, '--college', '哲学院'], '院系应与'],
  ['an issuer that is no address', [...add.slice(0, -1), 'idp'], '身份提供方应写成网址'],
  ['a login with a line end in it', add.map((each) => (each === 'Li.Wei' ? 'a\nb' : each)), '登录名应与'],
  ['to confirm what does not wait', ['confirm', ...at, '--id', 'nobody'], '没有找到这个账号'],
  ['one level where there is one', ['one-level', ...at], '信息刚刚发生了变化'],
])('refuses %s in words and changes nothing', async (_, args, words) => {
  const { run } = await school()
  await run(add)
  const before = await run(['list', ...at])
  expect(said(await run(args).catch((error: unknown) => error))).toContain(words)
  expect(await run(['list', ...at])).toBe(before)
})
