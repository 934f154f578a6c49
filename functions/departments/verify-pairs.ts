// Many look-ups of a department in one batch: the same ledger, answers and allowlist as one, in as many statements for
// a thousand pairs as for one. A repeat under its key enters nothing and reads the first answer again.
import type { Db, Statement } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { enterManyByTransferCode, transferAnswersOf } from '../../db/transfer-lookups.ts'
import { answersOf, enterManyByCode } from '../../db/verification.ts'
import type { ParsedCode } from '#model/codes/codes.ts'
import { randomSymbols } from '../proof/make-code.ts'
import { onceUnder } from '../platform/once.ts'
import { refuse } from '../platform/problem.ts'
import { noteTold } from '../platform/tell-many.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor } from '#model/actors.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { foldName } from '#model/roster/names.ts'
import { answerRows, type AnsweredRows } from './answer-rows.ts'
import type { BulkAnswer, Pair } from './wire.ts'
import { openNote } from './note-lookups.ts'
import { pairKey } from './decide-pairs.ts'
import { receiptNumber } from '#model/codes/receipt-number.ts'
import { readCode } from '#model/codes/typed-code.ts'
import { homeOf } from '../verification/verify.ts'

export interface Bulk {
  kind: ReportKind
  rows: readonly Pair[]
  batchId: string | null
  /** what must hold in the directory for so many different pairs */
  guards: (pairs: number) => Promise<Statement[]>
  /** for a batch that those undid */
  undone: (pairs: number) => Promise<never>
}

/** A pair, and the code in it if it is one. */
interface Question extends Pair {
  parsed: ParsedCode | undefined
}

/** Kept for a repeat, where the rows themselves are read again. */
interface Entered {
  at: number
  receipts: string[]
  rows?: AnsweredRows
}

/** @param key the request's idempotency key */
export async function verifyPairs(
  work: Work,
  actor: DepartmentActor,
  key: string,
  bulk: Bulk,
): Promise<BulkAnswer> {
  const { firsts, duplicateOf } = different(bulk.rows)
  const guards = await bulk.guards(firsts.length)
  const { directory } = work.shards
  const groups = new Map<Db, number[]>([[directory, []]])
  const questions = firsts.map((row): Question => ({ ...row, parsed: readCode(row.code) }))
  for (const [at, { parsed }] of questions.entries()) {
    const db = homeOf(work, parsed)
    groups.set(db, [...(groups.get(db) ?? []), at])
  }
  const answers: BulkAnswer['rows'] = []
  let checkedAt = work.now
  let repeated = false
  for (const [db, places] of groups) {
    const mine = places.map((place) => questions[place]).filter((each) => each !== undefined)
    const home = db === directory
    const entered = await onceUnder(work, db, key, [bulk.batchId, bulk.kind, bulk.rows], (under) =>
      enter(under, actor, db, bulk, mine, home ? { guards, pairs: firsts.length } : undefined),
    )
    const rows = await answerRows(work, db, entered.receipts, entered.rows, actor.scope.department.unitNames)
    for (const [at, place] of places.entries()) {
      const row = rows[at]
      if (row !== undefined) answers[place] = row
    }
    if (home) {
      checkedAt = entered.at
      repeated = entered.rows === undefined
    }
  }
  // what was verified is in the audit; that it was told once more is too
  if (repeated && firsts.length > 1)
    await noteTold(work, 'pairs.verified', firsts.length, { kind: bulk.kind, repeated })
  return {
    checkedAt: new Date(checkedAt).toISOString(),
    rows: duplicateOf.map(({ place, first }) => {
      const row = answers[place]
      if (row === undefined) throw new Error('a pair without its answer')
      return markDuplicate(row, first)
    }),
  }
}

const markDuplicate = (row: BulkAnswer['rows'][number], duplicateOf: number | null) => ({
  ...row,
  duplicateOf,
})

/** The different pairs, and of every row which of them it is and which row had it first. */
function different(rows: readonly Pair[]) {
  const seen = new Map<string, { place: number; row: number }>()
  const firsts: Pair[] = []
  const duplicateOf = rows.map((row, at) => {
    const pair = pairKey(row.name, row.code)
    const before = seen.get(pair)
    if (before !== undefined) return { place: before.place, first: before.row }
    seen.set(pair, { place: firsts.length, row: at })
    firsts.push(row)
    return { place: firsts.length - 1, first: null }
  })
  return { firsts, duplicateOf }
}

async function enter(
  work: Work,
  actor: DepartmentActor,
  db: Db,
  { kind, batchId, undone }: Bulk,
  questions: readonly Question[],
  whole: { guards: Statement[]; pairs: number } | undefined,
): Promise<Entered> {
  const { department } = actor.scope
  const receipts = questions.map(() => receiptNumber(randomSymbols(12)))
  const hashed = await Promise.all(
    questions.map(async ({ name, parsed }, at) => [
      receipts[at],
      await work.secrets.index('code', parsed?.code ?? '-'),
      foldName(name).toWellFormed(),
    ]),
  )
  const of = (transfer: boolean) =>
    JSON.stringify(hashed.filter((_, at) => (questions[at]?.parsed?.kind === 'transfer') === transfer))
  const asking = { via: 'bulk' as const, at: work.now, origin: '', department }
  const note = await openNote(work, actor, { batchId, kind, asked: questions })
  const kept = { at: work.now, receipts }
  const done = await commit(work, db, {
    audit:
      whole === undefined
        ? { none: 'counter' }
        : {
            action: 'pairs.verified',
            subjectType: 'department',
            subjectId: department.id,
            detail: { kind, pairs: whole.pairs, batch: batchId },
          },
    statements: {
      entered: enterManyByCode(db, asking, kind, of(false)),
      enteredTransfers: enterManyByTransferCode(db, asking, kind, of(true)),
      reports: answersOf(db, receipts),
      transfers: transferAnswersOf(db, receipts),
      ...note.statements(db, receipts),
      guards: whole?.guards,
    },
    answer: kept,
  })
  if (!done.done) {
    if (done.because === 'repeated' || whole === undefined) refuse('state.changed')
    return undone(whole.pairs)
  }
  const { reports, transfers, counts } = done.results
  note.watch(counts, receipts.length - reports.length - transfers.length)
  return { ...kept, rows: { reports, transfers } }
}
