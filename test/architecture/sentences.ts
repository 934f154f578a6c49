// Finds what a person could read in source: string literals, templates and JSX text with Chinese characters. What is data
// and no sentence is told apart by where it stands in the syntax, not by what it says.
import ts from 'typescript'
import { dispatchColumns } from '../../functions/intake/decide-dispatch-row.ts'
import { rosterColumns } from '../../functions/intake/decide-roster-row.ts'
import { completions } from '#model/roster/completion.ts'
import { destinationColumns } from '#model/tables/destination-columns.ts'
import * as destinationTables from '#model/tables/destinations.ts'
import * as peopleTables from '#model/tables/people.ts'
import type { CodeTable } from '#model/tables/code-table.ts'
import { readSource } from './source.ts'

const chinese = /\p{Script=Han}/u

export interface Sentence {
  file: string
  line: number
  text: string
}

const isTable = (value: unknown): value is CodeTable =>
  typeof value === 'object' && value !== null && 'nameOf' in value
const tables = [...Object.values(destinationTables), ...Object.values(peopleTables), completions].filter(
  isTable,
)

/** Official names and column titles, whole: they stay what they are in every language. */
const names = new Set([
  ...tables.flatMap((table) => table.codes.map(table.nameOf)),
  ...[...rosterColumns, ...destinationColumns, ...dispatchColumns].map(({ title }) => title),
  // what a refusal of a whole row calls its column, and the column of a place's code
  '整行',
  '…代码',
  ...['是', '否'],
])

/** Where rows are read and records are judged by those names. */
const readsRows = /^(?:functions\/(?:model|intake|exchange|sheets)|db)\//

const describes = /(?:^|[/-])(?:wire|routes)\.ts$|^functions\/(?:platform\/describe|app)\.ts$/

/** `answers('…', schema, tags)` and its kind: a route's summary. */
const describers = new Set(['answers', 'answersLines', 'answersCsv', 'answersFile', 'describe'])

const nameOf = (node: ts.Node): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : ''

/** Read by machines and by whoever writes against the interface: OpenAPI's summaries, descriptions and tags. */
function isDescription(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isCallExpression(parent)) return describers.has(nameOf(parent.expression))
  if (ts.isPropertyAssignment(parent))
    return ['summary', 'description', 'title', 'tags'].includes(parent.name.getText())
  if (ts.isVariableDeclaration(parent)) return /^tags$|Tags$/.test(parent.name.getText())
  // the parts of one
  return (ts.isBinaryExpression(parent) || ts.isArrayLiteralExpression(parent)) && isDescription(parent)
}

const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
])
const membership = new Set(['includes', 'startsWith', 'endsWith', 'has', 'indexOf', 'literal', 'enum', 'Set'])

/** Compared with what was written or recorded, never shown. */
function isRecognised(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isBinaryExpression(parent)) return comparing.has(parent.operatorToken.kind)
  if (ts.isCaseClause(parent)) return parent.expression === node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return membership.has(nameOf(parent.expression))
  if (!ts.isArrayLiteralExpression(parent)) return false
  const user = parent.parent
  return ts.isPropertyAccessExpression(user) ? membership.has(user.name.text) : isRecognised(parent)
}

/** A row of a code table or a column of a kind of file, with other ways of writing it. */
function isRowOfTable(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallExpression(at)) return nameOf(at.expression) === 'codeTable'
    if (ts.isVariableDeclaration(at))
      return /Column\[\]|, Column>|\[title: string/.test(at.type?.getText() ?? '')
    if (ts.isFunctionLike(at)) return false
  }
  return false
}

/** Keys of objects and literals of types say nothing to anybody. */
const isName = (node: ts.Node): boolean =>
  ts.isLiteralTypeNode(node.parent) ||
  ts.isElementAccessExpression(node.parent) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node)

function isData(file: string, node: ts.Node, text: string): boolean {
  if (file.startsWith('functions/model/tables/') || isName(node)) return true
  if (isRecognised(node) || isRowOfTable(node)) return true
  if (describes.test(file) && isDescription(node)) return true
  return readsRows.test(file) && names.has(text)
}

function readable(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…')
  return ts.isJsxText(node) ? node.text : undefined
}

/** An .astro page is markup: whatever Chinese it holds outside comments is read. */
function inMarkup(file: string, source: string): Sentence[] {
  const said = source.replaceAll(/<!--.*?-->|\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gsu, '')
  return chinese.test(said) ? [{ file, line: 1, text: 'markup' }] : []
}

export const parse = (file: string, source: string): ts.SourceFile =>
  ts.createSourceFile(
    file,
    source,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )

export function sentencesOf(file: string, source = readSource(file)): Sentence[] {
  if (!chinese.test(source)) return []
  if (file.endsWith('.astro')) return inMarkup(file, source)
  const parsed = parse(file, source)
  const found: Sentence[] = []
  const visit = (node: ts.Node): void => {
    const text = readable(node)
    if (text !== undefined && chinese.test(text) && !isData(file, node, text))
      found.push({ file, line: parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1, text })
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return found
}
