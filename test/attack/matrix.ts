// Every operation × everybody who may come × their own object, another's and none: each status is the one that the
// route's own properties promise, another's object is answered like none to the byte, and nothing answers 5xx.
import type { Role } from '#model/actors.ts'
import { type ProblemCode, problemStatus } from '#model/problems.ts'
import { roles } from '#model/roles.ts'
import { rolesOf } from '../support/route-roles.ts'
import { missing, objectsOf } from './objects.ts'
import { type Operation, operations, type Outcome, pages } from './operations.ts'
import { type Findings, newFindings } from './report.ts'
import { type Answer, Visitor } from './visitor.ts'
import type { World } from './world.ts'

interface Caller {
  /** undefined: nobody is signed in */
  role: Role | undefined
  visitor: Visitor
  /** who comes instead about a registration */
  submitter?: Visitor
  token?: string
  side: 'a' | 'b'
  /** a graduate who has chosen no entry */
  unchosen?: true
}

function callersOf({ sandbox, a, b, unchosen, desks, machines }: World): Record<string, Caller> {
  const anybody = new Visitor(sandbox.origin)
  return {
    nobody: { role: undefined, visitor: anybody, side: 'a' },
    graduate: {
      role: 'graduate',
      visitor: a.graduate.visitor,
      submitter: a.submitter.visitor,
      side: 'a',
    },
    'graduate without an entry': { role: 'graduate', visitor: unchosen, side: 'a', unchosen: true },
    'another graduate': {
      role: 'graduate',
      visitor: b.graduate.visitor,
      submitter: b.submitter.visitor,
      side: 'b',
    },
    'staff of the school': { role: 'school', visitor: a.officer, side: 'a' },
    'staff of its college': { role: 'college', visitor: a.college, side: 'a' },
    'staff of another school': { role: 'school', visitor: b.officer, side: 'b' },
    'department, archive': { role: 'department', visitor: desks.archive, side: 'a' },
    'department, hukou': { role: 'department', visitor: desks.hukou, side: 'b' },
    'department’s machine': {
      role: 'departmentSystem',
      visitor: anybody,
      token: machines.department.token,
      side: 'a',
    },
    'province’s machine': {
      role: 'provincialSystem',
      visitor: anybody,
      token: machines.province.token,
      side: 'a',
    },
  }
}

/** What a caller is told before their request is looked at, or undefined where they are let in. */
export function turnedAway(
  route: string,
  { role, token }: Pick<Caller, 'role' | 'token'>,
): ProblemCode | undefined {
  const allowed = rolesOf(route)
  if (allowed === undefined || (role !== undefined && allowed.includes(role))) return undefined
  const owner = roles[allowed[0] as Role]
  if (owner.by === 'token') return token !== undefined ? 'token.invalid' : 'token.missing'
  const sameSession = role !== undefined && roles[role].by === owner.by
  return sameSession && 'reserved' in owner ? owner.reserved : 'session.missing'
}

const codeIn = ({ text }: Answer): string | undefined =>
  /"code":"([a-z_]+\.[a-z_]+)"/.exec(text.trim().split('\n').at(-1) ?? '')?.[1]

/** All of an answer but its date, its number, what was asked about and, in a sandbox alone, its cost. */
const shownOf = ({ status, headers, text }: Answer, about: string): string =>
  [
    status,
    ...[...headers]
      .filter(([name]) => name !== 'date' && name !== 'server-timing')
      .map(([name, value]) => `${name}: ${value}`),
    text.replaceAll(/"requestId":"[^"]*"/g, '"requestId":"…"'),
  ]
    .join('\n')
    .replaceAll(about, '…')

type Which = 'own' | 'foreign' | 'missing'

export async function attackByMatrix(world: World, until: number): Promise<Findings> {
  const found = newFindings()
  const callers = Object.entries(callersOf(world))
  const described = await describedRoutes(world)
  for (const route of described) if (!(route in operations)) found.differences.push(`${route} is in no table`)
  const a = await objectsOf(world.a, world.desks.archive, 'archive')
  const b = await objectsOf(world.b, world.desks.hukou, 'hukou')
  const sides = { a: { own: a, foreign: b, missing }, b: { own: b, foreign: a, missing } }
  const statuses: Record<string, number> = {}
  const totals = { asked: 0, turnedAway: 0, besideNone: 0, unlikeNone: 0, failed: 0 }
  for (const [route, operation] of Object.entries({ ...pages, ...operations }))
    for (const [name, caller] of callers) {
      if (Date.now() > until) throw new Error('the matrix did not end in its time')
      const shown: Partial<Record<Which, string>> = {}
      // one's own comes last: the act is done then
      const asked: Which[] = operation.object === undefined ? ['own'] : ['foreign', 'missing', 'own']
      for (const which of asked) {
        const cell = `${route} by ${name}, ${which} object`
        const about = operation.object === undefined ? '' : sides[caller.side][which][operation.object]
        const answer = await ask(route, operation, caller, about)
        const promised = promisedTo(route, operation, caller, which)
        totals.asked += 1
        totals.turnedAway += turnedAway(route, caller) === undefined ? 0 : 1
        totals.failed += answer.status >= 500 ? 1 : 0
        statuses[cell] = answer.status
        if (operation.object !== undefined) shown[which] = shownOf(answer, about)
        const seen = { status: answer.status, code: codeIn(answer) }
        if (seen.status !== promised.status || seen.code !== promised.code)
          found.differences.push(`${cell}: ${JSON.stringify(seen)} instead of ${JSON.stringify(promised)}`)
      }
      if (operation.object === undefined) continue
      totals.besideNone += 1
      if (shown.foreign === shown.missing) continue
      totals.unlikeNone += 1
      found.differences.push(`${route} by ${name}: another's object is not answered like none`)
    }
  found.lines.push(
    `${described.length} operations of the document and ${Object.keys(pages).length} pages, ${callers.length} callers: ${totals.asked} answers, ${totals.turnedAway} of them turned away, ${found.differences.length - totals.unlikeNone} not as promised`,
    `${totals.besideNone} times another's object beside none, ${totals.unlikeNone} differ by a byte; ${totals.failed} answers 5xx`,
  )
  found.figures = { ...totals, statuses }
  return found
}

async function describedRoutes({ sandbox }: World): Promise<string[]> {
  const { paths } = await new Visitor(sandbox.origin).get<{ paths: Record<string, object> }>(
    '/api/openapi.json',
  )
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
}

function promisedTo(
  route: string,
  operation: Operation,
  caller: Caller,
  which: Which,
): { status: number; code?: ProblemCode } {
  const away = turnedAway(route, caller)
  if (away === 'session.missing' && operation.leadsToSignIn) return { status: 302 }
  const early = caller.unchosen && rolesOf(route) !== undefined
  const outcome =
    away ?? (early ? (operation.unchosen ?? 'entry.not_chosen') : outcomeFor(operation, caller, which))
  if (typeof outcome === 'number') return { status: outcome }
  const status = operation.streamed && away === undefined ? 200 : problemStatus[outcome]
  return { status, code: outcome }
}

function outcomeFor(operation: Operation, { role, side }: Caller, which: Which): Outcome {
  if (which !== 'own') return operation.others ?? operation.own
  const special = role === 'school' || role === 'college' ? operation.ownOf?.[role] : undefined
  return special ?? operation.ownAt?.[side] ?? operation.own
}

function ask(route: string, operation: Operation, caller: Caller, about: string): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ')
  const query = operation.query === undefined ? '' : `?${operation.query(about)}`
  const sent = operation.sent?.(about, caller.side) ?? {}
  const { token } = caller
  const visitor = (operation.bySubmitter && caller.submitter) || caller.visitor
  return visitor.ask(path.replace(/:\w+/, about) + query, {
    method,
    ...sent,
    ...(token === undefined ? {} : { token }),
  })
}
