import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { commit } from '../../../../db/commit.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { rosterEntries } from '../../../../db/schema/roster.ts'
import { checkBasicInfo } from '../../../../functions/records/basic-info/check-basic-info.ts'
import { getBasicInfo } from '../../../../functions/records/basic-info/get-basic-info.ts'
import { seedGraduate, seedSchool, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

beforeAll(() =>
  seedSchool(workAt(), {
    code: '10001',
    provinceCode: '11',
    contactDepartment: '学生就业指导服务中心',
    contactEmail: 'job@example.edu.cn',
  }),
)

let exam = 22110108151000
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    checked: false,
    ...more,
  })
}
type Person = Awaited<ReturnType<typeof graduate>>
const as = (person: Person, now?: string) => workAt(now, person.actor)
const trailOf = async (person: Person) => {
  const db = workAt().shards.directory
  const [rows] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, person.entry.id))])
  return rows.map((row) => row.action)
}

it.each([
  ['no version', {}],
  ['a version in quotes', { version: '1' }],
  ['a version of zero', { version: 0 }],
  ['a list for a version', { version: [1] }],
  ['an unknown key', { version: 1, rosterEntryId: 'x' }],
])('refuses %s and checks nothing', async (_, json) => {
  const person = await graduate()
  const answer = await request('/api/graduate/basic-info/check', { graduate: person.cookie, json })
  expect(answer.status).toBe(400)
  expect((await getBasicInfo(as(person))).checkedAt).toBeNull()
})

it('refuses a check from a foreign page, and one without a key', async () => {
  const person = await graduate()
  const sent = { graduate: person.cookie, json: { version: 1 } }
  const path = '/api/graduate/basic-info/check'
  expect((await request(path, { ...sent, headers: { Origin: 'https://example.com' } })).status).toBe(403)
  expect((await request(path, { ...sent, headers: { 'Idempotency-Key': '' } })).status).toBe(400)
  expect((await getBasicInfo(as(person))).checkedAt).toBeNull()
})

it('refuses a version that is not the current one', async () => {
  const person = await graduate({ version: 2 })
  await expect(checkBasicInfo(as(person), 1)).rejects.toMatchObject({ code: 'basic_info.changed' })
  expect(await trailOf(person)).toEqual([])
})

it('keeps the first check when it comes twice, with one audit row', async () => {
  const person = await graduate()
  const first = await checkBasicInfo(as(person, '2026-11-23T02:00:00Z'), 1)
  expect(first).toEqual({ checkedAt: '2026-11-23T02:00:00.000Z' })
  expect(await checkBasicInfo(as(person, '2026-11-24T02:00:00Z'), 1)).toEqual(first)
  expect(await trailOf(person)).toEqual(['basic_info.checked'])
})

it('gives two checks at once the same answer', async () => {
  const person = await graduate()
  const both = await Promise.all([
    checkBasicInfo(as(person, '2026-11-23T02:00:00Z'), 1),
    checkBasicInfo(as(person, '2026-11-23T02:00:01Z'), 1),
  ])
  expect(both[0]).toEqual(both[1])
  expect(await trailOf(person)).toEqual(['basic_info.checked'])
})

it('asks for a new check when the information changed after the first', async () => {
  const person = await graduate()
  await checkBasicInfo(as(person), 1)
  const work = workAt()
  const db = work.shards.directory
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db
          .update(rosterEntries)
          .set({ version: 2, basicInfoCheckedAt: null })
          .where(eq(rosterEntries.id, person.entry.id)),
      ],
    },
  })
  await expect(checkBasicInfo(as(person), 1)).rejects.toMatchObject({ code: 'basic_info.changed' })
  const later = '2026-11-25T02:00:00Z'
  expect(await checkBasicInfo(as(person, later), 2)).toEqual({ checkedAt: '2026-11-25T02:00:00.000Z' })
})

it('shows every field by its name, with the phone and e-mail of the provider', async () => {
  const idNumber = inventIdNumber()
  const person = await graduate({ idNumber, hukouMovedIn: null, archiveMovedIn: false, levelCode: '11' })
  const answer = await request('/api/graduate/basic-info', { graduate: person.cookie })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({
    version: 1,
    checkedAt: null,
    schoolContact: {
      department: '学生就业指导服务中心',
      phone: '010-11110000',
      email: 'job@example.edu.cn',
    },
    fields: {
      examNumber: person.entry.examNumber,
      name: '陈诚',
      idNumber,
      schoolName: '北京大学',
      level: '硕士研究生',
      sex: '男',
      ethnicGroup: '汉族',
      politicalStatus: '群众',
      trainingMode: '非定向',
      originRegion: '北京市海淀区',
      enrolledMonth: '202209',
      graduationMonth: '202606',
      studentNumber: '',
      college: '哲学系',
      major: '哲学类',
      programmeLength: '4',
      completion: '',
      archiveMovedIn: '否',
      hukouMovedIn: '',
      email: 'graduate@example.com',
      phone: '19900000001',
    },
  })
})

it('answers a repeat under the same key with the first answer', async () => {
  const person = await graduate()
  const sent = {
    graduate: person.cookie,
    json: { version: 1 },
    headers: { 'Idempotency-Key': 'same-key-1' },
  }
  const path = '/api/graduate/basic-info/check'
  const first: unknown = await (await request(path, sent)).json()
  expect(await (await request(path, sent)).json()).toEqual(first)
  expect((await request(path, { ...sent, json: { version: 2 } })).status).toBe(409)
})
