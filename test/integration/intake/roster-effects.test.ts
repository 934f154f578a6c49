import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { sessions } from '../../../db/schema/access.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { confirmations, records, transferCodes } from '../../../db/schema/records.ts'
import { registrations, registrationSteps } from '../../../db/schema/registrations.ts'
import { bindings, rosterChanges, rosterEntries } from '../../../db/schema/roster.ts'
import { events } from '../../../db/schema/sync.ts'
import { lastDayBefore, serviceEndsAt } from '#model/calendar/caps.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import type { StaffActor } from '#model/actors.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { deadlinesOf } from '#model/calendar/deadlines.ts'
import { rosterEffects, type RosterChangeKind, type RosterEffects } from '#model/roster/roster-effects.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { csvOf, rosterLine } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventedIdNumber, inventIdNumber } from '../../support/invented-people.ts'
import { inClear } from '../../support/in-clear.ts'
import { seedStanding } from '../../support/live-code.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const now = '2026-08-03T02:00:00Z'
let officer: StaffActor<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  officer = (await seedStaff(workAt(), '10001')).actor
})

async function load(rows: Record<string, string>[]) {
  const bytes = csvOf(rows)
  const work = () => workAt(now, officer)
  const { id } = await checkUpload(work(), { kind: 'roster', fileName: '名单.csv', bytes })
  return importUpload(work(), id, bytes)
}

let drawn = 0
/** Somebody with everything a change can take away, of a name nobody else has. */
async function settled() {
  drawn += 1
  const name = `陈诚${drawn}`
  const row = rosterLine({ 姓名: name, 学号: '', 电子邮箱: '', 手机号码: '', 性别: '' })
  row['性别'] = Number(row['身份证号']?.[16]) % 2 === 1 ? '男' : '女'
  const work = workAt(now)
  const person = await seedGraduate(work, {
    schoolCode: '10001',
    examNumber: row['考生号'] ?? '',
    idNumber: row['身份证号'] ?? '',
    name,
    sexCode: row['性别'] === '男' ? '1' : '2',
  })
  const registrationId = newId()
  const db = work.shards.directory
  await seedStanding(work, person.entry.id, person.record?.id ?? '')
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db.insert(registrations).values({
          id: registrationId,
          rosterEntryId: person.entry.id,
          schoolCode: '10001',
          cohort: 2026,
          college: '哲学系',
          kind: 'change',
          state: 'school_review',
          content: inClear('{}'),
          reasonCipher: '',
          basedOnRecordId: person.record?.id ?? '',
          createdAt: work.now,
          updatedAt: work.now,
          submittedAt: work.now,
        }),
      ],
    },
  })
  return { row, person, registrationId, transferCode: await seedTransferCode(work, person) }
}

/** What whoever holds the file is told of its 转递编号, under the name that stands now. */
async function transferVerdict({ person, transferCode }: Awaited<ReturnType<typeof settled>>) {
  const db = workAt().shards.directory
  const [entries] = await read(db, [
    db.select().from(rosterEntries).where(eq(rosterEntries.id, person.entry.id)),
  ])
  const { answer } = await verify(workAt(now, { kind: 'anonymous' }), {
    kind: 'archive',
    name: entries[0]?.name ?? '',
    code: transferCode,
    via: 'api',
    address: person.entry.id,
  })
  return answer.verdict
}

/** What stands of it now. */
async function standing({ person, registrationId }: Awaited<ReturnType<typeof settled>>) {
  const id = person.entry.id
  const db = workAt().shards.directory
  const { entries, bound, signedIn, current, confirmed, issued, asked, steps, transfer, told } = await read(
    db,
    {
      entries: db.select().from(rosterEntries).where(eq(rosterEntries.id, id)),
      bound: db.select().from(bindings).where(eq(bindings.rosterEntryId, id)),
      signedIn: db.select().from(sessions).where(eq(sessions.rosterEntryId, id)),
      current: db.select().from(records).where(eq(records.rosterEntryId, id)),
      confirmed: db.select().from(confirmations).where(eq(confirmations.rosterEntryId, id)),
      issued: db.select().from(codes).where(eq(codes.rosterEntryId, id)),
      asked: db.select().from(registrations).where(eq(registrations.id, registrationId)),
      steps: db.select().from(registrationSteps).where(eq(registrationSteps.registrationId, registrationId)),
      transfer: db.select().from(transferCodes).where(eq(transferCodes.rosterEntryId, id)),
      told: db.select().from(events).where(eq(events.examNumber, person.entry.examNumber)),
    },
  )
  const entry = entries[0] ?? expect.fail('the entry is gone')
  const { serviceLastDay, cards } = await listCards(workAt(now, person.actor))
  return {
    basicInfo: entry.basicInfoCheckedAt,
    binding: { bound, signedIn },
    record: current,
    confirmation: confirmed,
    codes: issued,
    registration: {
      state: asked[0]?.state,
      closedAt: asked[0]?.closedAt,
      steps: steps.map(({ act }) => act),
    },
    transferCode: transfer,
    caps: { deadlines: deadlinesOf(entry), serviceLastDay },
    closedBecause: cards.map(({ closedBecause }) => closedBecause),
    events: told.map(({ kind, recordVersion }) => `${kind} ${recordVersion}`),
    month: entry.graduationMonth,
  }
}
type Standing = Awaited<ReturnType<typeof standing>>

/** How each word of the table is seen; what is kept is as it was before. */
const seen: {
  [E in keyof RosterEffects]: Record<Exclude<RosterEffects[E], 'kept'>, (is: Standing, was: Standing) => void>
} = {
  basicInfo: { asked_again: (is) => expect(is.basicInfo).toBeNull() },
  binding: { undone: (is) => expect(is.binding).toEqual({ bound: [], signedIn: [] }) },
  record: {
    held(is, was) {
      expect(is.record).toEqual(was.record)
      expect(is.closedBecause).toEqual(['on_hold', 'on_hold'])
    },
  },
  confirmation: {
    ended(is, was) {
      expect(is.confirmation).toEqual(was.confirmation.map((each) => ({ ...each, endedAt: Date.parse(now) })))
      expect(is.events).toEqual([...was.events, 'confirmation.ended 1'])
    },
  },
  codes: {
    superseded: (is) =>
      expect(is.codes).toMatchObject([{ supersededAt: Date.parse(now), supersededBecause: 'roster' }]),
  },
  registration: {
    returned: (is) =>
      expect(is.registration).toEqual({ state: 'returned', closedAt: null, steps: ['outdated'] }),
  },
  transferCode: { held: (is, was) => expect(is.transferCode).toEqual(was.transferCode) },
  caps: {
    by_new_month(is, was) {
      expect(is.month).not.toBe(was.month)
      expect(is.caps.deadlines.serviceEndsAt).toBe(serviceEndsAt(is.month))
      expect(is.caps.deadlines.transferEndsAt).not.toBe(was.caps.deadlines.transferEndsAt)
      expect(is.caps.serviceLastDay).toBe(lastDayBefore(serviceEndsAt(is.month)))
    },
  },
}

/** One real row for each kind of change, and what the file said before where that matters. */
const rows: Record<
  RosterChangeKind,
  { before?: Record<string, string>; change: () => Record<string, string> }
> = {
  nothing: { change: () => ({}) },
  unprinted: { change: () => ({ 院系: '法学院', 学号: '99', 手机号码: '19912345678', 毕业结论: '毕业' }) },
  name: { change: () => ({ 姓名: '陈成' }) },
  other_printed: { change: () => ({ 专业: '宗教学' }) },
  graduation_month: {
    before: { 届别: '2026' },
    change: () => ({ 毕业时间: '202703', 届别: '2026' }),
  },
  identity_number: { change: () => ({}) },
  concluded: { before: { 毕业结论: '毕业' }, change: () => ({ 毕业结论: '结业' }) },
  deferred: { change: () => ({ 毕业结论: '延期毕业' }) },
  left: { change: () => ({ 毕业结论: '退学' }) },
  hold_ended: { before: { 毕业结论: '延期毕业' }, change: () => ({ 毕业结论: '毕业' }) },
}

/** An identity number of the same sex. */
function otherIdNumber(idNumber: string): string {
  for (;;) {
    const other = inventIdNumber()
    if (Number(other[16]) % 2 === Number(idNumber[16]) % 2) return other
  }
}

describe('the table of what a changed roster entry does', () => {
  it.each(Object.keys(rosterEffects) as RosterChangeKind[])('holds for %s', async (kind) => {
    const someone = await settled()
    const { before, change } = rows[kind]
    if (before !== undefined) await load([{ ...someone.row, ...before }])
    const was = await standing(someone)
    const changed = { ...someone.row, ...before, ...change() }
    if (kind === 'identity_number') changed['身份证号'] = otherIdNumber(someone.row['身份证号'] ?? '')
    const { counts } = await load([changed])
    expect(counts).toMatchObject(kind === 'nothing' ? { unchanged: 1 } : { changed: 1, refused: 0 })
    const is = await standing(someone)
    const effects: RosterEffects = rosterEffects[kind]
    for (const effect of Object.keys(effects) as (keyof RosterEffects)[]) {
      const word = effects[effect]
      if (word === 'kept') expect({ effect, is: is[effect] }).toEqual({ effect, is: was[effect] })
      else (seen[effect] as Record<string, (is: Standing, was: Standing) => void>)[word]?.(is, was)
    }
    if (effects.confirmation === 'kept') expect(is.events).toEqual(was.events)
    expect(await transferVerdict(someone)).toBe(effects.transferCode === 'held' ? 'revoked' : 'valid')
    expect((await load([changed])).counts).toMatchObject({ unchanged: 1, changed: 0 })
  })
})

it('leaves 毕业结论 as it was where the file has no such column, and clears it where its cell is empty', async () => {
  const { row, person } = await settled()
  const completion = async () => {
    const db = workAt().shards.directory
    const [entries] = await read(db, [
      db.select().from(rosterEntries).where(eq(rosterEntries.id, person.entry.id)),
    ])
    return entries[0]?.completionCode
  }
  await load([{ ...row, 毕业结论: '延期毕业' }])
  expect((await load([row])).counts).toMatchObject({ unchanged: 1 })
  expect((await load([{ ...row, 院系: '法学院' }])).counts).toMatchObject({ changed: 1 })
  expect(await completion()).toBe('3')
  await load([{ ...row, 院系: '法学院', 毕业结论: '' }])
  expect(await completion()).toBe('')
  expect((await load([{ ...row, 院系: '法学院' }])).counts).toMatchObject({ unchanged: 1 })
})

it('makes a month of another cohort another entry, listed as a possible duplicate, with a warning; the one before stays as it is', async () => {
  const someone = await settled()
  const was = await standing(someone)
  const result = await load([{ ...someone.row, 毕业时间: '202706' }])
  expect(result.counts).toMatchObject({ accepted: 1, changed: 0 })
  expect(result.duplicates).toMatchObject([{ otherExamNumber: someone.row['考生号'] }])
  expect(result.warnings).toMatchObject([{ row: 2, examNumber: someone.row['考生号'], column: '届别' }])
  expect(result.counts.warned).toBe(1)
  expect(await standing(someone)).toEqual(was)
  const again = await load([{ ...someone.row, 毕业时间: '202706' }])
  expect(again.counts).toMatchObject({ unchanged: 1, warned: 0 })
})

describe('the history that an import writes', () => {
  const changesOf = async (person: Graduate) => {
    const work = workAt()
    const db = work.shards.directory
    const [told] = await read(db, [
      db.select().from(rosterChanges).where(eq(rosterChanges.rosterEntryId, person.entry.id)),
    ])
    return Promise.all(
      told.map(async ({ version, changesCipher }) => ({
        version,
        changes: JSON.parse(
          await work.secrets.open('roster_changes.changes', `${person.entry.id}/${version}`, changesCipher),
        ) as unknown,
      })),
    )
  }

  it('says version by version what changed, sealed', async () => {
    const { row, person } = await settled()
    await load([{ ...row, 姓名: '陈成', 手机号码: '19912345678' }])
    await load([{ ...row, 姓名: '陈成', 手机号码: '19912345678', 毕业结论: '休学' }])
    expect(await changesOf(person)).toEqual([
      {
        version: 2,
        changes: [
          { field: 'name', before: person.entry.name, after: '陈成' },
          { field: 'phone', before: null, after: null },
        ],
      },
      { version: 3, changes: [{ field: 'completion', before: '', after: '休学' }] },
    ])
    const text = JSON.stringify(await workAt().shards.directory.all('select * from roster_changes'))
    expect(text).not.toContain('陈成')
  })

  it('is nothing where only the code of a place has changed', async () => {
    const { row, person } = await settled()
    const db = workAt().shards.directory
    await db
      .update(rosterEntries)
      .set({ originRegionCode: '110000' })
      .where(eq(rosterEntries.id, person.entry.id))
    expect((await load([row])).counts).toMatchObject({ changed: 1 })
    expect(await changesOf(person)).toEqual([])
  })

  it('takes a bounded number of statements for 1,000 changed rows', async () => {
    const lines = Array.from({ length: 1000 }, (_, at) =>
      rosterLine({ 身份证号: inventedIdNumber(1 + (at % 500), at < 500 ? '20050303' : '20050304') }),
    )
    await load(lines)
    const changed = csvOf(lines.map((line) => ({ ...line, 姓名: '陈成', 毕业结论: '延期毕业' })))
    const { id } = await checkUpload(workAt(now, officer), { kind: 'roster', fileName: 'x', bytes: changed })
    const importing = workAt(now, officer)
    const { counts } = await importUpload(importing, id, changed)
    expect(counts).toMatchObject({ changed: 1000 })
    expect(importing.meter.calls).toBeLessThanOrEqual(6)
    expect(importing.meter.statements.length).toBeLessThanOrEqual(30)
    const db = workAt().shards.directory
    const examNumbers = JSON.stringify(lines.map((line) => line['考生号']))
    expect(
      await db.all(`select count(*) as told from roster_changes c join roster_entries e on e.id = c.roster_entry_id
        where e.exam_number in (select value from json_each('${examNumbers}'))`),
    ).toEqual([{ told: 1000 }])
  })
})
