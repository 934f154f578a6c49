import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SigningJwk, signingKeysText } from '../../../functions/platform/secrets.ts'
import { runKeysCommand } from '../../../functions/proof/keys-command.ts'
import { publishedSet } from '../../../functions/proof/signing-keys.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-keys-'))
  file = join(folder, 'keys.json')
})
afterEach(() => rm(folder, { recursive: true }))

const keysIn = async (): Promise<SigningJwk[]> => signingKeysText.parse(await readFile(file, 'utf8'))
const kidsIn = async () => (await publishedSet(await keysIn())).keys.map((key) => key.kid ?? '')
const run = async (command: string, kid?: string) => {
  const said = await runKeysCommand([command, '--file', file, ...(kid === undefined ? [] : [`--kid=${kid}`])])
  for (const { d } of await keysIn()) expect(said).not.toContain(d)
  return said
}
const failure = (args: string[]): Promise<string> =>
  runKeysCommand(args).then(
    () => '',
    (error: Error) => error.message,
  )

it('makes a first key, publishes a second, promotes it and removes the first', async () => {
  expect(await run('create')).toContain(`wrangler secret put SIGNING_KEYS < ${file}`)
  const [first = ''] = await kidsIn()
  expect(await run('publish')).toContain('请在发布 48 小时之后再用 promote')
  const [still, second = ''] = await kidsIn()
  expect(still).toBe(first)
  expect(await run('list')).toBe(`  ${first}  签名、核验\n  ${second}  核验`)
  expect(await run('promote', second.slice(0, 8))).toContain(`已改由 ${second} 签名`)
  expect(await kidsIn()).toEqual([second, first])
  expect(await run('remove', first)).toContain('由它签名的二维码一律答“未查到”')
  expect(await kidsIn()).toEqual([second])
})

it('leaves a file that only its owner reads, and nothing beside it', async () => {
  await run('create')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await chmod(file, 0o644)
  await run('publish')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['keys.json'])
})

it('writes where a link leads, so that no older copy is left behind', async () => {
  await run('create')
  const link = join(folder, 'link.json')
  await symlink(file, link)
  await runKeysCommand(['publish', '--file', link])
  expect(await keysIn()).toHaveLength(2)
})

describe('refuses', () => {
  it.each<[string, string[]]>([
    ['no command', ['--file', 'keys.json']],
    ['an unknown command', ['rotate', '--file', 'keys.json']],
    ['two commands', ['list', 'publish', '--file', 'keys.json']],
    ['no file', ['list']],
    ['no kid to promote', ['promote', '--file', 'keys.json']],
    ['no kid to remove', ['remove', '--file', 'keys.json']],
    ['a kid where none is taken', ['publish', '--file', 'keys.json', '--kid', 'aaaaaaaa']],
    ['an unknown option', ['list', '--file', 'keys.json', '--force']],
  ])('%s, with how it is used', async (_, args) => {
    expect(await failure(args)).toMatch(/^用法/)
  })

  it('a file that is not there, and makes none', async () => {
    for (const args of [
      ['list'],
      ['publish'],
      ['promote', '--kid', 'aaaaaaaa'],
      ['remove', '--kid', 'aaaaaaaa'],
    ])
      expect(await failure([...args, '--file', file])).toBe(`没有 ${file} 这个文件；新建请用 create`)
    expect(await readdir(folder)).toEqual([])
    expect(await failure(['list', '--file', folder])).toBe(`读不了 ${folder}（EISDIR）`)
    expect(await failure(['create', '--file', join(folder, 'none', 'keys.json')])).toContain('（ENOENT）')
  })

  it('to make a file anew that is there', async () => {
    await run('create')
    const before = await readFile(file, 'utf8')
    expect(await failure(['create', '--file', file])).toBe(`${file} 已经存在，未改动`)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('an unknown kid and the last key, and leaves the file as it was', async () => {
    await run('create')
    const before = await readFile(file, 'utf8')
    const [kid = ''] = await kidsIn()
    expect(await failure(['promote', '--file', file, '--kid', 'aaaaaaaa'])).toContain(
      '没有以 aaaaaaaa 开头的密钥',
    )
    expect(await failure(['promote', '--file', file, '--kid=-AAAAAAA'])).toContain('没有以 -AAAAAAA 开头')
    expect(await failure(['remove', '--file', file, `--kid=${kid.slice(0, 7)}`])).toContain('至少写前 8 位')
    expect(await failure(['remove', '--file', file, `--kid=${kid}`])).toContain('最后一把密钥')
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('a file that is something else, without quoting it', async () => {
    await run('create')
    const [key] = await keysIn()
    const d = key?.d ?? ''
    for (const text of [
      d,
      `[{"d":"${d}"`,
      JSON.stringify(key),
      JSON.stringify([{ ...key, kty: 'RSA' }]),
      '',
    ]) {
      await writeFile(file, text)
      const said = await failure(['publish', '--file', file])
      expect(said).toContain('不是签名密钥文件')
      expect(said).not.toContain(d.slice(0, 6))
      expect(await readFile(file, 'utf8')).toBe(text)
    }
    await writeFile(file, JSON.stringify([key, key]))
    expect(await failure(['publish', '--file', file])).toMatch(/^secrets: SIGNING_KEYS/)
  })
})

it('keeps the keys off both outputs, and ends with 1 when it refuses', async () => {
  const called = (args: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const script = new URL('../../../functions/proof/rotate-keys.ts', import.meta.url).pathname
      execFile(process.execPath, [script, ...args, '--file', file], (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
      )
    })
  const made = await called(['create'])
  const again = await called(['create'])
  expect([made.code, again.code]).toEqual([0, 1])
  const [key] = await keysIn()
  for (const { said } of [made, again]) expect(said).not.toContain(key?.d)
  expect(made.said).toContain((await kidsIn())[0])
  expect(again.said).toBe(`signing-keys: ${file} 已经存在，未改动\n`)
})
