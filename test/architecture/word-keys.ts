// Which keys of the words are used. A use is a chain of names that starts at an import (or at an object of the same file)
// and is followed to where it ends: `copy.state.title` uses one key, `copy.state[each]` and `say(copy.state, …)` all.
import ts from 'typescript'
import { parse } from './sentences.ts'
import { importsOf, readSource } from './source.ts'

/** What a local name stands for: a words file and a path in it, `register.hints`. */
interface Place {
  file: string
  path: string
}

const bare = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node

const keyOf = (name: ts.PropertyName): string => (ts.isComputedPropertyName(name) ? '' : name.text)

/** Every sentence of a words file by its path, the exported name first. */
export function keysOf(file: string): string[] {
  const keys: string[] = []
  const walk = (value: ts.Expression, path: string): void => {
    const given = bare(value)
    if (!ts.isObjectLiteralExpression(given)) {
      keys.push(path)
      return
    }
    for (const property of given.properties) {
      if (ts.isPropertyAssignment(property)) walk(property.initializer, `${path}.${keyOf(property.name)}`)
      else if (ts.isMethodDeclaration(property) || ts.isShorthandPropertyAssignment(property))
        keys.push(`${path}.${keyOf(property.name)}`)
    }
  }
  for (const declaration of exportedIn(parse(file, readSource(file))))
    if (declaration.initializer !== undefined) walk(declaration.initializer, declaration.name.getText())
  return keys
}

const exportedIn = (source: ts.SourceFile): ts.VariableDeclaration[] =>
  source.statements
    .filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => declarationList.declarations)

/** Local names of what a file imports of the words, and of what a words file exports itself. */
function namesIn(file: string, source: ts.SourceFile, isWords: (file: string) => boolean) {
  const names = new Map<string, Place>()
  const targets = importsOf(file).filter(isWords)
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue
    const given = (statement.moduleSpecifier as ts.StringLiteral).text.split('/').pop() ?? ''
    const bindings = statement.importClause?.namedBindings
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue
    const from = targets.filter((target) => target.endsWith(`/${given}`))
    for (const { name, propertyName } of bindings.elements)
      for (const target of from)
        if (importsByName(target).has((propertyName ?? name).text))
          names.set(name.text, { file: target, path: (propertyName ?? name).text })
  }
  if (isWords(file))
    for (const { name } of exportedIn(source)) names.set(name.getText(), { file, path: name.getText() })
  return names
}

const exportsByFile = new Map<string, Set<string>>()
function importsByName(file: string): Set<string> {
  const known =
    exportsByFile.get(file) ??
    new Set(exportedIn(parse(file, readSource(file))).map(({ name }) => name.getText()))
  exportsByFile.set(file, known)
  return known
}

const textOf = (node: ts.Expression): string | undefined =>
  ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) ? node.text : undefined

/** The longest chain of known names from here up, and what stands above it. */
function chainFrom(start: ts.Expression, path: string): { at: ts.Node; path: string } {
  let at: ts.Node = start
  let reached = path
  for (;;) {
    const { parent } = at
    if (ts.isPropertyAccessExpression(parent) && parent.expression === at) reached += `.${parent.name.text}`
    else if (ts.isElementAccessExpression(parent) && parent.expression === at) {
      const key = textOf(parent.argumentExpression)
      if (key === undefined) return { at, path: reached }
      reached += `.${key}`
    } else if (
      !ts.isAsExpression(parent) &&
      !ts.isNonNullExpression(parent) &&
      !ts.isParenthesizedExpression(parent)
    )
      return { at, path: reached }
    at = parent
  }
}

/** `const { hints, title: name } = filling` names places and uses none. */
function bind(pattern: ts.BindingName, place: Place, names: Map<string, Place>, use: (place: Place) => void) {
  if (ts.isIdentifier(pattern)) {
    names.set(pattern.text, place)
    return
  }
  for (const element of pattern.elements) {
    if (ts.isOmittedExpression(element)) continue
    if (!ts.isObjectBindingPattern(pattern) || element.dotDotDotToken !== undefined) {
      use(place)
      continue
    }
    const key = element.propertyName ?? element.name
    bind(element.name, { ...place, path: `${place.path}.${key.getText()}` }, names, use)
    // a key that is bound is read: what is read of it further down counts too, and no less than this
    if (ts.isIdentifier(element.name)) use({ ...place, path: `${place.path}.${key.getText()}` })
  }
}

/** Every place of the words that a file uses, whole. */
export function usesIn(file: string, isWords: (file: string) => boolean): Place[] {
  const text = readSource(file)
  if (file.endsWith('.astro')) return usesInMarkup(file, text, isWords)
  const source = parse(file, text)
  const names = namesIn(file, source, isWords)
  if (names.size === 0) return []
  const uses: Place[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isIdentifier(node) && isRead(node)) {
      const place = names.get(node.text)
      if (place !== undefined) follow(node, place)
    }
    ts.forEachChild(node, visit)
  }
  const follow = (node: ts.Identifier, place: Place) => {
    const { at, path } = chainFrom(node, place.path)
    const reached = { file: place.file, path }
    const { parent } = at
    if (ts.isVariableDeclaration(parent) && parent.initializer === at && parent.type === undefined)
      bind(parent.name, reached, names, (used) => uses.push(used))
    else uses.push(reached)
  }
  visit(source)
  return uses
}

/** Not a property's name, not a declaration's. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) return parent.initializer === node
  return !ts.isParameter(parent) && !ts.isJsxAttribute(parent)
}

/** Markup is not parsed: every chain of names counts as used where it ends, whole. */
function usesInMarkup(file: string, text: string, isWords: (file: string) => boolean): Place[] {
  const [, front = ''] = text.split(/^---$/mu)
  const names = namesIn(file, parse(file, front), isWords)
  const body = text.replaceAll(/^import .*$/gmu, '')
  return [...names].flatMap(([name, { file: words, path }]) =>
    [...body.matchAll(new RegExp(`(?<![\\w'"])(?<!(?<!\\.\\.)\\.)${name}((?:\\.\\w+)*)`, 'gu'))].map(
      ([, chain = '']) => ({
        file: words,
        path: path + chain,
      }),
    ),
  )
}
