import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { parse } from 'csv-parse/sync'
import { sandbox } from './own-sandbox.ts'
import { codeOn, enter } from './steps.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** Every byte the database keeps on disk: tables, indexes, write-ahead log. */
async function databaseBytes(): Promise<Buffer> {
  const state = join(sandbox.dir, 'state')
  const files = (await readdir(state, { recursive: true })).filter((file) => /\.sqlite(-wal)?$/.test(file))
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(state, file)))))
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
