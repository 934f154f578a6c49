import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

export const root = new URL('../..', import.meta.url).pathname

export const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

export const readSource = (file: string) => readFileSync(join(root, file), 'utf8')

/** The worker's and the database's own code. */
export const code = [
  ...filesIn('functions'),
  ...filesIn('db').filter((file) => !file.includes('/migrations/')),
].filter((file) => file.endsWith('.ts'))

/** `#model/…` and `#words/…`, as package.json says it. */
const aliases = (
  JSON.parse(readSource('package.json')) as {
    imports: Record<string, string>
  }
).imports

function resolved(from: string, specifier: string): string {
  for (const [alias, target] of Object.entries(aliases)) {
    const [start = ''] = alias.split('*')
    if (specifier.startsWith(start)) return normalize(target.replace('*', specifier.slice(start.length)))
  }
  return normalize(join(dirname(from), specifier))
}

/** Every file of our own that a file imports, types included, dynamic imports too. */
export const importsOf = (file: string): string[] =>
  [
    ...readSource(file).matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"]((?:\.{1,2}\/|#)[^'"\n?]+)/g),
  ].map((match) => resolved(file, match[1] ?? ''))
