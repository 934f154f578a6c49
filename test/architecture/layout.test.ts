import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { problems } from '#words/problems/catalogue.ts'

const root = new URL('../..', import.meta.url).pathname

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const code = [
  ...filesIn('functions'),
  ...filesIn('db').filter((file) => !file.includes('/migrations/')),
].filter((file) => file.endsWith('.ts'))
const importsOf = (file: string) =>
  [...read(file).matchAll(/^(?:import|export)\s(type\s)?[^'"]*?from '([^']+)'/gms)].map((match) => ({
    typeOnly: match[1] !== undefined,
    from: match[2] ?? '',
  }))

it('keeps the top level as it was agreed', () => {
  const allowed = new Set([
    'db',
    'functions',
    'site',
    'test',
    'README.md',
    'package.json',
    'package-lock.json',
  ])
  for (const more of ['tsconfig.json', 'wrangler.toml', 'node_modules']) allowed.add(more)
  expect(readdirSync(root).filter((name) => !name.startsWith('.') && !allowed.has(name))).toEqual([])
})

it('has no file whose name says nothing', () => {
  const bare = new Set(['index', 'utils', 'helpers', 'types', 'constants', 'service'])
  const files = [...code, ...filesIn('test').filter((file) => file.endsWith('.ts')), ...filesIn('site/src')]
  expect(files.filter((file) => file.endsWith('.ts') && bare.has(basename(file, '.ts')))).toEqual([])
})

it('names every file of a slice by the vocabulary: rules, wire, routes, a verb or an outside thing', () => {
  const odd = filesIn('functions')
    .filter((file) => file.split('/').length === 3 && !file.startsWith('functions/platform/'))
    .map((file) => basename(file))
    .filter(
      (name) => name !== 'README.md' && !/^([a-z0-9]+(-[a-z0-9]+)*)(\.rules|\.d)?\.(ts|css)$/.test(name),
    )
  expect(odd).toEqual([])
})

it("lets no verb import another slice's verb", () => {
  const broken = code
    .filter((file) => file.startsWith('functions/') && !file.startsWith('functions/platform/'))
    .filter((file) => file.split('/').length === 3)
    .flatMap((file) =>
      importsOf(file)
        .filter((each) => each.from.startsWith('../') && !each.typeOnly && !each.from.endsWith('.rules.ts'))
        .map((each) => join(dirname(file), each.from))
        .filter((target) => target.startsWith('functions/') && !target.startsWith('functions/platform/'))
        .map((target) => `${file} → ${target}`),
    )
  expect(broken.filter((each) => !sharedOutsideThings.some((shared) => each.endsWith(shared)))).toEqual([])
})

/** Files that wrap an outside thing (keys, randomness, a QR or region package), a sheet's look or the ledger's seal, and decide nothing. */
const sharedOutsideThings = [
  'functions/proof/token.ts',
  'functions/proof/qr.ts',
  'functions/print/sheet.css',
  'functions/proof/make-code.ts',
  'functions/model/tables/regions.ts',
  'functions/proof/seal-lookups.ts',
  'functions/sheets/read-sheet.ts',
]

it('lets only commit() and reads call batch()', () => {
  const callers = code.filter((file) => /\.batch\(/.test(read(file)))
  expect(callers.toSorted()).toEqual(['db/client.ts', 'db/commit.ts'])
})

it('reads the clock only where work is made', () => {
  const readers = code.filter((file) => /Date\.now\(\)|new Date\(\)/.test(read(file)))
  expect(readers.toSorted()).toEqual(['functions/app.ts', 'functions/platform/open-work.ts'])
})

it('keeps rules free of machine state', () => {
  const stateful = code
    .filter((file) => file.endsWith('.rules.ts'))
    .filter((file) =>
      /\b(fetch\(|crypto\.|Math\.random|Date\.now|process\.|localStorage|await )/.test(read(file)),
    )
  expect(stateful).toEqual([])
})

it('keeps files short enough to read', () => {
  const long = code
    .map((file) => ({ file, lines: read(file).split('\n').length }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})

it('answers with every problem code it knows, and knows every code it answers with', () => {
  const text = code
    .filter((file) => !file.endsWith('problem.rules.ts'))
    .map(read)
    .join('\n')
  const named = new Set([...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1]))
  const built = (known: string) => {
    const [noun = '', condition = ''] = known.split('.')
    return text.includes(`\`${noun}.\${`) && text.includes(`'${condition}'`)
  }
  expect(Object.keys(problems).filter((known) => !named.has(known) && !built(known))).toEqual([])
})

it('tests every problem code', () => {
  const tests = filesIn('test')
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .map(read)
    .join('\n')
  expect(Object.keys(problems).filter((known) => !tests.includes(`'${known}'`))).toEqual([])
})

it('speaks of no machine it was made on', () => {
  const files = [...filesIn('functions'), ...filesIn('db'), ...filesIn('site/src'), ...filesIn('test')]
  const hint = new RegExp(['root', 'home'].map((name) => `/${name}/`).join('|'))
  expect(files.filter((file) => /\.(ts|tsx|astro|css|md|sql)$/.test(file) && hint.test(read(file)))).toEqual(
    [],
  )
})
