// Gives the reports and codes from before there were seals their seals, once. Everything is judged before anything is
// written: one row whose life the audit tells otherwise, and nothing is sealed.
import type { Db } from '../../db/client.ts'
import { sealCodes, sealReports, wereSealed } from '../../db/code-lives.ts'
import { noteSealed } from '../../db/code-events.ts'
import { type AuditEntry, commit, mustChange } from '../../db/commit.ts'
import type { Work } from '../platform/work.ts'
import { type Lived, readLives } from './code-lives.ts'
import { decideOldRow, type RefusedBecause } from './decide-old-row.ts'
import { sealOpenCode, sealReport } from './row-seals.ts'
import { digestOf } from './token.ts'

export interface OldRows {
  reports: number
  open: number
  refused: { reportId: string; because: RefusedBecause }[]
  /** old rows were sealed here before: what has no seal now lost it otherwise */
  before: boolean
}

/** @param write false: only says what it would do */
export async function sealOldRows(work: Work, write: boolean): Promise<OldRows> {
  const result: OldRows = { reports: 0, open: 0, refused: [], before: false }
  for (const db of work.shards.all()) {
    for await (const page of readLives(db, true)) {
      for (const lived of page) {
        const judged = await judge(lived)
        if (judged.refused !== undefined)
          result.refused.push({ reportId: lived.report.id, because: judged.refused })
        else {
          result.reports += 1
          if (judged.open) result.open += 1
        }
      }
    }
    result.before ||= result.reports + result.refused.length > 0 && (await wereSealed(db))
  }
  if (!write || result.before || result.refused.length > 0) return result
  for (const db of work.shards.all()) {
    let sealed = 0
    for await (const page of readLives(db, true)) sealed += await sealPage(work, db, page)
    if (sealed > 0) await enter(work, db, { action: 'codes.all_sealed', detail: { reports: sealed } }, {})
  }
  return result
}

const about = { subjectType: 'database', subjectId: 'codes' } as const

async function enter(
  work: Work,
  db: Db,
  audit: Pick<AuditEntry, 'action' | 'detail'>,
  statements: Parameters<typeof commit>[2]['statements'],
): Promise<void> {
  const done = await commit(work, db, { audit: { ...about, ...audit }, statements })
  // what was sealed stays sealed; the next run goes on
  if (!done.done) throw new Error('a code changed meanwhile')
}

async function sealPage(work: Work, db: Db, page: readonly Lived[]): Promise<number> {
  if (page.length === 0) return 0
  const reports: [string, string][] = []
  const codes: [string, number, number, string][] = []
  const lives: [string, string][] = []
  for (const lived of page) {
    const judged = await judge(lived)
    if (judged.refused !== undefined) throw new Error('a code changed meanwhile')
    const { report, code } = lived
    reports.push([report.id, await sealReport(work.secrets, report)])
    lives.push([code.hmac, judged.cause])
    if (judged.open)
      codes.push([code.hmac, code.version, code.validUntil, await sealOpenCode(work.secrets, code)])
  }
  const detail = { reports: reports.length, open: codes.length }
  await enter(
    work,
    db,
    { action: 'codes.sealed', detail },
    {
      reports: mustChange(db, sealReports(db, reports), reports.length),
      codes: mustChange(db, sealCodes(db, codes, work.now), codes.length),
      lives: mustChange(db, noteSealed(db, lives, work.now), lives.length),
    },
  )
  return reports.length
}

const judge = async ({ report, code, hasCode, authorizationId, confirmationEndedAt, events, acts }: Lived) =>
  decideOldRow({
    code: hasCode === 1 ? code : undefined,
    hasAuthorization: authorizationId !== null,
    digestFits: (await digestOf(report.content)) === report.digest,
    confirmationEndedAt,
    hasLife: events.some(({ event }) => event !== 'withheld'),
    acts,
  })
