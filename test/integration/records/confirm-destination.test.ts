import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { records, confirmations } from '../../../db/schema/records.ts'
import { audit } from '../../../db/schema/operations.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { getRecord } from '../../../functions/records/get-record.ts'
import { disputeInput } from '../../../functions/records/wire.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

const claims = {
  destination: { kind: 'wrong' as const, explanation: '单位名称不对' },
  archive: null,
  hukou: null,
  contact: '010-62750000',
}

beforeAll(async () => {
  const work = workAt()
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  await seedSchool(
    work,
    { code: '10558', provinceCode: '44' },
    { archiveBeforeConfirmation: true, entryName: '广东省大学生就业创业小程序' },
  )
})

let exam = 22110108150000
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    ...more,
  })
}
const as = (person: Awaited<ReturnType<typeof graduate>>) => workAt(undefined, person.actor)

it('confirms the version named and leaves one confirmation and one audit row', async () => {
  const person = await graduate()
  const work = as(person)
  const { number, ...answer } = await confirmDestination(work, 1)
  expect(answer).toEqual({ state: 'confirmed', confirmedAt: '2026-11-23T02:00:00.000Z' })
  expect(number).toMatch(/^(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}$/)
  const { rows, trail } = await read(work.shards.directory, {
    rows: work.shards.directory
      .select()
      .from(confirmations)
      .where(eq(confirmations.rosterEntryId, person.entry.id)),
    trail: work.shards.directory.select().from(audit).where(eq(audit.subjectId, person.entry.id)),
  })
  expect(rows).toMatchObject([{ recordId: person.record?.id, endedAt: null }])
  expect(trail).toMatchObject([
    {
      action: 'destination.confirmed',
      actorKind: 'graduate',
      detail: JSON.stringify({ version: 1, number }),
    },
  ])
  expect(await getRecord(as(person))).toMatchObject({ state: 'confirmed', confirmable: { allowed: false } })
})

it('refuses a second confirmation', async () => {
  const person = await graduate()
  await confirmDestination(as(person), 1)
  await expect(confirmDestination(as(person), 1)).rejects.toMatchObject({ code: 'confirmation.exists' })
})

it('lets one of many confirmations at once through', async () => {
  const person = await graduate()
  const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(() => confirmDestination(as(person), 1)))
  expect(settled.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db.select().from(confirmations).where(eq(confirmations.rosterEntryId, person.entry.id)),
  ])
  expect(rows).toHaveLength(1)
})

it('refuses a version the graduate did not see', async () => {
  const person = await graduate({ record: { version: 2 } })
  await expect(confirmDestination(as(person), 1)).rejects.toMatchObject({ code: 'record.changed' })
})

it('refuses before basic info is checked, and where nothing is registered', async () => {
  const unchecked = await graduate({ checked: false })
  await expect(confirmDestination(as(unchecked), 1)).rejects.toMatchObject({ code: 'basic_info.unchecked' })
  const unregistered = await graduate({ record: null })
  await expect(confirmDestination(as(unregistered), 1)).rejects.toMatchObject({ code: 'record.missing' })
  expect(await getRecord(as(unregistered))).toMatchObject({ state: 'unregistered', record: null })
})

it('asks for archive data first where the province does, naming its entry', async () => {
  const person = await graduate({
    schoolCode: '10558',
    record: { archiveTransferType: '', sourceSystem: 'provincial' },
  })
  await expect(confirmDestination(as(person), 1)).rejects.toMatchObject({
    code: 'record.archive_first',
    said: { detail: expect.stringContaining('广东省大学生就业创业小程序') },
  })
  expect(await getRecord(as(person))).toMatchObject({
    confirmable: { allowed: false, because: 'record.archive_first' },
    correctAt: { name: '广东省大学生就业创业小程序' },
  })
})

it('writes nothing when the record changes between the reading and the writing', async () => {
  const person = await graduate()
  const work = as(person)
  const db = work.shards.directory
  const batch = db.batch.bind(db)
  let calls = 0
  const racing = Object.create(db) as typeof db
  racing.batch = (async (statements: never) => {
    calls += 1
    // the third round trip is the write: entry and school were read before it
    if (calls === 3)
      await db.update(records).set({ supersededAt: 5 }).where(eq(records.rosterEntryId, person.entry.id))
    return batch(statements)
  }) as typeof db.batch
  const raced = { ...work, shards: { directory: racing, of: () => racing, all: () => [racing] } }
  await expect(confirmDestination(raced, 1)).rejects.toMatchObject({ code: 'state.changed' })
  const { rows, trail } = await read(db, {
    rows: db.select().from(confirmations).where(eq(confirmations.rosterEntryId, person.entry.id)),
    trail: db.select().from(audit).where(eq(audit.subjectId, person.entry.id)),
  })
  expect(rows).toEqual([])
  expect(trail).toEqual([])
})

it('opens a dispute, closes confirming until it is withdrawn, and gives the words back to their writer', async () => {
  const person = await graduate()
  await confirmDestination(as(person), 1)
  await disputeRecord(as(person), 1, claims)
  const view = await getRecord(as(person))
  expect(view).toMatchObject({ state: 'disputed', confirmedAt: null, dispute: { ...claims } })
  await expect(confirmDestination(as(person), 1)).rejects.toMatchObject({ code: 'dispute.open' })
  await expect(disputeRecord(as(person), 1, claims)).rejects.toMatchObject({ code: 'dispute.open' })
  await withdrawDispute(as(person))
  await expect(withdrawDispute(as(person))).rejects.toMatchObject({ code: 'dispute.missing' })
  expect(await getRecord(as(person))).toMatchObject({ state: 'unconfirmed', dispute: null })
  await confirmDestination(as(person), 1)
})

it.each([
  [{ ...claims, destination: null }, 'kinds'],
  [{ ...claims, destination: { kind: 'changed' as const, explanation: '  ' } }, 'destination.explanation'],
  [{ ...claims, archive: { explanation: '长'.repeat(501) } }, 'archive.explanation'],
  [{ ...claims, contact: '12345' }, 'contact'],
  [{ ...claims, contact: '' }, 'contact'],
])('refuses an incomplete dispute and names the field: %#', async (incomplete, field) => {
  const person = await graduate()
  await expect(disputeRecord(as(person), 1, incomplete)).rejects.toMatchObject({
    code: 'dispute.incomplete',
    said: { fields: [{ field }] },
  })
})

it('takes a dispute of archive and hukou without a word of explanation, also left out over HTTP', async () => {
  const person = await graduate()
  const unexplained = {
    ...claims,
    destination: null,
    archive: { explanation: '' },
    hukou: { explanation: '' },
  }
  await disputeRecord(as(person), 1, unexplained)
  expect(await getRecord(as(person))).toMatchObject({ state: 'disputed', dispute: unexplained })
  const { explanation, ...kind } = claims.destination
  const input = { version: 1, contact: claims.contact, destination: null, archive: {}, hukou: null }
  expect(disputeInput.parse(input).archive).toEqual({ explanation: '' })
  expect(disputeInput.safeParse({ ...input, destination: kind }).success).toBe(false)
  expect(explanation).not.toBe('')
})

it('counts an explanation in code points', async () => {
  const person = await graduate()
  await disputeRecord(as(person), 1, { ...claims, hukou: { explanation: '𬭚'.repeat(500) } })
  expect(await getRecord(as(person))).toMatchObject({ state: 'disputed' })
})

it("keeps a dispute's words and contact unreadable in the database", async () => {
  const person = await graduate()
  await disputeRecord(as(person), 1, { ...claims, contact: '13912345678' })
  const db = workAt().shards.directory
  const all = JSON.stringify(await db.all('select * from disputes'))
  expect(all).not.toContain('13912345678')
  expect(all).not.toContain('单位名称不对')
})
