import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { findStaff } from '../../../../db/people.ts'
import { findSchool } from '../../../../db/places.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { addSchool } from '../../../../functions/access/schools/add-school.ts'
import { workAt } from '../../../support/fixtures.ts'

it.each([
  ['a code of four digits', { code: '1000' }],
  ['a code with a letter', { code: '1000a' }],
  ['full-width digits', { code: '１０００１' }],
  ['an empty name', { name: '  ' }],
  ['a name with a line break', { name: '北京\n大学' }],
  ['a name that is too long', { name: '大'.repeat(101) }],
  ['a province that does not exist', { provinceCode: '10' }],
  ['a province of six digits', { provinceCode: '110000' }],
])('refuses %s and writes nothing', async (_, change) => {
  const work = workAt()
  const given = { code: '10090', name: '测试大学', provinceCode: '11', ...change }
  await expect(addSchool(work, given)).rejects.toMatchObject({ code: 'school.malformed' })
  expect(await findSchool(work.shards.directory, given.code)).toBeUndefined()
})

it('adds a school, its province and its two staff accounts, with audit', async () => {
  const work = workAt()
  const db = work.shards.directory
  expect(
    await addSchool(work, {
      code: '10558',
      name: ' 中山大学 ',
      provinceCode: '44',
      archiveBeforeConfirmation: true,
      entryName: '广东省大学生就业创业小程序',
      contactPhone: '020-10000000',
    }),
  ).toEqual({ code: '10558', staffLogins: ['staff-10558', 'staff-10558-2'] })
  expect(await findSchool(db, '10558')).toMatchObject({
    schoolName: '中山大学',
    contactPhone: '020-10000000',
    archiveBeforeConfirmation: true,
    hukouReported: true,
    entryName: '广东省大学生就业创业小程序',
  })
  expect((await findStaff(db, work.config.staffProvider.issuer, 'staff-10558'))[0]).toMatchObject({
    id: 'staff-10558',
    schoolCode: '10558',
  })
  expect((await findStaff(db, work.config.staffProvider.issuer, 'staff-10558-2'))[0]).toMatchObject({
    id: 'staff-10558-2',
    schoolCode: '10558',
    name: '中山大学就业老师（二）',
  })
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.schoolCode, '10558'))])
  expect(trail.map((row) => row.action)).toEqual(['school.added', 'staff.added', 'staff.added'])
})

it('refuses a school that is there, also when two add it at once, and leaves its province alone', async () => {
  const work = workAt()
  const school = { code: '10200', name: '东北师范大学', provinceCode: '22' }
  const both = await Promise.allSettled([addSchool(work, school), addSchool(work, school)])
  expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(
    addSchool(work, { ...school, name: '另一所', archiveBeforeConfirmation: true }),
  ).rejects.toMatchObject({ code: 'school.exists' })
  await addSchool(work, {
    code: '10183',
    name: '吉林大学',
    provinceCode: '22',
    archiveBeforeConfirmation: true,
  })
  expect(await findSchool(work.shards.directory, '10183')).toMatchObject({ archiveBeforeConfirmation: false })
})
