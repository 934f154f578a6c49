import { showInstant } from '#model/calendar/caps.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import type { ChainRow } from '#model/ledger/chain.ts'
import { cellsUnder } from '#model/sheet/findings.ts'
import { verdictWords } from '#words/verdicts.ts'
import { viaWords } from '#words/via.ts'
import { isKind, type ReportKind } from '#model/report/kinds.ts'
import { kindCards } from '#words/report-kinds.ts'
import { ledgerWords as words } from '#words/ledger.ts'

const cards: Record<ReportKind, string> = kindCards

/** The ledger as a table that a person reads; the JSON file is the one to recompute. */
export const ledgerTitles: string[] = Object.values(words.columns)

const codeKinds: Record<string, string> = words.codeKinds

export function ledgerLine(row: ChainRow & { chainHash: string | null; repeats: number }): string[] {
  const disowning = row.disowns !== null
  const event = row.endedAt === null ? words.disowned : words.disownedAndFrozen
  return cellsUnder(words.columns, {
    chainSeq: String(row.chainSeq),
    at: showInstant(row.at),
    event: disowning ? event : words.lookup,
    kind: isKind(row.kind) ? cards[row.kind] : row.kind,
    codeKind: codeKinds[row.codeKind] ?? row.codeKind,
    verdict: disowning ? '' : verdictWords[row.answered ? verdictOf(row, row.at) : 'unknown'],
    via: disowning ? '' : (viaWords[row.via] ?? row.via),
    department: row.department ?? '',
    origin: row.department === null ? row.origin || words.noOrigin : '',
    receipt: row.disowns ?? row.receipt,
    repeats: String(row.repeats),
    hash: row.chainHash ?? '',
  })
}
