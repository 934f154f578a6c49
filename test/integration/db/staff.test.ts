import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { staff } from '../../../db/schema/access.ts'
import { schools } from '../../../db/schema/places.ts'
import {
  agreeToOneLevel,
  askForOneLevel,
  confirmStaff,
  disableStaff,
  dropOneLevel,
  dropWaiting,
} from '../../../db/staff.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { changedBy } from '../../support/one-statement.ts'

const db = () => workAt().shards.directory
let last = 10400
let code: string
let one: string
let two: string
beforeEach(async () => {
  last += 1
  code = String(last)
  await seedSchool(workAt(), { code, provinceCode: '11', reviewLevels: 2 })
  one = (await seedStaff(workAt(), code)).actor.accountId
  two = (await seedStaff(workAt(), code)).actor.accountId
})
const set = (id: string, changed: Partial<typeof staff.$inferInsert>) =>
  db().update(staff).set(changed).where(eq(staff.id, id))
const school = async () => (await db().select().from(schools).where(eq(schools.code, code)))[0]

describe('a grant that waits', () => {
  let waiting: { id: string; addedBy: string }
  beforeEach(async () => {
    const { actor } = await seedStaff(workAt(), code, '', { addedBy: one, confirmedAt: null })
    waiting = { id: actor.accountId, addedBy: one }
  })
  const confirm = (by: string | null = two, of = code, as: typeof waiting = waiting) =>
    changedBy(confirmStaff(db(), of, as, { by, now: 7 }))
  const drop = () => changedBy(dropWaiting(db(), code, waiting))

  it('is confirmed once by a member, or by the level above', async () => {
    expect([await confirm(), await confirm()]).toEqual([1, 0])
    await set(waiting.id, { confirmedAt: null, confirmedBy: null })
    expect([await confirm(null), await confirm(null)]).toEqual([1, 0])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['was confirmed', () => set(waiting.id, { confirmedAt: 1 })],
    ['was disabled', () => set(waiting.id, { disabledAt: 1 })],
    ['is gone', () => drop()],
  ])('is neither confirmed nor dropped where it %s', async (_, meanwhile) => {
    await meanwhile()
    expect([await confirm(), await drop()]).toEqual([0, 0])
  })

  it.each<[string, Partial<typeof staff.$inferInsert>]>([
    ['is disabled', { disabledAt: 1 }],
    ['waits as well', { confirmedAt: null }],
    ['is a college’s', { college: '哲学系' }],
    ['is of another school', { schoolCode: '10558' }],
  ])('is confirmed by nobody whose own grant %s', async (_, changed) => {
    await set(two, changed)
    expect(await confirm()).toBe(0)
  })

  it('is what was judged: of that school, added by that grant', async () => {
    expect(await confirm(two, '10558')).toBe(0)
    expect(await confirm(two, code, { ...waiting, addedBy: two })).toBe(0)
    expect(await confirm()).toBe(1)
  })

  it('is not the one left, and is not disabled', async () => {
    expect(await changedBy(disableStaff(db(), code, waiting.id, 1))).toBe(0)
    expect(await changedBy(disableStaff(db(), code, two, 1))).toBe(1)
    expect(await changedBy(disableStaff(db(), code, one, 1))).toBe(0)
  })
})

describe('one level instead of two', () => {
  const ask = (by = one) => changedBy(askForOneLevel(db(), code, by, 5))
  const agree = (asked = { by: one, at: 5 }, by = two) => changedBy(agreeToOneLevel(db(), code, asked, by))

  it('is asked for once, by a member, where there are two', async () => {
    await set(two, { disabledAt: 1 })
    expect(await ask(two)).toBe(0)
    expect([await ask(), await ask()]).toEqual([1, 0])
    await db().update(schools).set({ reviewLevels: 1, oneLevelAskedBy: null }).where(eq(schools.code, code))
    expect(await ask()).toBe(0)
  })

  it('is agreed to as it was asked, once, by a member', async () => {
    expect(await agree()).toBe(0)
    await ask()
    expect([await agree({ by: two, at: 5 }), await agree({ by: one, at: 6 })]).toEqual([0, 0])
    expect(await agree({ by: one, at: 5 }, 'nobody')).toBe(0)
    expect([await agree(), await agree()]).toEqual([1, 0])
    expect(await school()).toMatchObject({ reviewLevels: 1, oneLevelAskedBy: null, oneLevelAskedAt: null })
  })

  it('is dropped as it was asked, and agreed to no longer', async () => {
    await ask()
    expect(await changedBy(dropOneLevel(db(), code, { by: one, at: 6 }))).toBe(0)
    expect(await changedBy(dropOneLevel(db(), code, { by: one, at: 5 }))).toBe(1)
    expect(await agree()).toBe(0)
    expect(await school()).toMatchObject({ reviewLevels: 2, oneLevelAskedBy: null })
  })
})
