import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAuthorization } from '../../../db/authorizations.ts'
import { type Db, read, type Statement } from '../../../db/client.ts'
import { commit, mustChange } from '../../../db/commit.ts'
import { addConfirmation, addDispute } from '../../../db/records.ts'
import { stepUps } from '../../../db/schema/access.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { confirmations, records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { getSession } from '../../../functions/records/basic-info/get-session.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { getRecord } from '../../../functions/records/get-record.ts'
import { completions, holdOf } from '#model/roster/completion.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { reportProvincially } from '../../../functions/exchange/report-provincially.ts'
import { csvOf, destinationLine, rosterLine } from '../../support/files.ts'
import {
  type Graduate,
  passStepUp,
  seedGraduate,
  seedSchool,
  seedStaff,
  workAt,
} from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

const claims = {
  destination: { kind: 'wrong' as const, explanation: '单位名称不对' },
  archive: null,
  hukou: null,
  contact: '010-62750000',
}
const authorization = { kind: 'archive' as const, lastDay: '2026-12-01', consentTextVersion }

const officers: Record<string, StaffActor<'school'>> = {}
beforeAll(async () => {
  for (const [code, name, provinceCode] of [
    ['10001', '北京大学', '11'],
    ['10558', '中山大学', '44'],
  ] as const) {
    await seedSchool(workAt(), { code, name, provinceCode })
    officers[code] = (await seedStaff(workAt(), code)).actor
  }
})

let exam = 22110108180000
function graduate(more: Partial<Parameters<typeof seedGraduate>[1]> = {}) {
  exam += 1
  const idNumber = inventIdNumber()
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber,
    sexCode: Number(idNumber[16]) % 2 === 1 ? '1' : '2',
    ...more,
  })
}
const as = (person: Graduate) => workAt(undefined, person.actor)

async function load(kind: 'roster' | 'destinations', schoolCode: string, line: Record<string, string>) {
  const officer = officers[schoolCode]
  if (officer === undefined) throw new Error(`no officer of ${schoolCode}`)
  const work = () => workAt('2026-11-23T02:00:00.001Z', officer)
  const bytes = csvOf([line])
  const { id } = await checkUpload(work(), { kind, fileName: 'x.csv', bytes })
  await importUpload(work(), id, bytes)
}
const rosterRow = async (person: Graduate, changes: Record<string, string>) =>
  rosterLine({
    考生号: person.entry.examNumber,
    身份证号: await workAt().secrets.open(
      'roster_entries.id_number',
      person.entry.id,
      person.entry.idNumberCipher,
    ),
    ...changes,
  })

/** What can come in between a graduate's reading of version 1 and the confirmation of it. */
const arrivals = {
  "the school's next version": (person) =>
    load('destinations', '10001', destinationLine(person.entry.examNumber, { 单位名称: '乙公司' })),
  "the province's report": async (person) => {
    const { counts } = await reportProvincially(workAt(undefined, { kind: 'system', name: 'province-44' }), {
      上报系统: '省级系统',
      省份代码: '44',
      上报时间: '2026-11-22T09:30:00+08:00',
      记录: [destinationLine(person.entry.examNumber, { 单位名称: '丙公司' })],
    })
    expect(counts).toMatchObject({ changed: 1 })
  },
  'a dispute on the other device': (person) => disputeRecord(as(person), 1, claims),
  'a hold': async (person) => load('roster', '10001', await rosterRow(person, { 毕业结论: '延期毕业' })),
  'a corrected name': async (person) => load('roster', '10001', await rosterRow(person, { 姓名: '陈成' })),
} satisfies Record<string, (person: Graduate) => Promise<unknown>>
type Arrival = keyof typeof arrivals

const personFor = (arrival: Arrival) =>
  arrival === "the province's report"
    ? graduate({ schoolCode: '10558', record: { sourceSystem: 'provincial', origin: 'provincial_report' } })
    : graduate()

async function confirmationsOf(person: Graduate) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db
      .select({
        endedAt: confirmations.endedAt,
        version: records.version,
        supersededAt: records.supersededAt,
      })
      .from(confirmations)
      .innerJoin(records, eq(records.id, confirmations.recordId))
      .where(eq(confirmations.rosterEntryId, person.entry.id)),
  ])
  return rows
}

/** Does something right before one of the graduate's round trips. */
function before<W extends Work>(work: W, trip: number, act: () => Promise<unknown>): W {
  const db = work.shards.directory
  const batch = db.batch.bind(db)
  let trips = 0
  const racing = Object.create(db) as Db
  racing.batch = (async (statements: never) => {
    trips += 1
    if (trips === trip) await act()
    return batch(statements)
  }) as Db['batch']
  return { ...work, shards: { directory: racing, of: () => racing, all: () => [racing] } }
}

describe.each(Object.keys(arrivals) as Arrival[])('while %s arrives', (arrival) => {
  // 1 and 2 read, 3 writes; 4 comes after
  it.each([1, 2, 3])('at round trip %d, nothing unseen is confirmed', async (trip) => {
    const person = await personFor(arrival)
    const confirming = confirmDestination(
      before(as(person), trip, () => arrivals[arrival](person)),
      1,
    )
    await expect(confirming).rejects.toMatchObject({
      code: expect.stringMatching(
        /^(record\.changed|state\.changed|dispute\.open|entry\.on_hold|basic_info\.unchecked)$/,
      ) as string,
    })
    expect(await confirmationsOf(person)).toEqual([])
    expect(await getRecord(as(person))).toMatchObject({
      state: arrival.startsWith('a dispute') ? 'disputed' : 'unconfirmed',
    })
  })

  it('after it was confirmed, the confirmation ends with its code', async () => {
    const person = await personFor(arrival)
    await confirmDestination(as(person), 1)
    await passStepUp(workAt(), person)
    await authorizeVerification(as(person), authorization)
    await arrivals[arrival](person)
    expect(await confirmationsOf(person)).toMatchObject([
      { version: 1, endedAt: expect.any(Number) as number },
    ])
    const db = workAt().shards.directory
    const [live] = await read(db, [db.select().from(codes).where(eq(codes.rosterEntryId, person.entry.id))])
    expect(live).toMatchObject([{ supersededAt: expect.any(Number) as number }])
  })

  it('at once, from two tabs, leaves no live confirmation', async () => {
    const person = await personFor(arrival)
    await Promise.allSettled([
      confirmDestination(as(person), 1),
      arrivals[arrival](person),
      confirmDestination(as(person), 1),
    ])
    const left = await confirmationsOf(person)
    expect(left.length).toBeLessThanOrEqual(1)
    expect(left.filter(({ endedAt }) => endedAt === null)).toEqual([])
  })
})

it('gives two tabs one confirmation, and a tab that still shows version 1 none of version 2', async () => {
  const person = await graduate()
  const confirm = (version: number) =>
    request('/api/graduate/confirmations', { graduate: person.cookie, json: { version } })
  const both = await Promise.all([confirm(1), confirm(1)])
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(both.filter(({ status }) => status === 409)).toHaveLength(1)
  await arrivals["the school's next version"](person)
  const stale = await confirm(1)
  expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'record.changed' }])
  const ahead = await confirm(3)
  expect([ahead.status, await ahead.json()]).toMatchObject([409, { code: 'record.changed' }])
  expect((await confirmationsOf(person)).filter(({ endedAt }) => endedAt === null)).toEqual([])
  expect((await confirm(2)).status).toBe(200)
  expect((await confirmationsOf(person)).filter(({ endedAt }) => endedAt === null)).toMatchObject([
    { version: 2, supersededAt: null },
  ])
})

it('refuses a dispute of a version that was replaced meanwhile', async () => {
  const person = await graduate()
  const disputing = disputeRecord(
    before(as(person), 3, () => arrivals["the school's next version"](person)),
    1,
    claims,
  )
  await expect(disputing).rejects.toMatchObject({ code: 'state.changed' })
  expect(await getRecord(as(person))).toMatchObject({ state: 'unconfirmed', dispute: null })
})

describe('while the school holds an entry back', () => {
  it.each(['', ...completions.codes])('with 毕业结论 %s the statements themselves decide', async (code) => {
    const person = await graduate({ completionCode: code })
    const work = workAt()
    const db = work.shards.directory
    const confirmationId = newId()
    const rosterEntryId = person.entry.id
    const recordId = person.record?.id ?? ''
    const written = (statement: Statement) =>
      commit(work, db, { audit: { none: 'counter' }, statements: { seeded: mustChange(db, statement) } })
    const free = holdOf(code) === undefined
    const confirmation = { id: confirmationId, rosterEntryId, recordId, confirmedAt: 1 }
    const confirmed = await written(addConfirmation(db, { ...confirmation, archiveFirst: false }))
    if (!free) await db.insert(confirmations).values(confirmation)
    await passStepUp(work, person)
    const [passed] = await read(db, [
      db.select().from(stepUps).where(eq(stepUps.rosterEntryId, rosterEntryId)),
    ])
    const authorized = await written(
      addAuthorization(
        db,
        {
          id: newId(),
          rosterEntryId,
          kind: 'archive',
          consentId: newId(),
          confirmationId,
          stepUpId: passed[0]?.id ?? '',
          reportId: newId(),
          authorizedAt: 1,
        },
        {
          recordId,
          entryVersion: 1,
          sessionHash: person.actor.sessionHash,
          machineNow: work.machineNow,
        },
      ),
    )
    const disputed = await written(
      addDispute(db, {
        id: newId(),
        rosterEntryId,
        recordId,
        destinationKind: 'wrong',
        detailCipher: '',
        archiveClaimed: false,
        hukouClaimed: false,
        openedAt: 2,
        provinceCode: '11',
      }),
    )
    expect([code, confirmed.done, authorized.done, disputed.done]).toEqual([code, free, free, free])
  })

  it.each(['3', '4', '5', '6'])(
    'with %s says so everywhere, keeps what was registered, and goes on when it ends',
    async (completionCode) => {
      const person = await graduate({ completionCode })
      await passStepUp(workAt(), person)
      const onHold = { code: 'entry.on_hold' }
      await expect(confirmDestination(as(person), 1)).rejects.toMatchObject(onHold)
      await expect(disputeRecord(as(person), 1, claims)).rejects.toMatchObject(onHold)
      await expect(authorizeVerification(as(person), authorization)).rejects.toMatchObject(onHold)
      expect(await getRecord(as(person))).toMatchObject({
        record: { version: 1 },
        confirmable: { allowed: false },
      })
      expect((await listCards(as(person))).cards).toMatchObject([
        { open: false, closedBecause: 'on_hold' },
        { open: false, closedBecause: 'on_hold' },
      ])
      const db = workAt().shards.directory
      await db.update(rosterEntries).set({ completionCode: '2' }).where(eq(rosterEntries.id, person.entry.id))
      await confirmDestination(as(person), 1)
      expect((await authorizeVerification(as(person), authorization)).card.state).toBe('active')
    },
  )

  it('tells the session which 毕业结论 it is', async () => {
    const person = await graduate({ completionCode: '3' })
    const db = workAt().shards.directory
    await db.run(
      `insert into bindings values ('${person.entry.id}', '${person.actor.issuer}', '${person.actor.subject}', 1)`,
    )
    expect((await getSession(as(person))).entry).toMatchObject({ onHold: '延期毕业' })
    await db.update(rosterEntries).set({ completionCode: '2' }).where(eq(rosterEntries.id, person.entry.id))
    expect((await getSession(as(person))).entry).toMatchObject({ onHold: null })
  })
})
