// Writes /sw.js beside the built pages: which of them open without a network, and every file they load.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import ts from 'typescript'

const offlinePages = ['/v/', '/verify/scan/']
const source = new URL('src/offline-worker.ts', import.meta.url)

const tags = /<(?:link|script|img)\b[^>]*?(?:href|src)="(\/[^"]+\.[a-z]+)"/g
/** How a built script names another, imported at once or later. Binaries are kept when they are first used. */
const imports = /["'`](?:\.\/|\/?_astro\/)([\w.@-]+\.(?:js|css))["'`]/g

/** @param dist the folder of the built site, with a slash at its end */
export async function writeOfflineWorker(dist: URL): Promise<void> {
  const at = (path: string) => new URL(`.${path}`, dist)
  const pages = offlinePages.filter((page) => existsSync(at(`${page}index.html`)))
  const contents = new Map<string, string>()
  const take = async (path: string): Promise<void> => {
    if (contents.has(path)) return
    const text = await readFile(at(path), 'latin1')
    contents.set(path, text)
    if (path.endsWith('.js'))
      for (const [, file = ''] of text.matchAll(imports)) await take(`/_astro/${file}`)
  }
  const html = await Promise.all(pages.map((page) => readFile(at(`${page}index.html`), 'utf8')))
  for (const [, file = ''] of html.join('\n').matchAll(tags)) await take(file)
  const options = { target: ts.ScriptTarget.ES2022, removeComments: true }
  const code = ts.transpileModule(await readFile(source, 'utf8'), { compilerOptions: options }).outputText
  const all = [code, ...html, ...[...contents].flat()]
  const version = createHash('sha256').update(JSON.stringify(all)).digest('base64url').slice(0, 16)
  const offline = JSON.stringify({ version, pages, files: [...contents.keys()] })
  await writeFile(at('/sw.js'), `const OFFLINE = ${offline}\n${code}`)
}
