// Whether a stranger can tell one refusal from another: by its bytes, on every public way in, or by how long it takes.
import { codeAlphabet, codePrefix } from '#model/codes/codes.ts'
import { distance, pValue } from './kolmogorov-smirnov.ts'
import { type Findings, median, newFindings, rounded } from './report.ts'
import { type Answer, type Sent, Visitor } from './visitor.ts'
import type { World } from './world.ts'

export const randomCode = (prefix: string): string =>
  prefix + Array.from({ length: 8 }, () => codeAlphabet[Math.floor(Math.random() * 31)]).join('')

/** Nobody's, and as long as a real one: a name may be guessed at a thousand times a day, and this asks more often. */
const someName = (): string =>
  `试${Array.from({ length: 2 }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 0x5000))).join('')}`

/** A pair that must be answered `unknown` where the kind is `archive`. */
interface Pair {
  /** whether the code exists, which is what a stranger would like to know */
  there: boolean
  name: () => string
  code: () => string
}

/** The first is what the others are compared with. */
async function pairsOf(world: World): Promise<Record<string, Pair>> {
  const { graduate, transferCode, school } = world.a
  const { archive, hukou } = graduate.codes
  const fixed = (text: string) => () => text
  const prefix = archive.code.slice(0, -8)
  const year = 2000 + Number(prefix.slice(0, 2))
  const wrongName = (code: string): Pair => ({ there: true, name: someName, code: fixed(code) })
  const noCode = (start: string): Pair => ({ there: false, name: someName, code: () => randomCode(start) })
  const dead = Object.entries(await deadCodes(world))
  return {
    'no such code': noCode(prefix),
    // what this machine's noise alone looks like
    'the same once more': noCode(prefix),
    'wrong name': wrongName(archive.code),
    'other kind': { there: true, name: fixed(graduate.person.name), code: fixed(hukou.code) },
    ...Object.fromEntries(dead.map(([state, code]) => [`${state}, wrong name`, wrongName(code)])),
    'transfer code, wrong name': wrongName(transferCode),
    'no such transfer code': noCode(`Z${prefix}`),
    'no such school': noCode(codePrefix(year, '99999')),
    'no such cohort': noCode(codePrefix(1999, school.code)),
    'no code at all': { ...wrongName('EQ86V47B'), there: false },
  }
}

/** The samples' graduates whose codes have died, each in its own way. */
async function deadCodes(world: World): Promise<Record<string, string>> {
  const states = { expired: '核验编号已过期', ended: '核验编号已停止', superseded: '核验编号已失效' }
  const codes: Record<string, string> = {}
  for (const [state, words] of Object.entries(states)) {
    const account = world.sandbox.demo.find((each) => each.state.includes(words))
    const visitor = new Visitor(world.sandbox.origin)
    await visitor.signIn('graduate', account?.login ?? '')
    const { cards } = await visitor.get<{ cards: { kind: string; code: string | null }[] }>(
      '/api/graduate/authorizations',
    )
    const code = cards.find(({ kind }) => kind === 'archive')?.code
    if (code === undefined || code === null) throw new Error(`no ${state} code`)
    codes[state] = code
  }
  return codes
}

/** The public ways in, and what is sent there. */
const ways: Record<string, (typed: { name: string; code: string }) => Sent> = {
  '/api/verifications': (typed) => ({ json: { kind: 'archive', ...typed } }),
  '/verify/archive/': (typed) => ({ form: typed }),
  '/api/transfer-receipts': (typed) => ({ json: { ...typed, outcome: 'received' } }),
  '/api/receipts': (typed) => ({ json: { receipt: '2222-2222-2222', ...typed } }),
}

/** Everything of an answer but the date, and what the asker typed and got back. */
function shownOf({ status, headers, text }: Answer, typed: string[]): string {
  const kept = [...headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`)
  let body = text
  for (const each of typed) body = body.replaceAll(each, '…')
  return [status, ...kept.filter((line) => !line.startsWith('content-length')), body].join('\n')
}

export async function attackByEnumeration(world: World, until: number): Promise<Findings> {
  const found = newFindings()
  const visitor = new Visitor(world.sandbox.origin)
  const pairs = await pairsOf(world)
  const names = Object.keys(pairs)

  let compared = 0
  for (const [path, sending] of Object.entries(ways)) {
    let first: string | undefined
    for (const [label, pair] of Object.entries(pairs)) {
      const typed = { name: pair.name(), code: pair.code() }
      const shown = shownOf(await visitor.ask(path, sending(typed)), Object.values(typed))
      compared += 1
      first ??= shown
      if (shown !== first) found.differences.push(`${path}: ${label} is answered otherwise than ${names[0]}`)
    }
  }
  found.lines.push(
    `${names.length} refusals by ${Object.keys(ways).length} ways in: ${compared} answers, ${found.differences.length} differ by a byte`,
  )

  const [first = ''] = names
  const times = await timed(visitor, pairs, until - 20_000)
  const rows = compare(times, pairs)
  const bound = 0.001 / rows.length
  const suspected = new Set(rows.filter(({ p }) => p < bound).map(({ label }) => label))
  // by chance one run in a thousand would be odd: a second sample decides
  const again =
    suspected.size === 0
      ? []
      : compare(await timed(visitor, pairs, until), pairs).filter(({ label }) => suspected.has(label))
  for (const { label, p, d } of again)
    if (p < bound) found.differences.push(`${label} takes another time: D ${rounded(d)}, p ${rounded(p)}`)
  const [one = [], other = []] = Object.values(times)
  const tenths = Array.from({ length: 100 }, (_, at) => (at + 1) / 10)
  const detectable = tenths.find(
    (delay) =>
      pValue(
        one,
        other.map((ms) => ms + delay),
      ) < bound,
  )
  const said = ({ label, p, d, shift }: (typeof rows)[number]) =>
    `${label}: p ${rounded(p)}, D ${rounded(d)}, median ${shift < 0 ? '−' : '+'}${Math.abs(shift).toFixed(2)} ms`
  found.lines.push(
    `${one.length} interleaved rounds against "${first}", median ${median(one).toFixed(2)} ms; a delay of ${detectable} ms of one alone would be found`,
    ...rows.map(said),
    ...again.map((row) => `again, ${said(row)}`),
  )
  found.figures = { rounds: one.length, rows, again, bound, detectable }
  return found
}

const rounds = 300

async function timed(
  visitor: Visitor,
  pairs: Record<string, Pair>,
  until: number,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(pairs).map((label) => [label, []]))
  for (let round = 0; round < rounds && Date.now() < until; round += 1) {
    const order = Object.entries(pairs)
      .map((entry) => ({ entry, at: Math.random() }))
      .toSorted((a, b) => a.at - b.at)
    for (const { entry } of order) {
      const [label, { name, code }] = entry
      const { ms, text } = await visitor.ask('/api/verifications', {
        json: { kind: 'archive', name: name(), code: code() },
      })
      if (text !== '{"verdict":"unknown"}') throw new Error(`${label}: ${text.slice(0, 200)}`)
      times[label]?.push(ms)
    }
  }
  return times
}

/** Each refusal against the first, and all codes that are there against all that are not. */
function compare(times: Record<string, number[]>, pairs: Record<string, Pair>) {
  const [first = [], ...others] = Object.values(times)
  const labels = Object.keys(times).slice(1)
  const of = (there: boolean) =>
    Object.entries(pairs).flatMap(([label, pair]) => (pair.there === there ? (times[label] ?? []) : []))
  const row = (label: string, one: readonly number[], other: readonly number[]) => ({
    label,
    p: pValue(one, other),
    d: distance(one, other),
    shift: median(other) - median(one),
  })
  return [
    ...others.map((sample, at) => row(labels[at] ?? '', first, sample)),
    row('all codes that are there, against all that are not', of(false), of(true)),
  ]
}
