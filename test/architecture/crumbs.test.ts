// A file of a few lines that one other imports is a page to turn and says nothing by itself. What nobody imports is an
// entry point: a page, a script, a test.
import { expect, it } from 'vitest'
import { code, filesIn, importsOf, readSource } from './source.ts'

const FEW = 12

/** What stays small and alone, and why. */
const allowed: Record<string, string> = {
  'functions/words/zh-CN/calendar.ts': 'how a language writes a day is no page’s own',
  'functions/words/zh-CN/reasons/specimens.ts': 'one file an audience: a page fetches the reasons it shows',
}

const own = [...code, ...filesIn('site/src')]
const tests = filesIn('test')
/** Named by their paths where something is started. */
const started = ['package.json', 'test/vitest.config.ts'].map(readSource).join('\n')

const isSource = (file: string) => /\.(ts|tsx|astro)$/.test(file)
const lines = (file: string) => readSource(file).trimEnd().split('\n').length

/** A test that imports a file of the house does not share it with its one user: tests count among tests. */
function crumbsIn(files: readonly string[]): string[] {
  const importers = new Map<string, Set<string>>()
  for (const file of files)
    for (const target of importsOf(file))
      importers.set(target, (importers.get(target) ?? new Set()).add(file))
  return files
    .filter((file) => !file.endsWith('.d.ts') && !file.includes('/pages/') && !started.includes(file))
    .filter((file) => lines(file) < FEW && importers.get(file)?.size === 1)
}

it('of fewer than twelve lines, a file has more than one importer, or a reason is given, and every reason is used', () => {
  const found = [own, tests].flatMap((files) => crumbsIn(files.filter(isSource)))
  expect(found.toSorted()).toEqual(Object.keys(allowed).toSorted())
})
