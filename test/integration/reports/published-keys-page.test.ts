import { expect, it } from 'vitest'
import { newSigningKey, publishedSet } from '../../../functions/proof/signing-keys.ts'
import { testApp } from '../../support/test-app.ts'

const pair = [await newSigningKey(), await newSigningKey()]
const attribute = (html: string, name: string) =>
  (new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&quot;', '"')

it('brings the published keys with the page, and nothing private or personal', async () => {
  const app = testApp({ SIGNING_KEYS: JSON.stringify(pair) })
  const answer = await app('/v/')
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(JSON.parse(attribute(html, 'set'))).toEqual(await publishedSet(pair))
  for (const { d } of pair) expect(html).not.toContain(d)
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=/)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(answer.headers.get('server-timing')).toBe('db;desc="calls=0 rows=0"')
})

it('is asked for anew at every visit, because it tells the time', async () => {
  const app = testApp({ SIGNING_KEYS: JSON.stringify(pair) })
  const answer = await app('/v/', { headers: { 'If-None-Match': '*' } })
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
    200,
    'no-cache',
    null,
  ])
  const html = await answer.text()
  expect(Math.abs(Date.now() - Date.parse(attribute(html, 'at')))).toBeLessThan(60_000)
  expect(attribute(html, 'shift')).toBe('0')
})

it('tells the time of a sandbox whose clock was moved, and by how much it was', async () => {
  const day = 86_400_000
  const app = testApp({ SIGNING_KEYS: JSON.stringify(pair), CLOCK_OFFSET_MS: String(40 * day) })
  const html = await (await app('/v/')).text()
  expect(attribute(html, 'shift')).toBe(String(40 * day))
  expect(Math.abs(Date.now() + 40 * day - Date.parse(attribute(html, 'at')))).toBeLessThan(60_000)
})

it('has no page without keys that fit', async () => {
  const answer = await testApp({ SIGNING_KEYS: '[]' })('/v/')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([500, 'no-store'])
})
