// Answers one look-up: which verdict, and what may be shown with it. Name, code, kind and limits are judged together
// in one batch; whatever fails, the answer is the same `unknown` (decision 9).
import { commit } from '../../db/commit.ts'
import {
  answerOf,
  type Asking,
  type Closing,
  countFailure,
  enterByCode,
  enterByToken,
  failuresUnder,
} from '../../db/verification.ts'
import { foldCode, parseCode } from '../authorizations/codes.rules.ts'
import { randomSymbols } from '../authorizations/make-code.ts'
import { verdictOf } from '../authorizations/verdict.rules.ts'
import { log } from '../platform/log.ts'
import type { Work } from '../platform/work.ts'
import type { ReportKind } from '../reports/content.rules.ts'
import { digestOf, readReportToken } from '../reports/token.ts'
import { foldName } from '../roster/names.rules.ts'
import { type CounterName, countersOf, isPrefixAlarm, limits, type Seen, tally } from './limits.rules.ts'
import { releasedReport, type VerificationAnswer } from './wire.ts'

export interface Question {
  /** undefined with a bare token: its own kind counts */
  kind?: ReportKind
  name?: string
  /** a code, or what a scanner gun types: a report's QR address or the token in it */
  code?: string
  token?: string
  via: 'page' | 'api'
  /** keyed hash of the caller's address */
  address: string
}

export interface Verification {
  answer: VerificationAnswer
  /** whether the verification service for this graduation month is over; false while unknown */
  serviceEnded: boolean
}

const UNKNOWN: Verification = { answer: { verdict: 'unknown' }, serviceEnded: false }

/** Three dot-separated parts, at the end of whatever was pasted: a report's address or the bare token. */
const pastedToken = /(?:^|#)([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2})$/

export async function verify(work: Work, question: Question): Promise<Verification> {
  const code = question.code?.trim() ?? ''
  const token = question.token ?? pastedToken.exec(code)?.[1]
  return token === undefined ? verifyCode(work, question, code) : verifyToken(work, token, question.name)
}

async function verifyCode(work: Work, question: Question, typed: string): Promise<Verification> {
  const code = parseCode(foldCode(typed))
  const nameFolded = foldName(question.name ?? '').toWellFormed()
  const place = { schoolCode: code?.schoolCode ?? '', cohort: code?.cohort ?? 0 }
  const db = code === undefined ? work.shards.directory : work.shards.of(place.schoolCode, place.cohort)
  const counters = await Promise.all(
    countersOf({ name: nameFolded, ...place, address: question.address }, work.machineNow).map(
      async ({ name, about, windowEndsAt }) => ({
        name,
        windowEndsAt,
        key: await work.secrets.index('attempt', about),
      }),
    ),
  )
  const key = Object.fromEntries(counters.map((counter) => [counter.name, counter.key])) as Record<
    CounterName,
    string
  >
  const closing = (name: CounterName): Closing => ({ key: key[name], most: limits[name].most })
  const asking = newAsking(work, question.via)
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: [
      enterByCode(
        db,
        asking,
        // a text that is no code is looked up too, under a hash that no code has
        {
          hmac: await work.secrets.index('code', code?.code ?? '-'),
          nameFolded,
          kind: question.kind ?? 'archive',
        },
        [
          closing('nameHour'),
          closing('nameDay'),
          closing('addressTenMinutes'),
          closing('addressDay'),
          { ...closing('addressPrefixHour'), above: closing('prefixDay') },
        ],
      ),
      answerOf(db, asking.receipt),
      countFailure(db, asking.receipt, counters),
      failuresUnder(db, key.prefixDay),
    ],
  })
  if (!done.done) throw new Error('a look-up was not entered')
  const found = await answered(work, asking, done.results[1])
  if (found === UNKNOWN) watchPrefix(work, place, done.results[3] as { count: number }[])
  watchRatio(work, found === UNKNOWN)
  return found
}

/** A token cannot be guessed, so nothing is counted and no lock stands before it (abuse case 3). */
async function verifyToken(work: Work, text: string, name: string | undefined): Promise<Verification> {
  const token = await readReportToken(work.secrets.signingKeys, text)
  if (token === undefined) return UNKNOWN
  const typed = foldName(name ?? '').toWellFormed()
  // a token does not say which database its report is in
  for (const db of work.shards.all()) {
    const asking = newAsking(work, 'token')
    const done = await commit(work, db, {
      audit: { none: 'counter' },
      statements: [
        enterByToken(db, asking, token, typed === '' ? undefined : typed),
        answerOf(db, asking.receipt),
      ],
    })
    if (!done.done) throw new Error('a look-up was not entered')
    const found = await answered(work, asking, done.results[1])
    if (found !== UNKNOWN) return found
  }
  return UNKNOWN
}

function watchPrefix(work: Work, place: { schoolCode: string; cohort: number }, rows: { count: number }[]) {
  const failures = rows[0]?.count ?? 0
  if (isPrefixAlarm(failures))
    alarm(work, 'prefix_under_attack', { failures }, { school: place.schoolCode, cohort: place.cohort })
}

/** Of this process only: an alarm needs no exact count, and a row for it would be written by every look-up. */
let seen: Seen = { since: 0, lookups: 0, failures: 0 }

function watchRatio(work: Work, failed: boolean) {
  const next = tally(seen, failed, work.machineNow)
  seen = next.seen
  if (next.alarm) alarm(work, 'failure_ratio', { failures: seen.failures, lookups: seen.lookups })
}

const alarm = (
  work: Work,
  name: string,
  counts: Record<string, number>,
  where: { school?: string; cohort?: number } = {},
) =>
  log({
    event: 'alarm',
    alarm: name,
    at: new Date(work.machineNow).toISOString(),
    requestId: work.requestId,
    ...where,
    counts,
  })

const newAsking = (work: Work, via: Asking['via']): Asking => ({
  receipt: (randomSymbols(12).match(/.{4}/g) ?? []).join('-'),
  via,
  at: work.now,
})

/** Content that no longer has the digest its token was signed over is never shown as true. */
async function answered(work: Work, asking: Asking, rows: unknown): Promise<Verification> {
  const [row] = rows as Awaited<ReturnType<typeof answerOf>>
  if (row === undefined) return UNKNOWN
  if ((await digestOf(row.content)) !== row.digest) {
    alarm(work, 'content_altered', {})
    return UNKNOWN
  }
  const verdict = verdictOf(row, work.now)
  const known = {
    kind: row.kind,
    validUntil: new Date(row.validUntil).toISOString(),
    checkedAt: new Date(work.now).toISOString(),
    receipt: asking.receipt,
  }
  return {
    answer:
      verdict === 'valid'
        ? { verdict, ...known, report: releasedReport.parse(JSON.parse(row.content)) }
        : { verdict, ...known },
    serviceEnded: row.capAt <= work.now,
  }
}
