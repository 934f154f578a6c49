import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changedRows, read, type Statement } from '../../db/client.ts'
import { commit, mustChange, unlessTaken } from '../../db/commit.ts'
import { audit } from '../../db/schema/operations.ts'
import { provinces, schools } from '../../db/schema/places.ts'
import type { Bindings } from '../../functions/platform/bindings.ts'
import { onceUnder } from '../../functions/platform/once.ts'
import { openWork } from '../../functions/platform/open-work.ts'
import { refuse } from '../../functions/platform/problem.ts'

const open = () => openWork(env as unknown as Bindings, { kind: 'system', name: 'test' })
const school = (code: string) => ({ code, name: '学校', provinceCode: '61', createdAt: 1 })
const about = { action: 'province.renamed', subjectType: 'province', subjectId: '11' }

it('writes the statements and the audit row in one round trip', async () => {
  const work = open()
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: about,
    statements: { added: db.insert(provinces).values({ code: '11', name: '北京' }) },
  })
  expect(done.done).toBe(true)
  expect(work.meter.calls).toBe(1)
  const [rows] = await read(db, [db.select().from(audit)])
  expect(rows).toMatchObject([{ action: 'province.renamed', actorKind: 'system', actorId: 'test' }])
  expect(work.meter.rows).toBeGreaterThan(0)
})

it('gives results back under the names of their statements, one or several or none', async () => {
  const work = open()
  const db = work.shards.directory
  const named = (code: string) =>
    db.select({ name: provinces.name }).from(provinces).where(eq(provinces.code, code))
  const done = await commit(work, db, {
    audit: about,
    statements: {
      added: ['51', '52'].map((code) => db.insert(provinces).values({ code, name: `省${code}` })),
      none: [],
      first: named('51'),
      left: undefined,
      both: [named('51'), named('52')],
    },
    answer: 'kept before them',
  })
  if (!done.done) throw new Error('not written')
  const { added, ...others } = done.results
  expect(added.map(changedRows)).toEqual([1, 1])
  expect(others).toEqual({
    none: [],
    first: [{ name: '省51' }],
    left: undefined,
    both: [[{ name: '省51' }], [{ name: '省52' }]],
  })
})

it('writes nothing at all, audit included, when a guarded statement changes no row', async () => {
  const work = open()
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: about,
    statements: {
      added: db.insert(provinces).values({ code: '12', name: '天津' }),
      renamed: mustChange(db, db.update(provinces).set({ name: '无' }).where(eq(provinces.code, '99'))),
    },
  })
  expect(done).toEqual({ done: false, because: 'guard' })
  const { left, rows } = await read(db, {
    left: db.select().from(provinces).where(eq(provinces.code, '12')),
    rows: db.select().from(audit).where(eq(audit.subjectId, '12')),
  })
  expect(left).toEqual([])
  expect(rows).toEqual([])
})

it('undoes a batch that finds a key taken which it names, and throws where none of its statements does', async () => {
  const work = open()
  const db = work.shards.directory
  const [one, same] = ['61', '61'].map((code) => db.insert(provinces).values({ code, name: '省' }))
  const twice = (second: Statement, more: Record<string, Statement> = {}) =>
    commit(work, db, { audit: { ...about, subjectId: '61' }, statements: { one, second, ...more } })
  const written = () =>
    read(db, {
      provinces: db.select().from(provinces).where(eq(provinces.code, '61')),
      audit: db.select().from(audit).where(eq(audit.subjectId, '61')),
    })
  if (same === undefined) throw new Error('no statement')
  await expect(twice(same)).rejects.toThrow('UNIQUE constraint failed: provinces.code')
  const other = unlessTaken(db.insert(schools).values(school('99999')), [schools.code])
  await expect(twice(same, { other })).rejects.toThrow('UNIQUE constraint failed: provinces.code')
  expect(await written()).toEqual({ provinces: [], audit: [] })
  expect(await twice(unlessTaken(same, [provinces.code]))).toEqual({ done: false, because: 'guard' })
  expect(await written()).toEqual({ provinces: [], audit: [] })
})

it('gives a repeat the first answer, and refuses the same key with another body', async () => {
  const work = open()
  const db = work.shards.directory
  let acts = 0
  const act = (body: unknown) =>
    onceUnder(work, db, 'key-12345678', body, async (under) => {
      acts += 1
      const answer = { act: acts }
      const done = await commit(under, db, {
        audit: about,
        statements: { added: db.insert(provinces).values({ code: String(20 + acts), name: '省' }) },
        answer,
      })
      if (!done.done) refuse('state.changed')
      return answer
    })
  expect(await act({ a: 1 })).toEqual({ act: 1 })
  expect(await act({ a: 1 })).toEqual({ act: 1 })
  expect(acts).toBe(1)
  await expect(act({ a: 2 })).rejects.toMatchObject({ code: 'idempotency.key_reused' })
  const together = await Promise.all(
    [1, 2, 3].map(() =>
      onceUnder(work, db, 'key-race-0001', {}, async (under) => {
        const answer = { at: Math.random() }
        const done = await commit(under, db, {
          audit: about,
          statements: { added: db.insert(provinces).values({ code: '40', name: '省' }) },
          answer,
        })
        if (!done.done) refuse('state.changed')
        return answer
      }),
    ),
  )
  expect(new Set(together.map((each) => each.at)).size).toBe(1)
})
