import { commit } from '../../db/commit.ts'
import { registrations } from '../../db/schema/registrations.ts'
import { sealText } from '../../functions/proof/kept-text.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Graduate } from './fixtures.ts'
import { workAt } from './fixtures.ts'

/** A registration of this graduate in any state, as a row: for what others do to it. */
export async function seedRegistration(
  graduate: Graduate,
  given: Partial<typeof registrations.$inferInsert> = {},
): Promise<string> {
  const work = workAt()
  const db = work.shards.directory
  const id = newId()
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db.insert(registrations).values({
          id,
          rosterEntryId: graduate.entry.id,
          schoolCode: graduate.entry.schoolCode,
          cohort: graduate.entry.cohort,
          college: graduate.entry.college,
          kind: 'registration',
          state: 'college_review',
          content: await sealText(work, 'registrations.content', id, '{}'),
          reasonCipher: '',
          createdAt: work.now,
          updatedAt: work.now,
          submittedAt: work.now,
          ...given,
        }),
      ],
    },
  })
  if (!done.done) throw new Error('the registration could not be seeded')
  return id
}
