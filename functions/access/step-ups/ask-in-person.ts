import { commit } from '../../../db/commit.ts'
import { addStepUp } from '../../../db/people.ts'
import { dropPendingInPerson } from '../../../db/step-ups.ts'
import { refuse } from '../../platform/problem.ts'
import { newId } from '../../platform/secrets.ts'
import { subjectOf } from '../subject.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { boundNumber, numberFrom, waitsFor } from '#model/in-person.ts'

/** The six digits a graduate shows at the counter, in place of any this session was given before. */
export async function askInPerson(
  work: Work<GraduateActor>,
): Promise<{ number: string; secondsLeft: number }> {
  const { db, rosterEntryId, sessionHash } = subjectOf(work)
  const id = newId()
  const number = drawNumber()
  const answer = { number, secondsLeft: waitsFor / 1000 }
  const done = await commit(work, db, {
    audit: { none: 'step-up asked' },
    statements: {
      dropped: dropPendingInPerson(db, sessionHash, rosterEntryId),
      stepUp: addStepUp(db, {
        id,
        sessionHash,
        rosterEntryId,
        issuer: work.actor.issuer,
        subject: work.actor.subject,
        purpose: 'authorize',
        route: 'in_person',
        nonceHash: await work.secrets.index(
          'step-up',
          boundNumber({ id, rosterEntryId, sessionHash }, number),
        ),
        askedAt: work.machineNow,
        expiresAt: work.machineNow + waitsFor,
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

function drawNumber(): string {
  for (;;) {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    const number = numberFrom(word)
    if (number !== undefined) return number
  }
}
