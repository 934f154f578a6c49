import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { authorizations, codes, consents, reports } from '../../../db/schema/authorizations.ts'
import { audit } from '../../../db/schema/operations.ts'
import { codeEvents } from '../../../db/schema/verification.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { readCommand, readSealKeys, runCommand } from '../../../functions/proof/codes-command.ts'
import { sealLookups } from '../../../functions/proof/seal-lookups.ts'
import { digestOf } from '../../../functions/proof/token.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'
import { testSettings } from '../../support/settings.ts'

// The second engine (decision 21), and the words of the command.
let work: Work

beforeAll(async () => {
  work = await openLibsqlWork({ kind: 'system', name: 'operator test' })
  const db = work.shards.directory
  const of = { rosterEntryId: 'entry', kind: 'archive' as const }
  const content = '{"kind":"archive"}'
  await db.insert(consents).values({ id: 'c', ...of, textVersion: '1', givenAt: 1 })
  await db.insert(authorizations).values({
    id: 'authorization',
    ...of,
    consentId: 'c',
    confirmationId: 'f',
    stepUpId: 's',
    reportId: 'report',
    authorizedAt: 1,
  })
  await db.insert(reports).values({
    id: 'report',
    ...of,
    recordId: 'r',
    nameFolded: '陈诚',
    content,
    digest: await digestOf(content),
    capAt: work.now + 5000,
    statusIndex: 0,
    issuedAt: 1,
  })
  await db.insert(codes).values({
    hmac: 'h',
    cipher: 'x',
    reportId: 'report',
    ...of,
    validUntil: work.now + 1000,
    issuedAt: 1,
  })
  await db.insert(audit).values({
    at: 1,
    requestId: 'r',
    actorKind: 'graduate',
    actorId: 'a',
    action: 'verification.authorized',
    subjectType: 'roster_entry',
    subjectId: 'entry',
    detail: JSON.stringify({ reportId: 'report', validUntil: work.now + 1000 }),
  })
})

const run = (...args: string[]) =>
  runCommand(work, readCommand([...args, '--secrets', 'settings.env', '--local']))

it('seals what is old once, after it was asked to say what it would do, and then finds everything the same', async () => {
  await expect(run('check')).rejects.toThrow('报告 report：报告没有校验码')
  expect(await run('seal', '--dry-run')).toBe(
    '可以补校验码：报告 1 份，没有停止或失效的编号 1 个。没有写入任何内容。',
  )
  expect(await run('seal')).toBe('已补校验码：报告 1 份，没有停止或失效的编号 1 个。')
  expect(await run('seal')).toBe('没有需要补校验码的报告。')
  expect(await run('check')).toBe(
    '全部一致：报告和编号 1 份，其中可以查询的 1 个；变化记录 1 条（待封存 1 条）；操作记录 1 条；毕业生的链 1 条。',
  )
  await sealLookups(work, work.shards.directory)
  expect(await run('check')).toContain('待封存 0 条')
})

it('names the first difference in one line', async () => {
  const db = work.shards.directory
  await db.update(codeEvents).set({ at: work.now + 1 })
  await expect(run('check')).rejects.toThrow(/^毕业生 entry 的链：第 1 条与封存时不符$/)
  await db.update(codeEvents).set({ at: work.now })
  await db.update(codes).set({ validUntil: work.now + 2000 })
  await expect(run('check')).rejects.toThrow(/^报告 report：核验编号的状态与变化记录不符$/)
  await db.update(codes).set({ validUntil: work.now + 1000, openSeal: 'x' })
  await expect(run('check')).rejects.toThrow(/^报告 report：核验编号与校验码不符$/)
  await db.update(reports).set({ seal: null }).where(eq(reports.id, 'report'))
  await expect(run('seal')).rejects.toThrow('旧报告已经补过一次校验码')
})

it.each<[string, string[]]>([
  ['no command', ['--secrets', 'f', '--local']],
  ['no secrets', ['check', '--local']],
  ['no database', ['check', '--secrets', 'f']],
  ['a dry run of a check', ['check', '--dry-run', '--secrets', 'f', '--local']],
  ['a dry run with a value', ['seal', '--dry-run=yes', '--secrets', 'f', '--local']],
])('answers %s with how it is used', (_, args) => {
  expect(() => readCommand(args)).toThrow(/^用法/)
})

it('takes the one secret that it needs from a file of settings, and never says it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codes-'))
  const { INDEX_SECRET = '', ...others } = await testSettings()
  const file = join(folder, 'settings.env')
  await writeFile(file, `ORIGIN='${others['ORIGIN']}'\nINDEX_SECRET='${INDEX_SECRET}'\n`)
  expect(await (await readSealKeys(file)).index('report-seal', 'x')).toMatch(/^[\w-]{43}$/)
  await writeFile(file, `INDEX_SECRET='${INDEX_SECRET}x'\n`)
  await expect(readSealKeys(file)).rejects.toThrow(`${file} 中没有 INDEX_SECRET，或写法不对`)
  await expect(readSealKeys(join(folder, 'none'))).rejects.toThrow('读不了文件')
})

it('ends with 1 where it fails and with 0 where it is asked for help', async () => {
  const program = new URL('../../../functions/proof/manage-codes.ts', import.meta.url).pathname
  const ran = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const child = execFile(process.execPath, [program, ...args], (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      )
    })
  expect(await ran('--help')).toMatchObject({ code: 0, out: expect.stringContaining('用法') as string })
  const refused = await ran('check', '--local', '--secrets', '/nowhere/settings.env')
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^codes: 读不了文件/) as string,
  })
})
