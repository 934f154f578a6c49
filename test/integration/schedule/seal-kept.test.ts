import { eq, inArray } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { insertRows } from '../../../db/bulk.ts'
import { changedRows, read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { findInClear, sealContacts, sealContents } from '../../../db/kept-in-clear.ts'
import { sealedAs } from '../../../db/schema/kept-text.ts'
import { records } from '../../../db/schema/records.ts'
import { registrations } from '../../../db/schema/registrations.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { sealKept } from '../../../functions/schedule/seal-kept.ts'
import { archiveBlock, type Graduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { filled } from '../../support/filled-content.ts'
import { request } from '../../support/http.ts'
import { asKept, inClear } from '../../support/in-clear.ts'
import { send, seedRegistrant } from '../../support/registration-fixtures.ts'
import { seedRegistration } from '../../support/seed-registration.ts'

const work = workAt()
const db = work.shards.directory
const own = { archiveContact: '旧档案科', archivePhone: '010-81110001' }
const kept = { archiveContact: inClear(own.archiveContact), archivePhone: inClear(own.archivePhone) }

beforeAll(() => seedSchool(work, { code: '10001', provinceCode: '11' }))

const recordOf = async ({ entry }: Graduate) =>
  (await read(db, [db.select().from(records).where(eq(records.rosterEntryId, entry.id))]))[0][0]
const contentOf = async (id: string) =>
  (await read(db, [db.select().from(registrations).where(eq(registrations.id, id))]))[0][0]?.content

/** A graduate with a record and an open registration as they were kept before. */
async function seedOld() {
  const person = await seedRegistrant(work, { record: {} })
  await db.update(records).set(kept).where(eq(records.rosterEntryId, person.entry.id))
  const content = inClear(JSON.stringify({ ...filled, ...own }))
  const id = await seedRegistration(person, { kind: 'change', state: 'returned', content })
  return { person, id, content }
}

const shownTo = async ({ cookie }: Graduate) => {
  const record = await request('/api/graduate/record', { graduate: cookie })
  const page = await request('/api/graduate/registration', { graduate: cookie })
  return [await record.json(), await page.json()]
}
const shown = [
  { record: { archive: { contact: own.archiveContact, phone: own.archivePhone } } },
  { record: { content: own }, open: { content: own } },
]

describe('what was kept before it was sealed', () => {
  it('reads as it is, is sealed once by the schedule, and reads the same', async () => {
    const { person, id, content } = await seedOld()
    const without = await seedRegistrant(work, { record: { archiveContact: '', archivePhone: '' } })
    expect(await shownTo(person)).toMatchObject(shown)
    expect(await runSchedule(work)).toMatchObject({ kept: 2, unfinished: 0 })
    expect(await shownTo(person)).toMatchObject(shown)
    const record = await recordOf(person)
    for (const text of [record?.archiveContact, record?.archivePhone, await contentOf(id)])
      expect(asKept(text)?.startsWith(sealedAs)).toBe(true)
    expect(record).toMatchObject({ version: 1, unitName: person.record?.unitName, supersededAt: null })
    expect(await recordOf(without)).toMatchObject({ archiveContact: '', archivePhone: '' })
    expect(await contentOf(id)).not.toEqual(content)
    // the graduate goes on with the version that was open
    expect(
      (await send(person.cookie, 'draft', { kind: 'change', open: { id, version: 1 }, content: own })).status,
    ).toBe(200)
    const idle = workAt()
    expect(await runSchedule(idle)).toMatchObject({ kept: 0, unfinished: 0 })
    expect(idle.meter.rows).toBeLessThan(20)
  })

  it('is sealed where only one of the two was', async () => {
    const person = await seedRegistrant(work, { record: own })
    await db
      .update(records)
      .set({ archivePhone: inClear('010-81110002') })
      .where(eq(records.rosterEntryId, person.entry.id))
    expect(await sealKept(work, db, 1)).toEqual({ sealed: 1, finished: true })
    const record = await request('/api/graduate/record', { graduate: person.cookie })
    const phone = '010-81110002'
    expect(await record.json()).toMatchObject({ record: { archive: { contact: own.archiveContact, phone } } })
  })

  it('is left to whoever changes it after it was read', async () => {
    const [one, other] = [await seedOld(), await seedOld()]
    const { contacts, contents } = await findInClear(db, 10)
    expect([contacts.length, contents.length]).toEqual([2, 2])
    const saved = { archiveContact: '后来的', archivePhone: '010-81110003' }
    const editing = { kind: 'change' as const, open: { id: one.id, version: 1 }, content: saved }
    expect((await send(one.person.cookie, 'draft', editing)).status).toBe(200)
    const changed = { archivePhone: inClear('010-81110004') }
    await db.update(records).set(changed).where(eq(records.rosterEntryId, one.person.entry.id))
    const [before, content] = [await recordOf(one.person), await contentOf(one.id)]
    const sealed = inClear(`${sealedAs}stale`)
    const done = await commit(work, db, {
      audit: { none: 'sealing' },
      statements: {
        contacts: sealContacts(
          db,
          contacts.map((was) => ({ was, sealed: { archiveContact: sealed, archivePhone: sealed } })),
        ),
        contents: sealContents(
          db,
          contents.map((was) => ({ was, sealed: { content: sealed } })),
        ),
      },
    })
    if (!done.done) expect.unreachable()
    expect([changedRows(done.results.contacts[0]), changedRows(done.results.contents[0])]).toEqual([1, 1])
    expect([await recordOf(one.person), await contentOf(one.id)]).toEqual([before, content])
    expect(await recordOf(other.person)).toMatchObject({ archivePhone: sealed })
    expect(await contentOf(other.id)).toBe(sealed)
    // and the next run seals what is in clear still
    expect(await sealKept(work, db, 1)).toEqual({ sealed: 1, finished: true })
    const page = await request('/api/graduate/registration', { graduate: one.person.cookie })
    expect(await page.json()).toMatchObject({ open: { content: saved } })
  })

  it('opens under no other row', async () => {
    const [one, other] = [
      await seedRegistrant(work, { record: own }),
      await seedRegistrant(work, { record: own }),
    ]
    const { archivePhone = inClear('') } = (await recordOf(one)) ?? {}
    await db.update(records).set({ archivePhone }).where(eq(records.rosterEntryId, other.entry.id))
    expect((await request('/api/graduate/record', { graduate: one.cookie })).status).toBe(200)
    expect((await request('/api/graduate/record', { graduate: other.cookie })).status).toBe(500)
  })
})

describe('with 1,200 versions from before among 6,000', () => {
  const old: string[] = []
  beforeAll(async () => {
    const [template] = (await read(db, [db.select().from(records).limit(1)]))[0]
    if (template === undefined) throw new Error('no record to go by')
    const rows = Array.from({ length: 6000 }, (_, at) => ({
      ...template,
      ...(at < 1200
        ? { ...archiveBlock, ...kept }
        : { archiveContact: inClear(''), archivePhone: inClear('') }),
      id: newId(),
      rosterEntryId: `old-${at}`,
    }))
    old.push(...rows.slice(0, 1200).map(({ id }) => id))
    for (const { statement } of insertRows(db, records, rows)) await statement
  })

  it('goes on in bounded steps over several runs until all are sealed', async () => {
    const first = workAt()
    expect(await runSchedule(first, 1)).toMatchObject({ kept: 500, unfinished: 1 })
    // the read and the write of one step, beside what tidies and looks for look-ups
    expect(first.meter.calls).toBe(4)
    expect(first.meter.rows).toBeLessThan(8 * 500)
    expect(await runSchedule(workAt())).toMatchObject({ kept: 700, unfinished: 0 })
    const idle = workAt()
    expect(await runSchedule(idle)).toMatchObject({ kept: 0, unfinished: 0 })
    expect(idle.meter.rows).toBeLessThan(20)
    const [left] = await read(db, [
      db
        .select()
        .from(records)
        .where(inArray(records.id, [...old.slice(0, 40), ...old.slice(-40)])),
    ])
    expect(left.map(({ archivePhone }) => asKept(archivePhone)?.slice(0, 8))).toEqual(
      Array.from({ length: 80 }, () => sealedAs),
    )
  })
})
