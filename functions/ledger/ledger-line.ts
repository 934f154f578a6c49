import { showInstant } from '#model/calendar/caps.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import type { ChainRow } from '#model/ledger/chain.ts'
import { verdictWords } from '#words/verdicts.ts'
import { viaWords } from '#words/via.ts'
import { isKind, type ReportKind } from '#model/report/kinds.ts'
import { kindCards } from '#words/report-kinds.ts'

const cards: Record<ReportKind, string> = kindCards

/** The ledger as a table that a person reads; the JSON file is the one to recompute. */
export const ledgerTitles = [
  '序号',
  '时间',
  '事项',
  '种类',
  '编号',
  '结果',
  '方式',
  '查询部门',
  '来源',
  '回执',
  '校验值',
]

const codeKinds: Record<string, string> = { verification: '核验编号', transfer: '转递编号' }

export function ledgerLine(row: ChainRow & { chainHash: string | null }): string[] {
  const disowning = row.disowns !== null
  const frozen = row.endedAt === null ? '' : '，编号已冻结'
  return [
    String(row.chainSeq),
    showInstant(row.at),
    disowning ? `本人标记“不是我授权的”${frozen}` : '查询',
    isKind(row.kind) ? cards[row.kind] : row.kind,
    codeKinds[row.codeKind] ?? row.codeKind,
    disowning ? '' : verdictWords[row.answered ? verdictOf(row, row.at) : 'unknown'],
    disowning ? '' : (viaWords[row.via] ?? row.via),
    row.department ?? '',
    row.department === null ? row.origin || '来源未知' : '',
    row.disowns ?? row.receipt,
    row.chainHash ?? '',
  ]
}
