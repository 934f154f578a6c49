import ts from 'typescript'

/** Members that came after Chrome 109 or Safari 15.4, whatever they are called on: names that nothing older has. */
const members = new Set([
  ...['toSorted', 'toReversed', 'toSpliced', 'fromAsync', 'isWellFormed', 'toWellFormed'],
  ...['withResolvers', 'groupBy', 'toArray', 'getOrInsert'],
  ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'symmetricDifference', 'transferToFixedLength'],
  ...['fromBase64', 'fromHex', 'setFromBase64', 'toBase64', 'toHex', 'waitAsync', 'sumPrecise'],
  ...['moveBefore', 'setHTML', 'setHTMLUnsafe', 'showPopover', 'hidePopover', 'togglePopover'],
  ...['checkVisibility', 'startViewTransition', 'requestClose'],
])
/** Members that are new on one thing only. */
const onOne: Record<string, readonly string[]> = {
  AbortSignal: ['timeout', 'any'],
  Promise: ['try', 'withResolvers'],
  Response: ['json'],
  URL: ['canParse', 'parse'],
  RegExp: ['escape'],
  Error: ['isError'],
  Iterator: ['from', 'concat'],
}
const globals = new Set([
  ...['Temporal', 'Iterator', 'DisposableStack', 'AsyncDisposableStack', 'SuppressedError', 'scheduler'],
  ...['requestIdleCallback', 'cookieStore', 'navigation', 'CompressionStream', 'DecompressionStream'],
  ...['Float16Array', 'URLPattern'],
])

/** `using` and `await using`; `const` has one of the same bits. */
const isUsing = (list: ts.VariableDeclarationList): boolean => /^(?:await\s+)?using\b/.test(list.getText())

/**
 * What a built script needs that Chrome 109 or Safari 15.4 lacks. What it looks for first (`'x' in y`, `y.x && …`), it can
 * do without.
 */
export function newerIn(script: string): string[] {
  const source = ts.createSourceFile('built.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const found = new Set<string>()
  const lookedFor = new Set<string>()
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const { text } = node.name
      if (!(ts.isCallExpression(node.parent) && node.parent.expression === node)) lookedFor.add(text)
      if (members.has(text)) found.add(text)
      if (ts.isIdentifier(node.expression) && onOne[node.expression.text]?.includes(text) === true)
        found.add(`${node.expression.text}.${text}`)
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) {
      if (ts.isStringLiteralLike(node.left)) lookedFor.add(node.left.text)
    } else if (ts.isIdentifier(node)) {
      const { parent } = node
      const names =
        (ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent)) && parent.name === node
      if (globals.has(node.text) && !names) found.add(node.text)
    } else if (ts.isRegularExpressionLiteral(node)) {
      if (/\(\?<[=!]/.test(node.text)) found.add('lookbehind')
      if (/\/[a-z]*v[a-z]*$/.test(node.text)) found.add('regular expression with v')
      if (/\(\?[a-z]*-?[a-z]+:/.test(node.text)) found.add('regular expression modifiers')
    } else if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) found.add('for await')
    else if (ts.isClassStaticBlockDeclaration(node)) found.add('static block')
    else if (ts.isAwaitExpression(node) && !inFunction) found.add('top-level await')
    else if (ts.isVariableDeclarationList(node) && isUsing(node)) found.add('using')
    else if (ts.isImportAttributes(node)) found.add('import attributes')
    const inside = inFunction || ts.isFunctionLike(node)
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(source, false)
  return [...found].filter((name) => !lookedFor.has(name))
}

/** What a built style sheet cannot do without and the floor lacks; what merely looks better with it may stay. */
export const newerInStyles = (sheet: string): string[] =>
  [
    ...sheet
      .replaceAll(/"[^"]*"/g, '')
      .matchAll(
        /light-dark\(|color-mix\(|okl(?:ch|ab)\(|@container|@scope|@starting-style|@property|:user-(?:in)?valid|:popover-open|[{;}]\s*&|(?:^|[\s:(])linear\(|anchor\(/g,
      ),
  ].map(([name]) => name)
