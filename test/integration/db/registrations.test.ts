import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { writeVersions } from '../../../db/record-versions.ts'
import {
  addRegistration,
  closeApproved,
  moveRegistration,
  type Registration,
  returnOutdated,
  reviseRegistration,
  submitRegistration,
} from '../../../db/registrations.ts'
import { records } from '../../../db/schema/records.ts'
import { registrations } from '../../../db/schema/registrations.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { type OpenRecord, sealRecord } from '../../../functions/proof/record-contact.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inClear } from '../../support/in-clear.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { changedBy } from '../../support/one-statement.ts'
import { seedRegistration } from '../../support/seed-registration.ts'

const NOW = 1_796_000_000_000
const db = () => workAt().shards.directory
let exam = 26_110_122_150_000
let mine: Graduate
/** the record that stands */
let recordId: string

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  mine = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
  recordId = mine.record?.id ?? ''
})

const entry = (set: Partial<typeof rosterEntries.$inferInsert>) =>
  db().update(rosterEntries).set(set).where(eq(rosterEntries.id, mine.entry.id))
const rowOf = async (id: string): Promise<Registration> => {
  const [row] = await db().select().from(registrations).where(eq(registrations.id, id))
  if (row === undefined) throw new Error('no such registration')
  return row
}
const seeded = async (given: Parameters<typeof seedRegistration>[1] = {}) =>
  rowOf(await seedRegistration(mine, { kind: 'change', basedOnRecordId: recordId, state: 'draft', ...given }))
const register = (
  given: Partial<Parameters<typeof addRegistration>[1]> = {},
  basedOnRecordId: string | null = recordId,
) =>
  addRegistration(
    db(),
    {
      id: newId(),
      rosterEntryId: mine.entry.id,
      kind: 'change',
      state: 'school_review',
      content: inClear('{}'),
      reasonCipher: '',
      submittedAt: NOW,
      now: NOW,
      ...given,
    },
    { basedOnRecordId },
  )

type Change = [string, () => PromiseLike<unknown>]
/** What takes away the ground a registration stands on. */
const groundGone: Change[] = [
  [
    'the record was voided',
    () => db().update(records).set({ supersededAt: 2 }).where(eq(records.id, recordId)),
  ],
  [
    'another version stands',
    async () => {
      await db().update(records).set({ supersededAt: 2 }).where(eq(records.id, recordId))
      const next = { ...(mine.record as OpenRecord), id: newId(), version: 2 }
      await db()
        .insert(records)
        .values(await sealRecord(workAt(), next))
    },
  ],
  ['the school holds the entry back', () => entry({ completionCode: '3' })],
]
const unchecked: Change = ['basic information waits to be checked', () => entry({ basicInfoCheckedAt: null })]

describe('the statement that adds a registration', () => {
  it('adds one on the record that stands, with the entry’s own school, cohort and college', async () => {
    const id = newId()
    expect(await changedBy(register({ id }))).toBe(1)
    expect(await rowOf(id)).toMatchObject({
      schoolCode: '10001',
      cohort: mine.entry.cohort,
      college: '哲学系',
      basedOnRecordId: recordId,
      recordId: null,
      version: 1,
      closedAt: null,
    })
  })

  it.each<Change>([...groundGone, unchecked])('adds none where %s', async (_, change) => {
    await change()
    expect(await changedBy(register())).toBe(0)
  })

  it('adds a first one only where there is no record, and a change only where there is', async () => {
    expect(await changedBy(register({}, null))).toBe(0)
    await db().update(records).set({ supersededAt: 2 }).where(eq(records.id, recordId))
    expect(await changedBy(register())).toBe(0)
    expect(await changedBy(register({}, null))).toBe(1)
  })

  it('adds none on another graduate’s record, or for an entry that is none', async () => {
    expect(await changedBy(register({}, newId()))).toBe(0)
    expect(await changedBy(register({ rosterEntryId: newId() }, null))).toBe(0)
  })

  it('lets one be open', async () => {
    const add = () =>
      commit(workAt(), db(), { audit: { none: 'counter' }, statements: { registered: register() } })
    expect(await add()).toMatchObject({ done: true })
    expect(await add()).toEqual({ done: false, because: 'guard' })
  })
})

/** What a registration that was read can have become meanwhile. */
const movedOn: [string, Partial<typeof registrations.$inferInsert>][] = [
  ['was saved again', { version: 2 }],
  ['is in another state', { state: 'returned' }],
  ['was closed', { closedAt: 2 }],
]
const kept = { content: inClear('{"unitName":"乙公司"}'), reasonCipher: 'sealed', now: NOW }
const statements: [string, Registration['state'], (found: Registration) => Statement][] = [
  ['saves a draft', 'draft', (found) => reviseRegistration(db(), found, kept)],
  [
    'submits one',
    'draft',
    (found) =>
      submitRegistration(db(), found, { ...kept, state: 'school_review' }, { basedOnRecordId: recordId }),
  ],
  [
    'moves one on',
    'college_review',
    (found) => moveRegistration(db(), found, { state: 'school_review', now: NOW }),
  ],
  [
    'closes an approved one',
    'school_review',
    (found) => closeApproved(db(), found, { recordId: 'next', now: NOW }),
  ],
]

describe.each(statements)('the statement that %s', (title, state, statement) => {
  it('changes the registration as it was read, and counts its version up', async () => {
    const found = await seeded({ state })
    expect(await changedBy(statement(found))).toBe(1)
    expect(await rowOf(found.id)).toMatchObject({ version: 2, updatedAt: NOW })
    expect(await changedBy(statement(found))).toBe(0)
  })

  it.each(movedOn)('changes none that %s', async (_, meanwhile) => {
    const found = await seeded({ state })
    await db().update(registrations).set(meanwhile).where(eq(registrations.id, found.id))
    const before = await rowOf(found.id)
    expect(await changedBy(statement(found))).toBe(0)
    expect(await rowOf(found.id)).toEqual(before)
  })

  it('changes none of another graduate', async () => {
    const found = await seeded({ state })
    expect(await changedBy(statement({ ...found, rosterEntryId: newId() }))).toBe(0)
    expect(await changedBy(statement({ ...found, id: newId() }))).toBe(0)
  })

  const stands = title.startsWith('submits') || title.startsWith('closes')
  it.each(stands ? groundGone : [])('changes none where %s', async (_, change) => {
    const found = await seeded({ state })
    await change()
    expect(await changedBy(statement(found))).toBe(0)
    expect(await rowOf(found.id)).toMatchObject({ state, version: 1 })
  })
})

it('submits none while basic information waits to be checked, and into the queue of the college that is now', async () => {
  const found = await seeded()
  const submit = () =>
    changedBy(
      submitRegistration(db(), found, { ...kept, state: 'college_review' }, { basedOnRecordId: recordId }),
    )
  await entry({ basicInfoCheckedAt: null })
  expect(await submit()).toBe(0)
  await entry({ basicInfoCheckedAt: 1, college: '法学院' })
  expect(await submit()).toBe(1)
  expect(await rowOf(found.id)).toMatchObject({
    college: '法学院',
    submittedAt: NOW,
    state: 'college_review',
  })
})

it('returns what is under review and nothing else when the record changes', async () => {
  const run = () =>
    commit(workAt(), db(), {
      audit: { none: 'counter' },
      statements: { returned: returnOutdated(db(), [mine.entry.id], NOW) },
    })
  for (const [state, closedAt, after] of [
    ['college_review', null, 'returned'],
    ['school_review', null, 'returned'],
    ['draft', null, 'draft'],
    ['returned', null, 'returned'],
    ['effective', 2, 'effective'],
    ['school_review', 2, 'school_review'],
  ] as const) {
    const found = await seeded({ state, closedAt })
    await run()
    const left = await rowOf(found.id)
    expect([state, closedAt, left.state, left.version]).toEqual([
      state,
      closedAt,
      after,
      after === state ? 1 : 2,
    ])
    await db().delete(registrations).where(eq(registrations.id, found.id))
  }
})

it('writes no next version over one that is the current one no longer, and nothing that follows from it', async () => {
  const next = await sealRecord(workAt(), { ...(mine.record as OpenRecord), id: newId(), version: 2 })
  const write = () =>
    commit(workAt(), db(), {
      audit: { none: 'counter' },
      statements: {
        versions: writeVersions(db(), {
          replaced: [recordId],
          next: [next],
          issued: [],
          printed: [mine.entry.id],
          unprinted: [],
          provinceCode: '11',
          now: NOW,
        }),
      },
    })
  const versions = async () =>
    (await db().select().from(records).where(eq(records.rosterEntryId, mine.entry.id))).map(
      ({ version, supersededAt }) => [version, supersededAt],
    )
  await db().update(records).set({ supersededAt: 2 }).where(eq(records.id, recordId))
  expect(await write()).toEqual({ done: false, because: 'guard' })
  expect(await versions()).toEqual([[1, 2]])
  await db().update(records).set({ supersededAt: null }).where(eq(records.id, recordId))
  expect(await write()).toMatchObject({ done: true })
  expect(await versions()).toEqual([
    [1, NOW],
    [2, null],
  ])
  expect(await write()).toEqual({ done: false, because: 'guard' })
})
