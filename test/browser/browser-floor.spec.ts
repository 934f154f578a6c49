import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newerIn, newerInStyles } from '../support/browser-floor.ts'

const dist = new URL('../../site/dist/', import.meta.url).pathname
const built = async (ending: string) =>
  Promise.all(
    (await readdir(dist, { recursive: true }))
      .filter((file) => file.endsWith(ending))
      .map(async (file) => ({ file, text: await readFile(join(dist, file), 'utf8') })),
  )

it('needs nothing that Chrome 109 and Safari 15.4 do not have, in any script', async () => {
  const scripts = await built('.js')
  expect(scripts.map(({ file }) => file)).toContain('sw.js')
  expect(scripts.length).toBeGreaterThan(20)
  const newer = scripts.map(({ file, text }) => ({ file, newer: newerIn(text) }))
  expect(newer.filter((each) => each.newer.length > 0)).toEqual([])
})

it('needs nothing newer in any style sheet', async () => {
  const sheets = await built('.css')
  expect(sheets.length).toBeGreaterThan(3)
  const newer = sheets.map(({ file, text }) => ({ file, newer: newerInStyles(text) }))
  expect(newer.filter((each) => each.newer.length > 0)).toEqual([])
})
