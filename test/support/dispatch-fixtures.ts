import { insertRows } from '../../db/bulk.ts'
import { commit } from '../../db/commit.ts'
import { findSendings } from '../../db/dispatch-answers.ts'
import { dispatchAnswers, dispatches } from '../../db/schema/dispatches.ts'
import { records, transferCodes } from '../../db/schema/records.ts'
import { rosterEntries } from '../../db/schema/roster.ts'
import { issueTransferCode } from '../../functions/proof/make-code.ts'
import { sealRecord } from '../../functions/proof/record-contact.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import { answerSeal, countingAnswer, type Outcome } from '#model/transfer/receipt.ts'
import { inventExamNumber } from './files.ts'
import { type Graduate, seedGraduate } from './fixtures.ts'
import { inventIdNumber } from './invented-people.ts'

export interface Coded extends Graduate {
  code: string
}

/** A graduate with a record and its 转递编号. */
export async function seedCoded(
  work: Work,
  given: Partial<Parameters<typeof seedGraduate>[1]> = {},
): Promise<Coded> {
  const person = await seedGraduate(work, {
    schoolCode: '10001',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    ...given,
  })
  const db = work.shards.directory
  const issued = await issueTransferCode(work, person.entry)
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.insert(transferCodes).values(issued)] },
  })
  return { ...person, code: await work.secrets.open('transfer_codes.code', issued.hmac, issued.cipher) }
}

/** A whole cohort: one graduate with a record and a code, and as many copies under the exam numbers that follow. */
export async function seedCohort(work: Work, schoolCode: string, count: number): Promise<void> {
  const first = 26_110_108_100_000
  const one = await seedCoded(work, { schoolCode, examNumber: String(first), graduationMonth: '202606' })
  const { entry, record } = one
  if (record === undefined) throw new Error('a coded graduate has a record')
  const db = work.shards.directory
  for (let at = 1; at < count; at += 2500) {
    const entries = Array.from({ length: Math.min(2500, count - at) }, (_, more) =>
      Object.assign({}, entry, { id: newId(), examNumber: String(first + at + more) }),
    )
    const copies = await Promise.all(
      entries.map(({ id }) =>
        sealRecord(work, Object.assign({}, record, { id: newId(), rosterEntryId: id })),
      ),
    )
    const codes = await Promise.all(entries.map((each) => issueTransferCode(work, each)))
    const added = [
      insertRows(db, rosterEntries, entries),
      insertRows(db, records, copies),
      insertRows(db, transferCodes, codes),
    ].flat()
    await commit(work, db, {
      audit: { none: 'counter' },
      statements: { seeded: added.map(({ statement }) => statement) },
    })
  }
}

/** An entry's sendings in the order they were entered, with all their answers and what became of each. */
export async function sendingsOf(work: Work, { entry }: Pick<Graduate, 'entry'>) {
  const sendings = await findSendings(work.shards.directory, entry.id)
  return sendings
    .toReversed()
    .map((each) => Object.assign(each, { outcome: countingAnswer(each.answers)?.outcome ?? null }))
}

type GivenAnswer = Partial<
  Omit<typeof dispatchAnswers.$inferInsert, 'id' | 'dispatchId' | 'reasonCipher'>
> & {
  reason?: string
}

/** An answer of a sending, a claim unless it says otherwise. */
export async function seedAnswer(work: Work, dispatchId: string, given: GivenAnswer = {}) {
  const { reason = '', ...columns } = given
  const db = work.shards.directory
  const id = newId()
  const row = {
    id,
    dispatchId,
    outcome: 'received' as const,
    reasonCipher: await work.secrets.seal(answerSeal, id, reason),
    givenAs: 'claim' as const,
    at: work.now,
    ...columns,
  }
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.insert(dispatchAnswers).values(row)] },
  })
  return row
}

/** A sending as the school entered it, with a claim where an outcome is given. */
export async function seedDispatch(
  work: Work,
  person: Pick<Graduate, 'entry'>,
  given: Partial<typeof dispatches.$inferSelect> & {
    outcome?: Outcome
    returnReason?: string
    answeredAt?: number
  } = {},
) {
  const { outcome, returnReason = '', answeredAt = work.now, ...columns } = given
  const db = work.shards.directory
  const id = newId()
  const row: typeof dispatches.$inferSelect = {
    id,
    rosterEntryId: person.entry.id,
    schoolCode: person.entry.schoolCode,
    cohort: person.entry.cohort,
    method: 'ems',
    trackingNumber: 'EA123456789CN',
    sentOn: '2026-07-08',
    recordedAt: work.now,
    updatedAt: work.now,
    version: 1,
    replacedAt: null,
    withdrawnAt: null,
    ...columns,
  }
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.insert(dispatches).values(row)] },
  })
  if (outcome !== undefined) await seedAnswer(work, row.id, { outcome, reason: returnReason, at: answeredAt })
  return row
}
