import { confirmations } from '../../db/schema/records.ts'
import { codes } from '../../db/schema/authorizations.ts'
import { bindings } from '../../db/schema/roster.ts'
import { commit } from '../../db/commit.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'

/** What an import may take away: a sign-in bound, a confirmation, a code that is good for thirty days. */
export async function seedStanding(work: Work, entryId: string, recordId: string) {
  const db = work.shards.directory
  const hmac = newId()
  const confirmationId = newId()
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db
          .insert(bindings)
          .values({ rosterEntryId: entryId, issuer: 'i', subject: `s-${entryId}`, boundAt: work.now }),
        db
          .insert(confirmations)
          .values({ id: confirmationId, rosterEntryId: entryId, recordId, confirmedAt: work.now }),
        db.insert(codes).values({
          hmac,
          cipher: 'x',
          reportId: newId(),
          rosterEntryId: entryId,
          kind: 'archive',
          validUntil: work.now + 30 * 86_400_000,
          issuedAt: work.now,
        }),
      ],
    },
  })
  if (!done.done) throw new Error('the standing could not be written')
  return { hmac, confirmationId }
}
