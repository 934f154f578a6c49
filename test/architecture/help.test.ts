// What the help names and where it leads is there: a button that is renamed renames itself, one that is gone is found.
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../functions/app.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { help } from '#words/help/help.ts'
import { parse } from './sentences.ts'
import { code, filesIn, importsOf, readSource } from './source.ts'
import { usesIn } from './word-keys.ts'

const inHelp = (file: string) =>
  /^functions\/words\/zh-CN\/help\/(help\.ts|topics\/)|^site\/src\/journeys\/help\/Help\.astro/.test(file)
const isWords = (file: string) => file.startsWith('functions/words/')
const files = [...code, ...filesIn('site/src').filter((file) => /\.(ts|tsx|astro)$/.test(file))]
const words = files.filter((file) => inHelp(file) && isWords(file))

/** Of a policy, not of a page or a button. */
const policy = '“四不准”'

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Every literal in which a name stands quoted. */
function quotedIn(file: string, source = readSource(file)): string[] {
  const found: string[] = []
  walk(parse(file, source), (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node))
      return
    if (/[“”「」]/u.test(node.text.replaceAll(policy, ''))) found.push(node.text)
  })
  return found
}

/** What `named(…)` is given, in source. */
function namedIn(file: string, source = readSource(file)): string[] {
  const found: string[] = []
  walk(parse(file, source), (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'named')
      found.push(...node.arguments.map((argument) => argument.getText()))
  })
  return found
}

/** `confirm.disputed.undo`, and nothing that is written out. */
const isKey = (argument: string) => /^[a-zA-Z]+(\.\w+|\['[^']+'\]|\[\d+\])+$/.test(argument)

it('finds a name that is written out, and one that is given so', () => {
  expect(quotedIn('a.ts', 'const a = `点击“停止核验”后${b}`')).toHaveLength(1)
  expect(quotedIn('a.ts', "const a = '点击「停止核验」'")).toHaveLength(1)
  expect(namedIn('a.ts', "named('停止核验') + named(authorize.end)")).toEqual(["'停止核验'", 'authorize.end'])
  expect(['authorize.end', 'authorize.states.superseded[2]', "'停止核验'", 'name', '`a`'].map(isKey)).toEqual(
    [true, true, false, false, false],
  )
})

describe('what the help names', () => {
  it('is never written out, but a key of the words', () => {
    expect(words.length).toBeGreaterThan(5)
    expect(words.flatMap((file) => quotedIn(file).map((text) => `${file}: ${text}`))).toEqual([])
    const given = words.flatMap((file) => namedIn(file))
    expect(given.length).toBeGreaterThan(40)
    expect(given.filter((argument) => !isKey(argument))).toEqual([])
  })

  it('stands on a page or a button, not in the help alone', () => {
    const elsewhere = files
      .filter((file) => !inHelp(file))
      .flatMap((file) => usesIn(file, isWords).filter((use) => use.file !== file))
    const isUsed = (file: string, key: string) =>
      elsewhere.some(
        (use) =>
          use.file === file &&
          (key === use.path || key.startsWith(`${use.path}.`) || use.path.startsWith(`${key}.`)),
      )
    const missing = words.flatMap((file) => {
      const targets = importsOf(file).filter(isWords)
      return namedIn(file)
        .map((argument) => argument.replaceAll(/\['([^']+)'\]/g, '.$1').replaceAll(/\[\d+\]/g, ''))
        .filter((key) => !targets.some((target) => isUsed(target, key)))
        .map((key) => `${file}: ${key}`)
    })
    expect(missing).toEqual([])
  })
})

describe('where the help leads', () => {
  const pages = new Set(
    filesIn('site/src/pages')
      .filter((file) => file.endsWith('.astro'))
      .map((file) =>
        file
          .slice('site/src/pages'.length, -'.astro'.length)
          .replace(/\/index$/, '/')
          .replace(/([^/])$/, '$1/'),
      ),
  )
  const routes = createApp(cloudflare)
    .routes.filter(({ path }) => !path.includes('*'))
    .map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))
  const isThere = (href: string) => {
    const { pathname } = new URL(href, 'https://quxiang.example')
    return pages.has(pathname) || routes.some((route) => route.test(pathname))
  }
  const ways = [...help.topics.flatMap(({ items }) => items.flatMap(({ go = [] }) => go)), ...help.more]

  it('is a page or a route of ours, everywhere', () => {
    expect(ways.length).toBeGreaterThan(20)
    expect(ways.filter(({ href }) => !isThere(href))).toEqual([])
    const written = filesIn('site/src/journeys/help')
      .filter((file) => file.endsWith('.astro'))
      .flatMap((file) => [...readSource(file).matchAll(/href="(\/[^"]*)"/g)].map(([, href = '']) => href))
    expect(written.filter((href) => !isThere(href))).toEqual([])
    expect(['/graduate/nowhere/', '/help'].filter(isThere)).toEqual([])
  })

  it('has the topics that other pages lead to', () => {
    const ids: string[] = help.topics.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const asked = files.flatMap((file) =>
      [...readSource(file).matchAll(/\/help\/#([\w-]+)/g)].map(([, id = '']) => id),
    )
    expect(asked).not.toEqual([])
    expect(asked.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('answers every question in sentences, and asks none twice', () => {
    const deployment = { provider: 'P', support: 'S', host: 'H', scanWith: 'W', operator: 'O' }
    const items = help.topics.flatMap((topic) => topic.items)
    expect(new Set(items.map(({ ask }) => ask)).size).toBe(items.length)
    for (const item of items) for (const sentence of item.say(deployment)) expect(sentence).toMatch(/。$/u)
  })
})
