// What is new must be asked for by a test of its own: a route that the tables of every route know, and nobody else, is
// guarded and described and may still do anything.
import ts from 'typescript'
import { expect, it } from 'vitest'
import { createApp } from '../../functions/app.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { fixedAccounts } from '../sandbox/accounts.ts'
import { demoPeople } from '../sandbox/demo-people.ts'
import { filesIn, readSource } from './source.ts'

/** They walk the table of routes itself. */
const walksEveryRoute = /\/(access|openapi)\.test\.ts$/

/** in the place of a template's value */
const GAP = '\0'

/** The strings and templates of a file, without the titles of its tests: a title asks for nothing. */
function textsIn(file: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node)) {
      const literals = [node.head, ...node.templateSpans.map((span) => span.literal)]
      texts.push(literals.map((each) => each.text).join(GAP))
    }
    const titled = ts.isCallExpression(node) && /^(it|describe)\b/.test(node.expression.getText())
    const title = titled && node.arguments.length > 1 ? node.arguments[0] : undefined
    ts.forEachChild(node, (child) => {
      if (child !== title) visit(child)
    })
  }
  visit(ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest, true))
  return texts
}

const tests = filesIn('test').filter(
  (file) => /^test\/(unit|integration|browser|support)\/.*\.ts$/.test(file) && !walksEveryRoute.test(file),
)

const askedPaths = tests
  .flatMap(textsIn)
  .map((text) => text.replace(/^\0/, '').replace(/[?#].*$/s, ''))
  .filter((text) => text.startsWith('/'))
  .map((text) => text.split('/'))

/** Its own words written out; anything in the place of a parameter. */
const isAskedFor = (path: string): boolean => {
  const wanted = path.split('/')
  return askedPaths.some(
    (asked) =>
      asked.length === wanted.length &&
      wanted.every((part, at) =>
        part.startsWith(':') ? asked[at] !== '' : asked[at]?.replaceAll(GAP, '') === part,
      ),
  )
}

it('asks for every route of the worker in a test of its own', () => {
  const routes = new Set(
    createApp(cloudflare).routes.flatMap(({ method, path }) => (method === 'ALL' ? [] : [path])),
  )
  expect(routes.size).toBeGreaterThan(50)
  expect([...routes].filter((path) => !isAskedFor(path))).toEqual([])
})

/** Answered under other addresses, and never opened at their own. */
const templates = new Set(['/404/', '/problem/'])

it('opens every page of the site in a test of its own', () => {
  const pages = filesIn('site/src/pages')
    .filter((file) => file.endsWith('.astro'))
    .map((file) => file.replace(/^site\/src\/pages/, '').replace(/(\/index)?\.astro$/, '/'))
    .filter((path) => !templates.has(path))
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.filter((path) => !isAskedFor(path))).toEqual([])
})

it('uses every account that the sandbox offers in a spec', () => {
  const used = new Set(tests.filter((file) => file.endsWith('.spec.ts')).flatMap(textsIn))
  const offered = [...demoPeople.map(({ name, state }) => ({ login: name, name, state })), ...fixedAccounts]
  expect(offered.length).toBeGreaterThan(20)
  expect(offered.filter(({ login, name }) => !used.has(login) && !used.has(name))).toEqual([])
})
