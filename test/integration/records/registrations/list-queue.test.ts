import { beforeAll, expect, it } from 'vitest'
import { commit } from '../../../../db/commit.ts'
import { findQueue, type Reviewer } from '../../../../db/registration-reviews.ts'
import { insertRows } from '../../../../db/bulk.ts'
import { registrations } from '../../../../db/schema/registrations.ts'
import { rosterEntries } from '../../../../db/schema/roster.ts'
import type { QueueView } from '../../../../functions/records/registrations/wire.ts'
import { seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { inClear } from '../../../support/in-clear.ts'
import { filled } from '../../../support/filled-content.ts'
import { request } from '../../../support/http.ts'
import { review, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'

const work = workAt()
const db = work.shards.directory
type Officer = SeededStaff
const officers: Record<'school' | 'philosophy' | 'physics' | 'quiet', Officer> = {} as never

beforeAll(async () => {
  for (const code of ['10001', '10002', '10003', '10004'])
    await seedSchool(work, { code, provinceCode: '11', reviewLevels: code === '10001' ? 2 : 1 })
  officers.school = await seedStaff(work, '10001')
  officers.philosophy = await seedStaff(work, '10001', '哲学系')
  officers.physics = await seedStaff(work, '10001', '物理系')
  officers.quiet = await seedStaff(work, '10004')
})

const queue = async (staff: Officer, query = '') => {
  const answer = await request(`/api/staff/registrations${query}`, { staff: staff.cookie })
  const body: QueueView & { code?: string } = await answer.json()
  return { ...body, status: answer.status }
}

/** Submitted registrations, a second apart, written straight into the database. */
async function seedQueue(schoolCode: string, count: number, first: number) {
  const { entry } = await seedRegistrant(work, { schoolCode })
  const entries: (typeof rosterEntries.$inferSelect)[] = []
  const waiting: (typeof registrations.$inferSelect)[] = []
  for (let at = 0; at < count; at += 1) {
    const id = `${schoolCode}-${String(at).padStart(6, '0')}`
    entries.push({ ...entry, id: `entry-${id}`, examNumber: `33${schoolCode}${String(at).padStart(7, '0')}` })
    waiting.push({
      id,
      rosterEntryId: `entry-${id}`,
      schoolCode,
      cohort: entry.cohort,
      college: entry.college,
      kind: 'registration',
      state: 'school_review',
      content: inClear(JSON.stringify(filled)),
      reasonCipher: '',
      basedOnRecordId: null,
      recordId: null,
      version: 1,
      createdAt: work.now,
      updatedAt: work.now,
      // several in the same instant
      submittedAt: first + Math.floor(at / 7) * 1000,
      closedAt: null,
    })
  }
  const statements = [...insertRows(db, rosterEntries, entries), ...insertRows(db, registrations, waiting)]
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: statements.map(({ statement }) => statement) },
  })
  if (!done.done) throw new Error('the queue could not be seeded')
}

it('shows each level what waits for it, and nobody a draft', async () => {
  const one = await seedRegistrant(work, { name: '甲' })
  const other = await seedRegistrant(work, { name: '乙', college: '物理系', record: { unitName: '旧单位' } })
  await send((await seedRegistrant(work, { name: '丙' })).cookie, 'draft')
  const first = await submit(one.cookie, { content: { archiveUnitName: '王维' } })
  await submit(other.cookie, { kind: 'void', reason: '已解约' })

  const whole = await queue(officers.school, '?state=college_review')
  expect(whole).toMatchObject({ level: 'school', reviewLevels: 2, next: null })
  expect(whole.counts).toEqual({ college_review: 2, school_review: 0 })
  expect(whole.items).toMatchObject([
    {
      name: '甲',
      kind: 'registration',
      category: '签就业协议形式就业',
      unitName: filled.unitName,
      warnings: 1,
    },
    { name: '乙', kind: 'void', category: '签就业协议形式就业', unitName: '旧单位', warnings: 0 },
  ])
  expect(await queue(officers.school)).toMatchObject({ state: 'school_review', items: [] })

  const philosophy = await queue(officers.philosophy)
  expect(philosophy).toMatchObject({ level: 'college', state: 'college_review' })
  expect(philosophy.items.map(({ name }) => name)).toEqual(['甲'])
  expect(philosophy.counts).toEqual({ college_review: 1, school_review: 0 })
  expect((await queue(officers.physics)).items.map(({ name }) => name)).toEqual(['乙'])
  expect((await queue(officers.quiet)).items).toEqual([])

  await review(officers.philosophy.cookie, first.id, 'approval', { version: 1 })
  expect((await queue(officers.philosophy)).items).toEqual([])
  expect((await queue(officers.school)).items.map(({ name }) => name)).toEqual(['甲'])
})

it('walks the whole queue page by page, oldest first, each once', async () => {
  await seedQueue('10002', 130, work.now)
  const officer = await seedStaff(work, '10002')
  const seen: string[] = []
  let after = ''
  for (let page = 0; page < 5; page += 1) {
    const { items, next, counts } = await queue(officer, after)
    expect(counts.school_review).toBe(130)
    seen.push(...items.map(({ id }) => id))
    if (next === null) break
    after = `?after=${encodeURIComponent(next)}`
  }
  expect(seen).toHaveLength(130)
  expect(seen).toEqual(seen.toSorted())
})

it.each(['?after=x', '?after=1.', '?after=1.a%27b', '?state=draft', '?after=1.a&after=2.b', '?page=2'])(
  'refuses %s',
  async (query) => {
    expect(await queue(officers.school, query)).toMatchObject({ status: 400, code: 'request.malformed' })
  },
)

it("reads no more for other schools' and colleges' rows, nor far into a long queue", async () => {
  const rowsRead = async (schoolCode: string, college = '', after?: { at: number; id: string }) => {
    const { shards, meter } = workAt()
    const asked = { state: 'school_review', after, limit: 51 } as const
    const reviewer: Reviewer =
      college === '' ? { level: 'school', schoolCode } : { level: 'college', schoolCode, college }
    const { items } = await findQueue(shards.directory, reviewer, asked)
    const [page, ...counts] = meter.statements.map(({ rows }) => rows)
    return { items: items.length, page, counts }
  }
  await seedQueue('10004', 60, work.now)
  const before = await rowsRead('10004')
  // a row and its roster entry, fifty-one times
  expect(before).toMatchObject({ items: 51, page: 102 })
  await seedQueue('10003', 1500, work.now - 10_000_000)
  expect(await rowsRead('10004')).toEqual(before)
  expect(await rowsRead('10003')).toMatchObject({ items: 51, page: 102 })
  expect(await rowsRead('10003', '哲学系')).toMatchObject({ items: 51, page: 102 })
  expect(await rowsRead('10003', '物理系')).toEqual({ items: 0, page: 0, counts: [0, 0] })
  const far = { at: work.now - 10_000_000 + 200_000, id: '10003-001403' }
  expect((await rowsRead('10003', '', far)).page).toBeLessThanOrEqual(110)
})
