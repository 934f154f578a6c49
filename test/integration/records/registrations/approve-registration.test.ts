import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { commit } from '../../../../db/commit.ts'
import { voidVersion, writeVersions } from '../../../../db/record-versions.ts'
import { confirmations, disputes, records, transferCodes } from '../../../../db/schema/records.ts'
import { staff as grants } from '../../../../db/schema/access.ts'
import { rosterEntries } from '../../../../db/schema/roster.ts'
import { events } from '../../../../db/schema/sync.ts'
import { approveRegistration } from '../../../../functions/records/registrations/approve-registration.ts'
import { newId } from '../../../../functions/platform/secrets.ts'
import { openRecord, sealRecord } from '../../../../functions/proof/record-contact.ts'
import { confirmDestination } from '../../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../../functions/records/dispute-record.ts'
import { type Graduate, seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { request } from '../../../support/http.ts'
import { review, rowsOf, seedRegistrant, submit } from '../../../support/registration-fixtures.ts'
import { filled } from '../../../support/filled-content.ts'

const work = workAt()
const db = work.shards.directory
type Officer = SeededStaff
let school: Officer
let twoLevels: { school: Officer; college: Officer; otherCollege: Officer }

beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  await seedSchool(work, { code: '10002', provinceCode: '11', reviewLevels: 2 })
  school = await seedStaff(work, '10001')
  twoLevels = {
    school: await seedStaff(work, '10002'),
    college: await seedStaff(work, '10002', '哲学系'),
    otherCollege: await seedStaff(work, '10002', '物理系'),
  }
})

const approve = async (staff: Officer, open: { id: string; version: number }, key?: string) => {
  const answer = await review(staff.cookie, open.id, 'approval', { version: open.version }, key)
  const body: { code?: string; id: string; version: number; state: string } = await answer.json()
  return { ...body, status: answer.status }
}

const aroundOf = async (entryId: string) => {
  const { codes, confirmed, open, told } = await read(db, {
    codes: db.select().from(transferCodes).where(eq(transferCodes.rosterEntryId, entryId)),
    confirmed: db
      .select()
      .from(confirmations)
      .where(and(eq(confirmations.rosterEntryId, entryId), isNull(confirmations.endedAt))),
    open: db.select().from(disputes).where(eq(disputes.rosterEntryId, entryId)),
    told: db
      .select({ kind: events.kind, version: events.recordVersion })
      .from(events)
      .innerJoin(rosterEntries, eq(rosterEntries.examNumber, events.examNumber))
      .where(eq(rosterEntries.id, entryId))
      .orderBy(events.seq),
  })
  return { codes, confirmed, disputes: open, events: told }
}

/** What a school's file or a province's report does to an entry's record at some moment. */
async function reportElsewhere(graduate: Graduate, sourceSystem: 'national' | 'provincial') {
  const { records: before } = await rowsOf(work, graduate.entry.id)
  const current = before.find(({ supersededAt }) => supersededAt === null)
  const template = (await read(db, [db.select().from(records).limit(1)]))[0][0]
  if (template === undefined) throw new Error('no record to go by')
  return commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      versions: writeVersions(db, {
        replaced: current === undefined ? [] : [current.id],
        next: [
          await sealRecord(work, {
            ...(await openRecord(work, template)),
            id: newId(),
            rosterEntryId: graduate.entry.id,
            version: before.length + 1,
            sourceSystem,
            unitName: '上报的单位',
            supersededAt: null,
            endedBecause: null,
          }),
        ],
        issued: [],
        printed: current === undefined ? [] : [graduate.entry.id],
        unprinted: [],
        provinceCode: '11',
        now: work.now,
      }),
    },
  })
}

it('makes the first version of the record, with a transfer code and an event', async () => {
  const graduate = await seedRegistrant(work)
  const open = await submit(graduate.cookie)
  expect(await approve(school, open)).toMatchObject({ status: 200, version: 2, state: 'effective' })
  const { registrations, steps, records: versions } = await rowsOf(work, graduate.entry.id)
  expect(versions).toMatchObject([
    {
      ...filled,
      version: 1,
      sourceSystem: 'national',
      origin: 'registration',
      destinationName: '签就业协议形式就业',
      archiveUnitRegionName: '北京市海淀区',
      supersededAt: null,
    },
  ])
  expect(registrations).toMatchObject([{ state: 'effective', recordId: versions[0]?.id }])
  expect(registrations[0]?.closedAt).not.toBeNull()
  expect(steps.map(({ act, level, actorId }) => [act, level, actorId])).toEqual([
    ['submitted', 'graduate', graduate.entry.id],
    ['approved', 'school', school.actor.accountId],
  ])
  const around = await aroundOf(graduate.entry.id)
  expect(around.codes).toHaveLength(1)
  expect(around.events).toEqual([{ kind: 'record.reported', version: 1 }])
})

it('goes by way of the college where the school has two levels', async () => {
  const { cookie, entry } = await seedRegistrant(work, { schoolCode: '10002' })
  const open = await submit(cookie)
  expect(await approve(twoLevels.school, open)).toMatchObject({
    status: 409,
    code: 'registration.out_of_order',
  })
  const first = await approve(twoLevels.college, open)
  expect(first).toMatchObject({ status: 200, state: 'school_review', version: 2 })
  expect(await approve(twoLevels.college, first)).toMatchObject({ code: 'registration.out_of_order' })
  expect((await rowsOf(work, entry.id)).records).toEqual([])
  expect(await approve(twoLevels.school, first)).toMatchObject({ status: 200, state: 'effective' })
  const { steps, records: versions } = await rowsOf(work, entry.id)
  expect(steps.map(({ act, level }) => `${act} ${level}`)).toEqual([
    'submitted graduate',
    'approved college',
    'approved school',
  ])
  expect(versions).toHaveLength(1)
})

it('takes no second approval of the same person, nor of whoever added the first or was added by them', async () => {
  const person = await seedStaff(work, '10002')
  const [rows] = await read(db, [db.select().from(grants).where(eq(grants.id, person.actor.accountId))])
  const { subject = '' } = rows[0] ?? {}
  const ownCollege = await seedStaff(work, '10002', '哲学系', { subject })
  const added = await seedStaff(work, '10002', '哲学系', { addedBy: person.actor.accountId })
  const adder = await seedStaff(work, '10002', '', { addedBy: ownCollege.actor.accountId })
  for (const [college, one] of [
    [ownCollege, person],
    [added, person],
    [ownCollege, adder],
  ] as const) {
    const { cookie, entry } = await seedRegistrant(work, { schoolCode: '10002' })
    const first = await approve(college, await submit(cookie))
    expect(first).toMatchObject({ status: 200, state: 'school_review' })
    const path = `/api/staff/registrations/${first.id}`
    const seen = await request(path, { staff: one.cookie })
    expect(await seen.json()).toMatchObject({
      mayDecide: { allowed: false, because: 'registration.second_person' },
    })
    expect(await approve(one, first)).toMatchObject({ status: 409, code: 'registration.second_person' })
    expect((await rowsOf(work, entry.id)).records).toEqual([])
    expect(await approve(twoLevels.school, first)).toMatchObject({ status: 200, state: 'effective' })
  }
})

it('approves what a college approved by one apart, and lets anybody of the school return it', async () => {
  const person = await seedStaff(work, '10002')
  const added = await seedStaff(work, '10002', '哲学系', { addedBy: person.actor.accountId })
  const { cookie } = await seedRegistrant(work, { schoolCode: '10002' })
  const first = await approve(added, await submit(cookie))
  const back = await review(person.cookie, first.id, 'return', { version: first.version, reason: '请补充' })
  expect(back.status).toBe(200)
})

it("does not know another college's or another school's registration", async () => {
  const { cookie } = await seedRegistrant(work, { schoolCode: '10002' })
  const open = await submit(cookie)
  for (const stranger of [twoLevels.otherCollege, school, await seedStaff(work, '10001', '哲学系')]) {
    expect(await approve(stranger, open)).toMatchObject({ status: 404, code: 'registration.not_found' })
    const back = await review(stranger.cookie, open.id, 'return', { version: 1, reason: '不对' })
    expect(back.status).toBe(404)
    const seen = await request(`/api/staff/registrations/${open.id}`, { staff: stranger.cookie })
    expect(seen.status).toBe(404)
  }
})

it('approves what was seen and nothing newer', async () => {
  const { cookie } = await seedRegistrant(work)
  const open = await submit(cookie)
  expect(await approve(school, { ...open, version: 9 })).toMatchObject({
    status: 409,
    code: 'registration.changed',
  })
})

it('gives a second tap the first answer, and a second officer a refusal', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie)
  const taps = await Promise.all([
    approve(school, open, 'tapped-twice'),
    approve(school, open, 'tapped-twice'),
  ])
  expect(taps[0]).toEqual(taps[1])
  expect(await approve(school, open, 'tapped-twice')).toEqual(taps[0])
  expect(await approve(school, open)).toMatchObject({ status: 409, code: 'registration.out_of_order' })
  expect((await rowsOf(work, entry.id)).records).toHaveLength(1)
})

it('makes one version however many officers approve at once', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie)
  const answers = await Promise.all([1, 2, 3].map(() => approve(school, open)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const { records: versions, steps } = await rowsOf(work, entry.id)
  expect(versions).toHaveLength(1)
  expect(steps).toHaveLength(2)
})

it('puts nothing into effect for somebody whose graduation was put off meanwhile', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const open = await submit(cookie)
  const hold = db.update(rosterEntries).set({ completionCode: '3' }).where(eq(rosterEntries.id, entry.id))
  await commit(work, db, { audit: { none: 'counter' }, statements: { seeded: [hold] } })
  expect(await approve(school, open)).toMatchObject({ status: 409, code: 'registration.held' })
  expect((await rowsOf(work, entry.id)).records).toEqual([])
})

describe('a change', () => {
  it('writes the next version, keeps the transfer code, ends the confirmation and closes the dispute', async () => {
    const graduate = await seedRegistrant(work)
    await approve(school, await submit(graduate.cookie))
    const asGraduate = { ...work, actor: graduate.actor }
    await confirmDestination(asGraduate, 1)
    await disputeRecord(asGraduate, 1, {
      destination: { kind: 'changed', explanation: '换了单位' },
      archive: null,
      hukou: null,
      contact: '13800000000',
    })
    const before = await aroundOf(graduate.entry.id)
    const change = await submit(graduate.cookie, {
      kind: 'change',
      content: { unitName: '深圳云帆有限公司' },
    })
    await approve(school, change)
    const { records: versions } = await rowsOf(work, graduate.entry.id)
    expect(versions.map(({ version, origin, endedBecause }) => [version, origin, endedBecause])).toEqual([
      [1, 'registration', 'replaced'],
      [2, 'change', null],
    ])
    const after = await aroundOf(graduate.entry.id)
    expect(after.codes).toEqual(before.codes)
    expect(after.confirmed).toEqual([])
    expect(after.disputes).toMatchObject([{ closedBecause: 'corrected' }])
    expect(after.events.map(({ kind }) => kind)).toEqual([
      'record.reported',
      'destination.confirmed',
      'dispute.opened',
      'record.reported',
    ])
  })

  it('keeps the confirmation where nothing that a report prints has changed', async () => {
    const graduate = await seedRegistrant(work)
    await approve(school, await submit(graduate.cookie))
    await confirmDestination({ ...work, actor: graduate.actor }, 1)
    const change = await submit(graduate.cookie, { kind: 'change', content: { unitAddress: '创新路9号' } })
    await approve(school, change)
    const { records: versions } = await rowsOf(work, graduate.entry.id)
    expect((await aroundOf(graduate.entry.id)).confirmed).toMatchObject([{ recordId: versions[1]?.id }])
  })

  it('of the archive alone leaves the destination as it was', async () => {
    const graduate = await seedRegistrant(work, { record: {} })
    const change = await submit(graduate.cookie, {
      kind: 'archive_change',
      content: { unitName: '别的单位', archiveContact: '人事处' },
    })
    await approve(school, change)
    const { records: versions } = await rowsOf(work, graduate.entry.id)
    expect(versions[1]).toMatchObject({
      origin: 'archive_change',
      unitName: graduate.record?.unitName,
      unitCreditCode: '',
      archiveContact: '人事处',
      endedBecause: null,
    })
  })
})

describe('a void', () => {
  it('ends the record; a new registration is the next version, under the same transfer code', async () => {
    const graduate = await seedRegistrant(work)
    await approve(school, await submit(graduate.cookie))
    const { codes } = await aroundOf(graduate.entry.id)
    const voided = await submit(graduate.cookie, { kind: 'void', reason: '已与单位解约' })
    expect(await approve(school, voided)).toMatchObject({ state: 'effective' })
    const between = await rowsOf(work, graduate.entry.id)
    expect(between.records).toMatchObject([{ endedBecause: 'voided' }])
    const view: { state: string; record: unknown } = await (
      await request('/api/graduate/record', { graduate: graduate.cookie })
    ).json()
    expect(view).toMatchObject({ state: 'unregistered', record: null })
    await approve(school, await submit(graduate.cookie, { content: { unitName: '新的单位' } }))
    const { records: versions } = await rowsOf(work, graduate.entry.id)
    expect(versions.map(({ version, endedBecause }) => [version, endedBecause])).toEqual([
      [1, 'voided'],
      [2, null],
    ])
    const around = await aroundOf(graduate.entry.id)
    expect(around.codes).toEqual(codes)
    expect(around.events.map(({ kind, version }) => [kind, version])).toEqual([
      ['record.reported', 1],
      ['record.voided', 1],
      ['record.reported', 2],
    ])
  })
})

describe('a report that comes meanwhile', () => {
  it('sends the registration back instead of letting it into effect', async () => {
    const graduate = await seedRegistrant(work, { record: {} })
    const open = await submit(graduate.cookie, { kind: 'change', content: { unitName: '我改的单位' } })
    expect((await reportElsewhere(graduate, 'provincial')).done).toBe(true)
    expect(await approve(school, open)).toMatchObject({ status: 409, code: 'registration.out_of_order' })
    const { registrations, steps, records: versions } = await rowsOf(work, graduate.entry.id)
    expect(registrations).toMatchObject([{ state: 'returned', version: 2 }])
    expect(steps.map(({ act, level }) => `${act} ${level}`)).toEqual([
      'submitted graduate',
      'outdated system',
    ])
    expect(versions.filter(({ supersededAt }) => supersededAt === null)).toMatchObject([
      { unitName: '上报的单位' },
    ])
  })

  it.each([
    ['a first registration', null, 'registration'],
    ['a change', {}, 'change'],
    ['a void', {}, 'void'],
  ] as const)('leaves one current record when it races the approval of %s', async (_, record, kind) => {
    const graduate = await seedRegistrant(work, { record })
    const open = await submit(graduate.cookie, { kind, content: { unitName: '我的单位' }, reason: '有变化' })
    const officer = { ...workAt(), actor: school.actor }
    const [approved, reported] = await Promise.allSettled([
      approveRegistration(officer, open.id, open.version),
      reportElsewhere(graduate, 'national'),
    ])
    const done = reported.status === 'fulfilled' && reported.value.done
    const { registrations, records: versions } = await rowsOf(work, graduate.entry.id)
    expect(versions.filter(({ supersededAt }) => supersededAt === null).length).toBeLessThanOrEqual(1)
    expect(versions.map(({ version }) => version)).toEqual(versions.map((__, at) => at + 1))
    // whichever came first, nothing was put into effect upon a record that had gone
    expect([approved.status === 'fulfilled', done]).toContain(true)
    if (approved.status === 'rejected') expect(registrations[0]?.state).toBe('returned')
    if (!done) expect(registrations[0]?.state).toBe('effective')
  })

  it('makes nothing of a registration whose ground has gone without a word to it', async () => {
    const changing = await seedRegistrant(work, { record: {} })
    const change = await submit(changing.cookie, { kind: 'change' })
    const fresh = await seedRegistrant(work)
    const first = await submit(fresh.cookie)
    const ended = voidVersion(db, {
      recordId: changing.record?.id ?? '',
      rosterEntryId: changing.entry.id,
      provinceCode: '11',
      now: work.now,
    })
    const slipped = changing.record && { ...changing.record, id: newId(), rosterEntryId: fresh.entry.id }
    if (slipped === undefined) throw new Error('no record to slip in')
    await commit(work, db, {
      audit: { none: 'counter' },
      statements: { ended, slipped: db.insert(records).values(await sealRecord(work, slipped)) },
    })
    for (const [open, { entry }] of [
      [change, changing],
      [first, fresh],
    ] as const) {
      expect(await approve(school, open)).toMatchObject({ status: 409, code: 'state.changed' })
      const { registrations, records: versions, steps } = await rowsOf(work, entry.id)
      expect(registrations).toMatchObject([{ state: 'school_review', recordId: null }])
      expect(versions).toHaveLength(1)
      expect(steps).toHaveLength(1)
    }
  })
})
