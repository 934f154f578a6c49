import { beforeAll, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { addRosterChanges } from '../../../db/history.ts'
import { voidVersion } from '../../../db/record-versions.ts'
import { findStanding } from '../../../db/records.ts'
import { checkBasicInfo } from '../../../functions/records/basic-info/check-basic-info.ts'
import type { StaffActor } from '#model/actors.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { getRecord } from '../../../functions/records/get-record.ts'
import { listHistory } from '../../../functions/records/list-history.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { csvOf, destinationLine, rosterLine } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

const day = (at: number) => `2026-08-${String(at).padStart(2, '0')}T02:00:00.000Z`
const claims = {
  destination: { kind: 'wrong' as const, explanation: '单位名称不对' },
  archive: null,
  hukou: null,
  contact: '010-62750000',
}

let officer: StaffActor<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  officer = (await seedStaff(workAt(), '10001')).actor
})

let exam = 22110108170000
/** An entry that its own roster line leaves unchanged. */
async function newPerson(record: Parameters<typeof seedGraduate>[1]['record'] = null) {
  exam += 1
  const idNumber = inventIdNumber()
  const man = Number(idNumber[16]) % 2 === 1
  const person = await seedGraduate(workAt(day(1)), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber,
    sexCode: man ? '1' : '2',
    record,
  })
  const row = rosterLine({
    考生号: String(exam),
    身份证号: idNumber,
    学号: '',
    电子邮箱: '',
    手机号码: '',
  })
  return { person, row }
}

async function load(at: number, kind: 'roster' | 'destinations', line: Record<string, string>) {
  const bytes = csvOf([line])
  const { id } = await checkUpload(workAt(day(at), officer), { kind, fileName: 'x.csv', bytes })
  const { counts } = await importUpload(workAt(day(at), officer), id, bytes)
  expect(counts).toMatchObject({ refused: 0, unchanged: 0 })
}
const as = (person: Graduate, at: number) => workAt(day(at), person.actor)

it('tells the whole story newest first: who, when, from what to what', async () => {
  const { person, row } = await newPerson()
  const line = destinationLine(person.entry.examNumber, {})
  await load(2, 'destinations', line)
  await confirmDestination(as(person, 3), 1)
  await disputeRecord(as(person, 4), 1, claims)
  await load(5, 'destinations', { ...line, 单位名称: '北京远景教育咨询有限公司' })
  await confirmDestination(as(person, 6), 2)
  await load(7, 'roster', { ...row, 姓名: '陈成', 手机号码: '19912345678' })
  const work = as(person, 8)
  const { items, next } = await listHistory(work, undefined)
  expect(work.meter.calls).toBe(1)
  expect(next).toBeNull()
  expect(items).toMatchObject([
    {
      kind: 'roster',
      at: day(7),
      changes: [
        { field: 'name', before: '陈诚', after: '陈成' },
        { field: 'phone', before: null, after: null },
      ],
    },
    { kind: 'confirmation_ended', at: day(7), because: 'roster' },
    { kind: 'confirmed', at: day(6), version: 2 },
    {
      kind: 'record',
      at: day(5),
      version: 2,
      origin: 'school_upload',
      first: false,
      changes: [{ field: 'unitName', before: '北京云帆咨询服务有限公司', after: '北京远景教育咨询有限公司' }],
    },
    { kind: 'dispute_closed', at: day(5), because: 'corrected' },
    { kind: 'dispute_opened', at: day(4) },
    { kind: 'confirmation_ended', at: day(4), because: 'dispute' },
    { kind: 'confirmed', at: day(3), version: 1 },
    { kind: 'record', at: day(2), version: 1, first: true },
  ])
})

it('names the province of a provincial record, the version that was voided, and a first version after it', async () => {
  const { person } = await newPerson({
    sourceSystem: 'provincial',
    origin: 'provincial_report',
    reportedAt: Date.parse(day(1)),
  })
  const db = workAt().shards.directory
  await commit(workAt(), db, {
    audit: { none: 'counter' },
    statements: {
      seeded: voidVersion(db, {
        recordId: person.record?.id ?? '',
        rosterEntryId: person.entry.id,
        provinceCode: '11',
        now: Date.parse(day(2)),
      }),
    },
  })
  expect(await getRecord(as(person, 2))).toMatchObject({
    state: 'unregistered',
    changedSinceConfirmation: null,
  })
  await load(3, 'destinations', destinationLine(person.entry.examNumber))
  expect((await listHistory(as(person, 4), undefined)).items).toMatchObject([
    { kind: 'record', version: 2, origin: 'school_upload', first: true },
    { kind: 'record_voided', version: 1, at: day(2) },
    { kind: 'record', version: 1, origin: 'provincial_report', reportedAt: day(1) },
  ])
})

it('keeps what was confirmed, although an unprinted change moved the confirmation along', async () => {
  const { person } = await newPerson({})
  await confirmDestination(as(person, 2), 1)
  await load(
    3,
    'destinations',
    destinationLine(person.entry.examNumber, { 单位地址: '北京市西城区创新路9号' }),
  )
  expect((await listHistory(as(person, 4), undefined)).items).toMatchObject([
    { kind: 'record', version: 2, changes: [] },
    { kind: 'confirmed', version: 1 },
    { kind: 'record', version: 1 },
  ])
})

it('pages past 200 without losing or repeating one', async () => {
  const { person } = await newPerson({})
  const work = workAt()
  const db = work.shards.directory
  const changes = await Promise.all(
    Array.from({ length: 405 }, async (_, index) => ({
      rosterEntryId: person.entry.id,
      version: index + 2,
      // pairs at one instant
      at: Date.parse(day(1)) + 1000 * (1 + Math.floor(index / 2)),
      changesCipher: await work.secrets.seal(
        'roster_changes.changes',
        `${person.entry.id}/${index + 2}`,
        JSON.stringify([{ field: 'college', before: String(index), after: String(index + 1) }]),
      ),
    })),
  )
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: addRosterChanges(db, changes) },
  })
  const seen: string[] = []
  let before: string | undefined
  for (let pages = 0; pages < 5; pages += 1) {
    const { items, next } = await listHistory(as(person, 4), before)
    expect(items.length).toBeLessThanOrEqual(200)
    for (const item of items) seen.push(item.kind === 'roster' ? (item.changes[0]?.after ?? '') : item.kind)
    if (next === null) break
    before = next
  }
  expect(seen).toHaveLength(406)
  expect(new Set(seen).size).toBe(406)
  expect(seen.at(-1)).toBe('record')
})

it("gives nobody another graduate's story", async () => {
  const { person } = await newPerson({})
  const { person: other } = await newPerson(null)
  const asked = await request('/api/graduate/history', { graduate: other.cookie })
  expect([asked.status, await asked.json()]).toEqual([200, { items: [], next: null }])
  const own = await request('/api/graduate/history', { graduate: person.cookie })
  expect(await own.json()).toMatchObject({ items: [{ kind: 'record' }] })
  const odd = await request('/api/graduate/history?before=yesterday', { graduate: person.cookie })
  expect(odd.status).toBe(400)
})

it('says what has changed since the last confirmation, from what to what, until it is confirmed again', async () => {
  const { person, row } = await newPerson({})
  expect((await getRecord(as(person, 1))).changedSinceConfirmation).toBeNull()
  await confirmDestination(as(person, 2), 1)
  expect((await getRecord(as(person, 2))).changedSinceConfirmation).toBeNull()
  const line = destinationLine(person.entry.examNumber)
  await load(3, 'destinations', { ...line, 单位名称: '甲公司' })
  await load(4, 'destinations', { ...line, 单位名称: '乙公司', 档案转递联系人: '人事处' })
  await load(5, 'roster', { ...row, 专业: '宗教学', 院系: '法学院' })
  await load(6, 'roster', { ...row, 专业: '逻辑学', 院系: '哲学系' })
  expect((await getRecord(as(person, 7))).changedSinceConfirmation).toEqual({
    record: [
      { field: 'unitName', before: '北京云帆咨询服务有限公司', after: '乙公司' },
      { field: 'contact', before: '档案科', after: '人事处' },
    ],
    roster: [{ field: 'major', before: '哲学类', after: '逻辑学' }],
  })
  const standing = await findStanding(workAt().shards.directory, person.entry.id)
  await checkBasicInfo(as(person, 8), standing?.entry.version ?? 0)
  await confirmDestination(as(person, 8), 3)
  expect((await getRecord(as(person, 9))).changedSinceConfirmation).toBeNull()
  await disputeRecord(as(person, 10), 3, claims)
  await withdrawDispute(as(person, 11))
  expect((await getRecord(as(person, 11))).changedSinceConfirmation).toEqual({ record: [], roster: [] })
})
