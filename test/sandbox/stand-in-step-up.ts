import { commit } from '../../db/commit.ts'
import { stepUps } from '../../db/schema/access.ts'
import { newId } from '../../functions/platform/secrets.ts'
import { subjectOf } from '../../functions/access/subject.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'

/** A passed 实人验证 for a demo person: nobody stands before the camera while samples load. */
export async function standInStepUp(work: Work<GraduateActor>): Promise<void> {
  const { db, rosterEntryId, sessionHash } = subjectOf(work)
  await commit(work, db, {
    audit: {
      action: 'step_up.passed',
      subjectType: 'roster_entry',
      subjectId: rosterEntryId,
      detail: { sandbox: true },
    },
    statements: {
      seeded: [
        db.insert(stepUps).values({
          id: newId(),
          sessionHash,
          rosterEntryId,
          issuer: work.config.graduateProvider.issuer,
          subject: 'sandbox',
          purpose: 'authorize',
          nonceHash: newId(),
          askedAt: work.machineNow,
          passedAt: work.machineNow,
          expiresAt: work.machineNow + 600_000,
        }),
      ],
    },
  })
}
