import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { confirmationEndedEvents } from '../../../db/events.ts'
import { confirmations } from '../../../db/schema/records.ts'
import { events } from '../../../db/schema/sync.ts'
import { endStandings } from '../../../db/standing-effects.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { inventExamNumber } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))

const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    ...more,
  })

const toldOf = ({ entry }: Graduate) =>
  workAt()
    .shards.directory.select({ kind: events.kind, version: events.recordVersion, at: events.at })
    .from(events)
    .where(eq(events.examNumber, entry.examNumber))

async function endByRoster(people: Graduate[]) {
  const work = workAt('2026-11-24T02:00:00Z')
  const db = work.shards.directory
  const entryIds = people.map(({ entry }) => entry.id)
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        confirmationEndedEvents(db, { provinceCode: '11', entryIds, at: work.now }),
        endStandings(db, entryIds, 'roster', work.now),
      ].flat(),
    },
  })
}

it('tells the province once of each confirmation that a roster change ends, and of no other entry', async () => {
  const [confirmed, unconfirmed, unregistered] = [
    await graduate({ record: { version: 3 } }),
    await graduate(),
    await graduate({ record: null }),
  ]
  await confirmDestination(workAt(undefined, confirmed.actor), 3)
  await endByRoster([confirmed, unconfirmed, unregistered])
  const ended = { kind: 'confirmation.ended', version: 3, at: Date.parse('2026-11-24T02:00:00Z') }
  expect(await toldOf(confirmed)).toMatchObject([{ kind: 'destination.confirmed', version: 3 }, ended])
  expect(await toldOf(unconfirmed)).toEqual([])
  expect(await toldOf(unregistered)).toEqual([])
  await endByRoster([confirmed])
  expect(await toldOf(confirmed)).toHaveLength(2)
  const db = workAt().shards.directory
  const kept = await db
    .select({ endedAt: confirmations.endedAt })
    .from(confirmations)
    .where(eq(confirmations.rosterEntryId, confirmed.entry.id))
  expect(kept).toEqual([{ endedAt: ended.at }])
})

it('writes nothing where no entry is named', () => {
  const db = workAt().shards.directory
  expect(confirmationEndedEvents(db, { provinceCode: '11', entryIds: [], at: 1 })).toEqual([])
})
