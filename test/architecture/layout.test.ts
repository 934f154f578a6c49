import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { problemStatus } from '#model/problems.ts'
import { code, filesIn, readSource as read, root } from './source.ts'

it('keeps the top level as it was agreed', () => {
  const allowed = new Set([
    'db',
    'functions',
    'site',
    'test',
    'README.md',
    'LICENSE',
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

it('names the files of a room in kebab case, and none by a suffix that says who may import it', () => {
  const odd = filesIn('functions')
    .filter((file) => !file.endsWith('.md') && !file.endsWith('.d.ts'))
    .filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.(ts|css|json)$/.test(basename(file)))
  expect(odd).toEqual([])
})

it('lets only commit(), reads and migrations call batch()', () => {
  const callers = code.filter((file) => /\.batch\(|runBatch\(/.test(read(file)))
  expect(callers.toSorted()).toEqual(['db/client.ts', 'db/commit.ts', 'db/open/apply-migrations.ts'])
})

it('reads the clock only where work is made', () => {
  const readers = code.filter((file) => /Date\.now\(\)|new Date\(\)/.test(read(file)))
  expect(readers.toSorted()).toEqual(['functions/app.ts', 'functions/platform/open-work.ts'])
})

it('keeps the model and every decision free of machine state', () => {
  const stateful = code
    .filter((file) => file.startsWith('functions/model/') || basename(file).startsWith('decide-'))
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
    .filter((file) => !file.startsWith('functions/words/') && file !== 'functions/model/problems.ts')
    .map(read)
    .join('\n')
  const named = new Set([...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1]))
  const built = (known: string) => {
    const [noun = '', condition = ''] = known.split('.')
    return text.includes(`\`${noun}.\${`) && text.includes(`'${condition}'`)
  }
  expect(Object.keys(problemStatus).filter((known) => !named.has(known) && !built(known))).toEqual([])
})

it('tests every problem code', () => {
  const tests = filesIn('test')
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .map(read)
    .join('\n')
  expect(Object.keys(problemStatus).filter((known) => !tests.includes(`'${known}'`))).toEqual([])
})

it('speaks of no machine it was made on', () => {
  const files = [...filesIn('functions'), ...filesIn('db'), ...filesIn('site/src'), ...filesIn('test')]
  const hint = new RegExp(['root', 'home'].map((name) => `/${name}/`).join('|'))
  expect(files.filter((file) => /\.(ts|tsx|astro|css|md|sql)$/.test(file) && hint.test(read(file)))).toEqual(
    [],
  )
})
