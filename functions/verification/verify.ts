// Answers one look-up: which verdict, and what may be shown with it. Name, code, kind and limits are judged together
// in one batch; whatever fails, the answer is the same `unknown` (decision 9).
import { commit } from '../../db/commit.ts'
import type { Db } from '../../db/client.ts'
import { findRegistered } from '../../db/records.ts'
import { enterByTransferCode, transferAnswerOf } from '../../db/transfer-lookups.ts'
import {
  answerOf,
  type Asking,
  type Closing,
  countFailure,
  enterByCode,
  enterByToken,
  failuresUnder,
} from '../../db/verification.ts'
import type { ParsedCode } from '../authorizations/codes.rules.ts'
import { randomSymbols } from '../authorizations/make-code.ts'
import { reasonedVerdictOf, type SupersededBecause, verdictOf } from '../authorizations/verdict.rules.ts'
import type { Work } from '../platform/work.ts'
import { shownRecord } from '../records/shown.rules.ts'
import { changedFields } from '../reports/blocks.rules.ts'
import { reportContent, type ReportKind } from '../reports/content.rules.ts'
import { specimenOf, typedSpecimen } from '../reports/specimens.rules.ts'
import { digestOf, readReportToken } from '../reports/token.ts'
import { foldName } from '../roster/names.rules.ts'
import { shownEntry } from '../roster/shown.rules.ts'
import { answerSpecimen } from './answer-specimen.ts'
import { type CounterName, countersOf, limits } from './limits.rules.ts'
import { receiptNumber } from './receipt-number.rules.ts'
import { readCode, tokenIn } from './typed-code.rules.ts'
import { alarm, watchPrefix, watchRatio } from './watch-failures.ts'
import { releasedReport, type VerificationAnswer } from './wire.ts'

export interface Question {
  /** undefined with a bare token: its own kind counts */
  kind?: ReportKind
  name?: string
  /** a code, or what a scanner gun types: a QR's address or the token in it */
  code?: string
  token?: string
  via: Asking['via']
  /** keyed hash of the caller's address */
  address: string
  origin?: Asking['origin']
  department?: Asking['department']
}

export interface Verification {
  answer: VerificationAnswer
  /** whether the verification service for this graduation month is over; false while unknown */
  serviceEnded: boolean
  /** whose file a valid transfer code names, and where it is: not part of the answer */
  file?: TransferFile
}

export type TransferFile = Pick<TransferRow, 'entry' | 'dispatch'> & { recordId: string }

type TransferRow = Awaited<ReturnType<typeof transferAnswerOf>>[number]
type ReportRow = Awaited<ReturnType<typeof answerOf>>[number]

const UNKNOWN: Verification = { answer: { verdict: 'unknown' }, serviceEnded: false }

/** The database a code's counters and ledger are in. */
export const homeOf = (work: Work, code: ParsedCode | undefined) =>
  code === undefined ? work.shards.directory : work.shards.of(code.schoolCode, code.cohort)

export async function verify(work: Work, question: Question): Promise<Verification> {
  const code = question.code?.trim() ?? ''
  const token = question.token ?? tokenIn(code)
  return token === undefined ? verifyCode(work, question, readCode(code)) : verifyToken(work, question, token)
}

/** @param code undefined for a text that is no code: it is looked up too, under a hash that no code has */
export async function verifyCode(
  work: Work,
  question: Question,
  code: ParsedCode | undefined,
): Promise<Verification> {
  const nameFolded = foldName(question.name ?? '').toWellFormed()
  const specimen = typedSpecimen({
    code: code?.code,
    nameFolded,
    kind: question.kind ?? 'archive',
  })
  if (specimen !== undefined) return answerSpecimen(work, specimen)
  const place = { schoolCode: code?.schoolCode ?? '', cohort: code?.cohort ?? 0 }
  const db = homeOf(work, code)
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
  const closings = [
    closing('nameHour'),
    closing('nameDay'),
    closing('addressTenMinutes'),
    closing('addressDay'),
    { ...closing('addressPrefixHour'), above: closing('prefixDay') },
  ]
  const asking = newAsking(work, question)
  const asked = {
    hmac: await work.secrets.index('code', code?.code ?? '-'),
    nameFolded,
    kind: question.kind ?? 'archive',
  }
  const transfer = code?.kind === 'transfer'
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: [
      transfer ? enterByTransferCode(db, asking, asked, closings) : enterByCode(db, asking, asked, closings),
      transfer ? transferAnswerOf(db, asking.receipt) : answerOf(db, asking.receipt),
      countFailure(db, asking.receipt, counters),
      failuresUnder(db, key.prefixDay),
    ],
  })
  if (!done.done) throw new Error('a look-up was not entered')
  const found = transfer
    ? answeredTransfer(work, asking, done.results[1] as TransferRow[])
    : await answered(work, db, asking, done.results[1] as ReportRow[])
  if (found === UNKNOWN) watchPrefix(work, place, done.results[3] as { count: number }[])
  watchRatio(work, found === UNKNOWN)
  return found
}

/** A token cannot be guessed, so nothing is counted and no lock stands before it (abuse case 3). */
async function verifyToken(work: Work, question: Question, text: string): Promise<Verification> {
  const token = await readReportToken(work.secrets.signingKeys, text)
  if (token === undefined) return UNKNOWN
  const specimen = specimenOf(token.reportId)
  if (specimen !== undefined) return answerSpecimen(work, specimen)
  const typed = foldName(question.name ?? '').toWellFormed()
  // a token does not say which database its report is in
  for (const db of work.shards.all()) {
    const asking = newAsking(work, {
      ...question,
      via: question.department === undefined ? 'token' : question.via,
    })
    const done = await commit(work, db, {
      audit: { none: 'counter' },
      statements: [
        enterByToken(db, asking, token, typed === '' ? undefined : typed),
        answerOf(db, asking.receipt),
      ],
    })
    if (!done.done) throw new Error('a look-up was not entered')
    const found = await answered(work, db, asking, done.results[1] as ReportRow[])
    if (found !== UNKNOWN) return found
  }
  return UNKNOWN
}

const newAsking = (work: Work, { via, origin = '', department }: Question): Asking => ({
  receipt: receiptNumber(randomSymbols(12)),
  via,
  at: work.now,
  origin,
  department,
})

const knownOf = (work: Work, asking: Asking, validUntil: number) => ({
  validUntil: new Date(validUntil).toISOString(),
  checkedAt: new Date(work.now).toISOString(),
  receipt: asking.receipt,
})

/** Content that no longer has the digest its token was signed over is never shown as true. */
async function answered(work: Work, db: Db, asking: Asking, [row]: ReportRow[]): Promise<Verification> {
  if (row === undefined) return UNKNOWN
  if ((await digestOf(row.content)) !== row.digest) {
    alarm(work, 'content_altered', {})
    return UNKNOWN
  }
  const found = reasonedVerdictOf(row, work.now)
  const known = {
    kind: row.kind,
    codeKind: 'verification' as const,
    ...knownOf(work, asking, row.validUntil),
  }
  const serviceEnded = row.capAt <= work.now
  switch (found.verdict) {
    case 'valid': {
      const report = releasedReport.parse(JSON.parse(row.content))
      return { answer: { verdict: 'valid', ...known, report }, serviceEnded }
    }
    case 'superseded': {
      const change = await changeSince(db, row, found.because)
      return { answer: { verdict: 'superseded', ...known, ...change }, serviceEnded }
    }
    default:
      return { answer: { ...found, ...known }, serviceEnded }
  }
}

/** Names of fields, never values: the paper is no longer what was authorized. A dispute is told without a read. */
async function changeSince(db: Db, row: ReportRow, superseded: SupersededBecause) {
  if (superseded === 'dispute') return { because: superseded }
  const registered = await findRegistered(db, row.rosterEntryId)
  if (registered === undefined) throw new Error('a report without its roster entry')
  const { entry, record } = registered
  if (record === undefined) return { because: 'voided' as const }
  const frozen = releasedReport.parse(JSON.parse(row.content))
  return { because: superseded, changedFields: changedFields(frozen, shownEntry(entry), shownRecord(record)) }
}

/** The archive facts of the record as it stands, and since when it does (decision 7). */
function answeredTransfer(work: Work, asking: Asking, [row]: TransferRow[]): Verification {
  if (row === undefined) return UNKNOWN
  const { entry, record, dispatch } = row
  const verdict = verdictOf(row, work.now)
  const serviceEnded = row.validUntil <= work.now
  const known = {
    kind: 'archive' as const,
    codeKind: 'transfer' as const,
    ...knownOf(work, asking, row.validUntil),
  }
  if (verdict !== 'valid') return { answer: { verdict, ...known }, serviceEnded }
  if (record === null) throw new Error('a valid transfer code without a record')
  const content = reportContent('archive', shownEntry(entry), shownRecord(record))
  return {
    answer: {
      verdict,
      ...known,
      asOf: new Date(record.reportedAt).toISOString(),
      report: releasedReport.parse(content),
    },
    serviceEnded,
    file: { entry, dispatch, recordId: record.id },
  }
}
