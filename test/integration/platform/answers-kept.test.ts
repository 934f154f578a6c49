import { expect, it, vi } from 'vitest'
import { commit, findAnswer } from '../../../db/commit.ts'
import { provinces } from '../../../db/schema/places.ts'
import { onceUnder } from '../../../functions/platform/once.ts'
import { refuse } from '../../../functions/platform/problem.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { runSchedule } from '../../../functions/schedule/run-schedule.ts'
import { workAt } from '../../support/fixtures.ts'

const DAY = 86_400_000
const FIRST = 1_795_000_000_000
const at = (machineNow: number): Work => ({ ...workAt(), machineNow })

let acts = 0
/** Writes a province each time it acts, and answers which time it is. */
const act = async (under: Work) => {
  acts += 1
  const answer = { act: acts }
  const db = under.shards.directory
  const done = await commit(under, db, {
    audit: { action: 'province.renamed', subjectType: 'province', subjectId: 'x' },
    statements: { province: db.insert(provinces).values({ code: `answers-${acts}`, name: '省' }) },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}
const ask = (work: Work, key: string) => onceUnder(work, work.shards.directory, key, { a: 1 }, act)

it('gives a first answer again for 24 hours of machine time and not a millisecond longer', async () => {
  const key = 'key-of-24-hours'
  const first = await ask(at(FIRST), key)
  for (const later of [0, 1, 60_000, DAY - 1]) expect(await ask(at(FIRST + later), key)).toEqual(first)
  for (const later of [DAY, DAY + 1, 30 * DAY]) {
    const again = await ask(at(FIRST + later), key).catch((error: unknown) => error)
    expect(again).not.toEqual(first)
  }
})

it('acts anew under an old key when the old answer has been tidied up', async () => {
  const key = 'key-tidied-up'
  const first = await ask(at(FIRST), key)
  vi.spyOn(console, 'log').mockReturnValue()
  expect(await runSchedule(at(FIRST + DAY - 1))).toMatchObject({ answers: 0 })
  expect(await ask(at(FIRST + DAY - 1), key)).toEqual(first)
  expect((await runSchedule(at(FIRST + DAY))).answers).toBeGreaterThan(0)
  vi.restoreAllMocks()
  const before = acts
  expect(await ask(at(FIRST + DAY), key)).toEqual({ act: before + 1 })
})

it('finds no answer past its day in the database, tidied up or not', async () => {
  const work = at(FIRST)
  const db = work.shards.directory
  const idempotency = { key: 'kept-in-the-database', bodyHash: 'x' }
  await commit({ ...work, idempotency }, db, { audit: { none: 'counter' }, statements: {}, answer: {} })
  expect(await findAnswer(db, idempotency.key, FIRST + DAY - 1)).toMatchObject({ bodyHash: 'x' })
  expect(await findAnswer(db, idempotency.key, FIRST + DAY)).toBeUndefined()
  expect(await findAnswer(db, 'another-key', FIRST)).toBeUndefined()
})
