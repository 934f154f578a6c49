import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, openBrowser } from './shared-browser.ts'
import { parse } from 'csv-parse/sync'
import { sandbox } from './own-sandbox.ts'
import { codeOn, enter } from './steps.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(closePages)

/**
 * Every byte the database keeps on disk: tables, indexes, write-ahead log. Read by another process, because this one
 * would lose its own locks on a file that it closes.
 */
async function databaseBytes(): Promise<Buffer> {
  const state = join(sandbox.dir, 'state')
  const files = (await readdir(state, { recursive: true })).filter((file) => /\.sqlite(-wal)?$/.test(file))
  const read = await promisify(execFile)('cat', files, { cwd: state, encoding: 'buffer', maxBuffer: 2 ** 28 })
  return read.stdout
}

it('keeps no identity number, phone, e-mail or code readable in the database file', async () => {
  const live = sandbox.demo.find((account) => account.name === '陈思齐')
  const page = await browser.newPage()
  await enter(page, `${sandbox.origin}/graduate/`, 'graduate', live?.login ?? '')
  await page.goto(`${sandbox.origin}/graduate/authorize/`)
  const code = await codeOn(page.getByRole('region', { name: '档案信息核验' }))
  await page.close()

  const bytes = await databaseBytes()
  const text = new TextDecoder('gb18030').decode(
    await readFile(new URL('../samples/roster-10001-2026.csv', import.meta.url)),
  )
  const rows = parse(text, { columns: true, trim: true }) as Record<string, string>[]
  // that the search can find something at all
  expect(bytes.includes(rows[0]?.考生号 ?? '')).toBe(true)
  expect(code.length).toBe(15)
  for (const secret of [code, code.slice(7), live?.login ?? '']) expect(bytes.includes(secret)).toBe(false)
  for (const row of rows.slice(0, 300))
    for (const secret of [row.身份证号, row.手机号码, row.电子邮箱])
      if (secret !== undefined && secret.length > 6)
        expect({ secret, found: bytes.includes(secret) }).toEqual({ secret, found: false })
})
