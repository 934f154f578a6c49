// The three rooms of site/src: a page names one journey, a journey stands alone, and the kit knows none of them.
import { expect, it } from 'vitest'
import { filesIn, importsOf, readSource } from './source.ts'

const own = filesIn('site/src')
const under = (folder: string) => own.filter((file) => file.startsWith(`site/src/${folder}/`))
const source = (files: string[]) => files.filter((file) => /\.(ts|tsx|astro)$/.test(file))

/** Of a file of a journey: the journey's name. */
const journeyOf = (file: string): string | undefined => /^site\/src\/journeys\/([^/]+)\//.exec(file)?.[1]

/** Everything a page takes in: imports, and the scripts it mounts. */
const taken = (file: string): string[] => [
  ...importsOf(file),
  ...[...readSource(file).matchAll(/src="(?:\.\.\/)+(journeys\/[^"]+)"/g)].map(
    (match) => `site/src/${match[1]}`,
  ),
]

/** Pages of a few sentences and no behaviour, or no page at all: they hold what they say themselves. */
const plain = new Set([
  '404.astro',
  'announcements.astro',
  'manifest.webmanifest.ts',
  'problem.astro',
  'sandbox/outbox.astro',
])

it('has only pages, journeys and the kit', () => {
  const elsewhere = own.filter((file) => !/^site\/src\/(pages|journeys|kit)\//.test(file))
  expect(elsewhere.toSorted()).toEqual(['site/src/env.d.ts', 'site/src/offline-worker.ts'])
})

it('mounts one journey on every page, in at most 13 lines', () => {
  const pages = under('pages').filter((file) => !plain.has(file.slice('site/src/pages/'.length)))
  expect(pages.length).toBeGreaterThan(25)
  for (const page of pages) {
    const journeys = new Set(taken(page).flatMap((target) => journeyOf(target) ?? []))
    const lines = readSource(page).trimEnd().split('\n').length
    expect({ page, journeys: journeys.size, short: lines <= 13 }).toEqual({ page, journeys: 1, short: true })
  }
})

it('has every journey on some page', () => {
  const mounted = new Set(under('pages').flatMap(taken).map(journeyOf))
  expect([...new Set(under('journeys').map(journeyOf))].filter((each) => !mounted.has(each))).toEqual([])
})

it('lets no journey import another', () => {
  const between = source(under('journeys')).flatMap((file) =>
    importsOf(file)
      .filter((target) => ![undefined, journeyOf(file)].includes(journeyOf(target)))
      .map((target) => `${file} → ${target}`),
  )
  expect(between).toEqual([])
})

it('keeps the kit free of journeys and pages', () => {
  const out = source(under('kit')).flatMap((file) =>
    importsOf(file)
      .filter((target) => /^site\/src\/(journeys|pages)\//.test(target))
      .map((target) => `${file} → ${target}`),
  )
  expect(out).toEqual([])
})

/** What the kit draws, by what one would write to draw it by hand. The one exception is a tick with a sentence. */
it.each([
  ['table', /<table\b/, []],
  ['field', /class="field"/, ['site/src/journeys/transfer-codes/dispatch-form.tsx']],
  ['pager', /class="actions list-acts" aria-label/, []],
  ['empty list', /class=.*\bempty['"]/, []],
  ['verdict', /class=\{?["`]verdict /, []],
  ['way to a page', /class=\{?["`]card entry/, []],
  ['desk', /class="desk-pages"|action="\/sign-out"/, []],
  [
    'address',
    /new URLSearchParams\(location|history\[?.(push|replace)State/,
    ['site/src/journeys/register/screen.tsx'],
  ],
  ['request', /\bhc<|'Idempotency-Key'/, ['site/src/journeys/uploads/send-file.ts']],
])('draws no %s by hand outside the kit', (_, byHand, exceptions) => {
  const kit = under('kit').filter((file) => file.endsWith('.tsx') || file.endsWith('.ts'))
  expect(kit.some((file) => byHand.test(readSource(file)))).toBe(true)
  const outside = under('journeys').filter((file) => /\.tsx?$/.test(file) && byHand.test(readSource(file)))
  expect(outside).toEqual(exceptions)
})

it('mounts a framework on no public page', () => {
  const reach = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file) || !own.includes(file)) return seen
    seen.add(file)
    for (const target of taken(file)) reach(target, seen)
    for (const [, beside] of readSource(file).matchAll(/src="\.\/([^"]+)"/g))
      reach(`${file.slice(0, file.lastIndexOf('/'))}/${beside}`, seen)
    return seen
  }
  const open = under('pages').filter((file) => /pages\/(index|v|verify\/.+)\.astro$/.test(file))
  expect(open.length).toBeGreaterThanOrEqual(6)
  const mounted = open.flatMap((page) => [...reach(page)].filter((file) => file.endsWith('.tsx')))
  expect(mounted).toEqual([])
})

it('measures nothing that is read in pixels: a text of twice the size keeps its room', () => {
  const sheets = [...own, ...filesIn('functions')].filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(15)
  const fixed = sheets.flatMap((file) =>
    readSource(file)
      .split('\n')
      // up to three pixels are a line; 99 and 999 are out of sight, or an end that is round at any size
      .filter((line) => /(?<![\w.])(?:[4-9]|[1-9]\d+)(?:\.\d+)?px/.test(line) && !/9{2,3}px/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(fixed).toEqual([])
})
