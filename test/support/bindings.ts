import { bindEntry } from '../../db/people.ts'
import { commit } from '../../db/commit.ts'
import type { Work } from '../../functions/platform/work.ts'

interface Bound {
  entry: { id: string; schoolCode: string; cohort: number }
  actor: { issuer: string; subject: string }
}

/** Binds an entry to a sign-in, as the first matching sign-in does. */
export async function bind(
  work: Work,
  person: Bound,
  to: { issuer: string; subject: string } = person.actor,
) {
  const db = work.shards.of(person.entry.schoolCode, person.entry.cohort)
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        bindEntry(db, {
          rosterEntryId: person.entry.id,
          issuer: to.issuer,
          subject: to.subject,
          boundAt: work.now,
        }),
      ],
    },
  })
  if (!done.done) throw new Error('the binding could not be written')
}
