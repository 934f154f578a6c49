import { enterDisowning, findLookup, freezeCode, markDisowned } from '../../db/lookups.ts'
import { noted } from '../../db/code-events.ts'
import { commit, mustChange } from '../../db/commit.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { refuse } from '../platform/problem.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'

export interface Disowned {
  receipt: string
  disownedAt: string
  /** frozen: the code ended here and is not revived; dead: it had ended before; school: a 转递编号 is the school's */
  code: 'frozen' | 'dead' | 'school'
}

/**
 * 不是我授权的: the code that was looked up is frozen at once, in the same commit as the mark. Saying it again changes
 * nothing and answers the same.
 */
export async function disownLookup(work: Work<GraduateActor>, receipt: string): Promise<Disowned> {
  const { db, rosterEntryId, schoolCode } = subjectOf(work)
  // a code that died between reading and writing is found dead the second time; it never comes back to life
  for (const last of [false, true]) {
    const found = await findLookup(db, rosterEntryId, receipt)
    if (found === undefined) refuse('lookup.not_found')
    const { kind, codeKind, hmac, authorizationId, validUntil, endedAt, supersededAt } = found
    const answer = (at: number, code: Disowned['code']): Disowned => ({
      receipt,
      disownedAt: new Date(at).toISOString(),
      code: codeKind === 'transfer' ? 'school' : code,
    })
    if (found.disownedAt !== null) return answer(found.disownedAt, found.frozen ? 'frozen' : 'dead')
    const live =
      hmac !== null && verdictOf({ validUntil: validUntil ?? 0, endedAt, supersededAt }, work.now) === 'valid'
    const now = answer(work.now, live ? 'frozen' : 'dead')
    const done = await commit(work, db, {
      audit: [
        {
          action: 'lookup.disowned',
          subjectType: 'roster_entry',
          subjectId: rosterEntryId,
          schoolCode,
          detail: { receipt, kind, codeKind },
        },
        ...(live
          ? [
              {
                action: 'authorization.frozen',
                subjectType: 'authorization',
                subjectId: authorizationId ?? '',
                schoolCode,
                detail: { kind, receipt },
              },
            ]
          : []),
      ],
      statements: {
        marked: mustChange(db, markDisowned(db, rosterEntryId, receipt, work.now)),
        entered: mustChange(db, enterDisowning(db, rosterEntryId, receipt, { at: work.now, frozen: live })),
        frozen: live
          ? noted(db, freezeCode(db, { hmac, rosterEntryId }, work.now), hmac, {
              event: 'frozen',
              at: work.now,
              cause: receipt,
            })
          : [],
      },
      answer: now,
    })
    if (done.done) return now
    if (done.because === 'repeated' || last) break
  }
  refuse('state.changed')
}
