import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { toldOf } from '#model/verdict/verdict.ts'
import { isLife, type LifeRow } from '#model/ledger/chain.ts'
import type { SealedRow } from '../../db/lookup-chain.ts'
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

export const ledgerLine = (row: SealedRow): string[] => (isLife(row) ? lifeLine(row) : lookupLine(row))

const lifeEvents: Record<LifeRow['event'], (until: string) => string> = words.life

function lifeLine(row: Extract<SealedRow, LifeRow>): string[] {
  const told = row.event === 'withheld' || row.event === 'frozen'
  return cellsUnder(words.columns, {
    chainSeq: String(row.chainSeq),
    at: showInstant(row.at),
    event: lifeEvents[row.event](showEnd(row.validUntil)),
    kind: cards[row.kind],
    codeKind: words.codeKinds.verification,
    verdict: '',
    via: '',
    department: '',
    origin: '',
    receipt: told ? (row.cause ?? '') : '',
    repeats: '',
    hash: row.chainHash ?? '',
  })
}

function lookupLine(row: Exclude<SealedRow, LifeRow>): string[] {
  const disowning = row.disowns !== null
  const event = row.endedAt === null ? words.disowned : words.disownedAndFrozen
  return cellsUnder(words.columns, {
    chainSeq: String(row.chainSeq),
    at: showInstant(row.at),
    event: disowning ? event : words.lookup,
    kind: isKind(row.kind) ? cards[row.kind] : row.kind,
    codeKind: codeKinds[row.codeKind] ?? row.codeKind,
    verdict: disowning ? '' : verdictWords[toldOf(row)],
    via: disowning ? '' : (viaWords[row.via] ?? row.via),
    department: row.department ?? '',
    origin: row.department === null ? row.origin || words.noOrigin : '',
    receipt: row.disowns ?? row.receipt,
    repeats: String(row.repeats),
    hash: row.chainHash ?? '',
  })
}
