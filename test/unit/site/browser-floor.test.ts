import { expect, it } from 'vitest'
import { newerIn, newerInStyles } from '../../support/browser-floor.ts'

it.each([
  ['toSorted', 'const f = (a) => a.toSorted()'],
  ['withResolvers', 'const f = () => Promise.withResolvers()'],
  ['Promise.withResolvers', 'const f = () => Promise.withResolvers()'],
  ['AbortSignal.timeout', 'fetch("/", { signal: AbortSignal.timeout(5) })'],
  ['URL.canParse', 'const f = (t) => URL.canParse(t)'],
  ['groupBy', 'Object.groupBy(a, f)'],
  ['lookbehind', 'const f = (t) => /(?<=a)b/.test(t)'],
  ['regular expression with v', 'const f = /[a--b]/v'],
  ['for await', 'async function f(s) { for await (const c of s) g(c) }'],
  ['top-level await', 'const a = await f()'],
  ['static block', 'class A { static { f() } }'],
  ['using', 'function f() { using a = g() }'],
  ['requestIdleCallback', 'requestIdleCallback(f)'],
  ['DecompressionStream', 'new DecompressionStream("deflate")'],
  ['Temporal', 'const now = Temporal.Now.instant()'],
])('finds %s', (name, script) => {
  expect(newerIn(script)).toContain(name)
})

it.each([
  'const f = async () => { await g(); for (const a of b) c(a) }',
  'const f = (a) => a.at(-1) ?? a.findLast(g) ?? structuredClone(a)',
  'const f = "toSorted AbortSignal.timeout (?<=a)"',
  'const f = { scheduler: 1, navigation: 2 }; const g = f.navigation',
  'const f = /(?<year>\\d+)/u',
  'if ("DecompressionStream" in globalThis) new DecompressionStream("deflate")',
  'const f = (a, b) => a.moveBefore ? a.moveBefore(b, null) : a.insertBefore(b, null)',
  'class A { #x = 1; static y = 2 }',
])('finds nothing new in %s', (script) => {
  expect(newerIn(script)).toEqual([])
})

it('finds what a style sheet needs', () => {
  expect(newerInStyles('a{color:light-dark(#fff,#000)}')).toHaveLength(1)
  expect(newerInStyles('a{color:red;& b{color:blue}}')).toHaveLength(1)
  expect(
    newerInStyles('a:has(b){background:linear-gradient(#fff,#000);--lightningcss-light:initial}'),
  ).toEqual([])
})
