// Answers one look-up: which verdict, and what may be shown with it. One batch looks whether a limit is reached, judges
// name, code and kind together, and counts. Whatever of those fails, the answer is the same `unknown` (decision 9); a
// reached limit has its own, whatever was asked (decision 28).
import { commit } from '../../db/commit.ts'
import { changedRows, type Db, type Statement } from '../../db/client.ts'
import type { countsOf } from '../../db/department-lookups.ts'
import { enterByTransferCode, transferAnswerOf } from '../../db/transfer-lookups.ts'
import {
  answerOf,
  type Asking,
  closedUntil,
  countEach,
  countFailure,
  enterByCode,
  enterByToken,
  lookUpTogether,
} from '../../db/verification.ts'
import type { ParsedCode } from '#model/codes/codes.ts'
import { randomSymbols } from '../proof/make-code.ts'
import type { Work } from '../platform/work.ts'
import { type ReportKind, transferKind } from '#model/report/kinds.ts'
import { specimenOf, typedSpecimen } from '#model/report/specimens.ts'
import { readReportToken } from '../proof/token.ts'
import { foldName } from '#model/roster/names.ts'
import { answeredReport, answeredTransfer, UNKNOWN, type Verification } from './answer-lookup.ts'
import { answerSpecimen } from './answer-specimen.ts'
import { togetherUnder } from './decide-limits.ts'
import { limitedBy, type Limited, type Limits, openLimits } from './open-limits.ts'
import { receiptNumber } from '#model/codes/receipt-number.ts'
import { readCode, tokenIn } from '#model/codes/typed-code.ts'
import { watchPrefix, watchRatio } from './watch-failures.ts'
import { nobody } from '#words/specimens.ts'

export type { TransferFile, Verification } from './answer-lookup.ts'

export interface Question {
  /** what may be answered and nothing else (decision 37); undefined on the QR page alone: the token's own kind counts */
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

type CountsQuery = ReturnType<typeof countsOf>

/** What a signed-in department adds to its look-up. No limit on names or addresses stands before it (abuse case 3). */
export interface Desk {
  /** Statements of the look-up's own batch. `sure` false: another database may know the report. */
  alongside: (
    db: Db,
    receipt: string,
    sure: boolean,
  ) => { noted: Statement[]; tallied: Statement; counts: CountsQuery; charges: Statement[] }
  /** for what its account has been counted */
  done: (counts: CountsQuery['_']['result'], failed: boolean) => void
  /** for a batch that its budget undid */
  undone: () => Promise<never>
}

/** The database a code's counters and ledger are in. */
export const homeOf = (work: Work, code: ParsedCode | undefined) =>
  code === undefined ? work.shards.directory : work.shards.of(code.schoolCode, code.cohort)

/** Without a department a reached limit is answered before anything is looked at. */
export function verify(work: Work, question: Question, desk: Desk): Promise<Verification>
export function verify(work: Work, question: Question): Promise<Verification | Limited>
export function verify(work: Work, question: Question, desk?: Desk): Promise<Verification | Limited> {
  const code = question.code?.trim() ?? ''
  const token = question.token ?? tokenIn(code)
  return token === undefined
    ? verifyCode(work, question, readCode(code), desk)
    : verifyToken(work, question, token, desk)
}

/** @param code undefined for a text that is no code: it is looked up too, under a hash that no code has */
export function verifyCode(
  work: Work,
  question: Question,
  code: ParsedCode | undefined,
  desk: Desk,
): Promise<Verification>
export function verifyCode(
  work: Work,
  question: Question,
  code: ParsedCode | undefined,
  desk?: Desk,
): Promise<Verification | Limited>
export async function verifyCode(
  work: Work,
  question: Question,
  code: ParsedCode | undefined,
  desk?: Desk,
): Promise<Verification | Limited> {
  const nameFolded = foldName(question.name ?? '').toWellFormed()
  const specimen = typedSpecimen(
    { code: code?.code, nameFolded, kind: question.kind ?? transferKind },
    nobody,
  )
  if (specimen !== undefined) return answerSpecimen(work, specimen)
  const { address } = question
  const person = code && { name: nameFolded, schoolCode: code.schoolCode, cohort: code.cohort }
  const limits =
    desk === undefined ? await openLimits(work, { address, ...(person && { person }) }) : undefined
  const db = homeOf(work, code)
  const asking = newAsking(work, question)
  const asked = {
    hmac: await work.secrets.index('code', code?.code ?? '-'),
    nameFolded,
    kind: question.kind ?? transferKind,
  }
  const { receipt } = asking
  const closings = limits?.closings ?? []
  const looking =
    code?.kind === 'transfer'
      ? {
          entered: enterByTransferCode(db, asking, asked, closings),
          transfers: transferAnswerOf(db, receipt),
        }
      : { entered: enterByCode(db, asking, asked, closings), reports: answerOf(db, receipt) }
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      ...looking,
      ...(limits && counting(db, receipt, limits)),
      ...desk?.alongside(db, receipt, true),
    },
  })
  if (!done.done) return notEntered(desk)
  const { reports = [], transfers, closed = [], counts = [] } = done.results
  const limited = limitedBy(work, closed)
  if (limited !== undefined) return limited
  const found =
    transfers === undefined
      ? await answeredReport(work, db, reports)
      : await answeredTransfer(work, transfers)
  if (desk !== undefined) {
    desk.done(counts, found === UNKNOWN)
    return found
  }
  if (person !== undefined) watchPrefix(work, person, closed[0]?.failures ?? 0)
  watchRatio(work, found === UNKNOWN)
  return found
}

const counting = (db: Db, receipt: string, { counters, closings, prefix }: Limits) => ({
  failed: countFailure(db, receipt, counters, closings),
  closed: closedUntil(db, closings, prefix),
})

function notEntered(desk: Desk | undefined): Promise<never> {
  if (desk !== undefined) return desk.undone()
  throw new Error('a look-up was not entered')
}

/**
 * A token cannot be guessed, so no limit of names or addresses stands before it (abuse case 3); so that no ledger is
 * flooded, what one address asks in ten minutes is one row, and a day has its number (decision 38).
 */
async function verifyToken(
  work: Work,
  question: Question,
  text: string,
  desk?: Desk,
): Promise<Verification | Limited> {
  const token = await readReportToken(work.secrets.signingKeys, text)
  if (token === undefined) {
    if (desk !== undefined) await noteForged(work, desk)
    return UNKNOWN
  }
  const { kind } = question
  const specimen = specimenOf(token.reportId)
  if (specimen !== undefined)
    return kind === undefined || kind === specimen.kind ? answerSpecimen(work, specimen) : UNKNOWN
  const typed = foldName(question.name ?? '').toWellFormed()
  const beside = { kind, nameFolded: typed === '' ? undefined : typed }
  return desk === undefined
    ? askTogether(work, question, token, beside)
    : askForDesk(work, question, token, beside, desk)
}

type Claims = NonNullable<Awaited<ReturnType<typeof readReportToken>>>
type Beside = Parameters<typeof enterByToken>[3]

async function askTogether(
  work: Work,
  question: Question,
  token: Claims,
  beside: Beside,
): Promise<Verification | Limited> {
  const { address } = question
  const { counters, closings } = await openLimits(work, { token: token.reportId })
  const about = togetherUnder(token.reportId, address, work.machineNow)
  const under = await work.secrets.index('attempt', about)
  // a token does not say which database its report is in
  for (const db of work.shards.all()) {
    const asking = newAsking(work, { ...question, via: 'token' })
    const done = await commit(work, db, {
      audit: { none: 'counter' },
      statements: {
        ...lookUpTogether(db, asking, token, beside, { under, closings }),
        counted: countEach(db, counters, closings),
        closed: closedUntil(db, closings),
      },
    })
    if (!done.done) return notEntered(undefined)
    const limited = limitedBy(work, done.results.closed)
    if (limited !== undefined) return limited
    const found = await answeredReport(work, db, done.results.reports)
    if (found !== UNKNOWN) return found
  }
  return UNKNOWN
}

async function askForDesk(
  work: Work,
  question: Question,
  token: Claims,
  beside: Beside,
  desk: Desk,
): Promise<Verification> {
  const all = work.shards.all()
  let noted = false
  for (const [at, db] of all.entries()) {
    const asking = newAsking(work, question)
    const done = await commit(work, db, {
      audit: { none: 'counter' },
      statements: {
        entered: enterByToken(db, asking, token, beside),
        reports: answerOf(db, asking.receipt),
        ...(noted ? undefined : desk.alongside(db, asking.receipt, at === all.length - 1)),
      },
    })
    if (!done.done) return notEntered(desk)
    const { reports, noted: notes = [], counts = [] } = done.results
    const found = await answeredReport(work, db, reports)
    if (notes.some((note) => changedRows(note) > 0)) {
      noted = true
      desk.done(counts, found === UNKNOWN)
    }
    if (found !== UNKNOWN) return found
  }
  return UNKNOWN
}

/** No database is asked about a token that no key of ours signed, but a department's try counts. */
async function noteForged(work: Work, desk: Desk): Promise<void> {
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: desk.alongside(db, randomSymbols(12), true),
  })
  if (!done.done) return desk.undone()
  desk.done(done.results.counts, true)
}

const newAsking = (work: Work, { via, origin = '', department }: Question): Asking => ({
  receipt: receiptNumber(randomSymbols(12)),
  via,
  at: work.now,
  origin,
  department,
})
