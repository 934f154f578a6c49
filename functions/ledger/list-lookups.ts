import { listLookups as readLookups } from '../../db/lookups.ts'
import { toldOf } from '#model/verdict/verdict.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'

const PAGE = 50

/** 核验记录: who looked up this graduate's codes, their 转递编号 too, and what the answer was. */
export async function listLookups(work: Work<GraduateActor>, before: number | undefined) {
  const { db, rosterEntryId } = subjectOf(work)
  const { rows, live } = await readLookups(db, rosterEntryId, { before, limit: PAGE + 1, now: work.now })
  const page = rows.slice(0, PAGE)
  return {
    lookups: page.map((row) => ({
      receipt: row.receipt,
      at: new Date(row.at).toISOString(),
      kind: row.kind,
      codeKind: row.codeKind,
      verdict: toldOf(row),
      via: row.via,
      department: row.department,
      origin: row.origin,
      codeLive: live.has(row.reportId),
      disownedAt: row.disownedAt === null ? null : new Date(row.disownedAt).toISOString(),
      chainSeq: row.chainSeq,
      repeats: row.repeats,
    })),
    next: rows.length > PAGE ? (page.at(-1)?.seq ?? null) : null,
  }
}
