import { commit } from '../../db/commit.ts'
import { dispatches } from '../../db/schema/dispatches.ts'
import { transferCodes } from '../../db/schema/records.ts'
import { issueTransferCode } from '../../functions/proof/make-code.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { Graduate } from './fixtures.ts'

/** The 转递编号 of an entry, kept as the verbs keep it. */
export async function seedTransferCode(work: Work, { entry }: Pick<Graduate, 'entry'>): Promise<string> {
  const issued = await issueTransferCode(work, entry)
  const db = work.shards.of(entry.schoolCode, entry.cohort)
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.insert(transferCodes).values(issued)] },
  })
  if (!done.done) throw new Error('the transfer code could not be written')
  return work.secrets.open('transfer_codes.code', issued.hmac, issued.cipher)
}

/** What the school entered when it sent the file. */
export async function seedDispatch(
  work: Work,
  { entry }: Pick<Graduate, 'entry'>,
  given: Partial<typeof dispatches.$inferInsert> = {},
) {
  const db = work.shards.of(entry.schoolCode, entry.cohort)
  const row = {
    id: newId(),
    rosterEntryId: entry.id,
    schoolCode: entry.schoolCode,
    cohort: entry.cohort,
    method: 'ems' as const,
    trackingNumber: 'EX123456789CN',
    sentOn: '2026-07-10',
    recordedAt: work.now,
    updatedAt: work.now,
    ...given,
  }
  await db.batch([db.insert(dispatches).values(row)])
  return row
}
