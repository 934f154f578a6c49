import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { registrations } from '../../../db/schema/registrations.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { csvOf, inventExamNumber, rosterLine } from '../../support/files.ts'
import { type Graduate, seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedRegistration } from '../../support/seed-registration.ts'

let officer: StaffActor<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  officer = (await seedStaff(workAt(), '10001')).actor
})

async function load(lines: Record<string, string>[]) {
  const bytes = csvOf(lines)
  const work = workAt(undefined, officer)
  const { id } = await checkUpload(work, { kind: 'roster', fileName: '名单.csv', bytes })
  return (await importUpload(work, id, bytes)).counts
}

const graduate = (examNumber: string, idNumber: string) =>
  seedGraduate(workAt(), { schoolCode: '10001', examNumber, idNumber, college: '哲学系' })

async function stored(id: string) {
  const [rows] = await read(workAt().shards.directory, [
    workAt()
      .shards.directory.select()
      .from(registrations)
      .where(sql`id = ${id}`),
  ])
  return rows[0]
}

const lineOf = (person: Graduate, idNumber: string, college: string) =>
  rosterLine({ 考生号: person.entry.examNumber, 身份证号: idNumber, 院系: college })

it('moves an open registration to the college that a roster import gives its entry, and no other', async () => {
  const [mine, other] = [inventIdNumber(), inventIdNumber()]
  const moved = await graduate(inventExamNumber(), mine)
  const stays = await graduate(inventExamNumber(), other)
  const open = await seedRegistration(moved)
  const closed = await seedRegistration(moved, { state: 'discarded', closedAt: 1 })
  const elsewhere = await seedRegistration(stays)
  expect(await load([lineOf(moved, mine, '法学院'), lineOf(stays, other, '哲学系')])).toMatchObject({
    refused: 0,
  })
  // the college before had version 1 on its screen
  expect(await stored(open)).toMatchObject({ college: '法学院', state: 'college_review', version: 2 })
  expect(await stored(closed)).toMatchObject({ college: '哲学系', version: 1 })
  expect(await stored(elsewhere)).toMatchObject({ college: '哲学系', version: 1 })
})

it('leaves the version of what is not under review, so that a graduate goes on typing', async () => {
  const mine = inventIdNumber()
  const moved = await graduate(inventExamNumber(), mine)
  const draft = await seedRegistration(moved, { state: 'draft', submittedAt: null })
  await load([lineOf(moved, mine, '法学院')])
  expect(await stored(draft)).toMatchObject({ college: '法学院', state: 'draft', version: 1 })
})

it('hands what waits for a college to the school where the entry names no college any more', async () => {
  const mine = inventIdNumber()
  const moved = await graduate(inventExamNumber(), mine)
  const open = await seedRegistration(moved)
  await load([lineOf(moved, mine, '')])
  expect(await stored(open)).toMatchObject({ college: '', state: 'school_review', version: 2 })
})
