import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { openLibsql, read } from '../../db/client.ts'
import { insertFrom } from '../../db/insert-from.ts'

const visits = sqliteTable('visits', {
  seq: integer().primaryKey({ autoIncrement: true }),
  cityName: text().notNull(),
  at: integer().notNull(),
  answered: integer({ mode: 'boolean' }).notNull(),
  note: text(),
  tries: integer().notNull().default(3),
})
const client = createClient({ url: ':memory:' })
const db = openLibsql(client)

it('puts each value under its own column, whatever order they are named in', () => {
  const { sql: written, params } = insertFrom(
    db,
    visits,
    { answered: true, at: sql`c.founded`, cityName: '杭州' },
    sql`from cities c where c.id = ${7}`,
  ).toSQL()
  expect(written).toBe(
    'insert into "visits" ("seq", "city_name", "at", "answered", "note", "tries") ' +
      'select null, ?, c.founded, ?, null, ? from cities c where c.id = ?',
  )
  expect(params).toEqual(['杭州', 1, 3, 7])
})

it('inserts a row for each that is found, and says what happens on a conflict, on libSQL', async () => {
  await client.executeMultiple(`
    create table visits (seq integer primary key autoincrement, city_name text not null unique, at integer not null,
      answered integer not null, note text, tries integer not null default 3);
    create table cities (name text, founded integer);
    insert into cities values ('杭州', 589), ('苏州', -514)`)
  const enter = (note: string | null) =>
    insertFrom(
      db,
      visits,
      { note, cityName: sql`c.name`, at: sql`c.founded`, answered: false, tries: 1 },
      sql`from cities c where true`,
    )
  await db.batch([enter(null)])
  await db.batch([
    enter('再来').onConflictDoUpdate({ target: visits.cityName, set: { note: sql`excluded.note` } }),
  ])
  const [rows] = await read(db, [db.select().from(visits).orderBy(visits.seq)])
  expect(rows).toEqual([
    { seq: 1, cityName: '杭州', at: 589, answered: false, note: '再来', tries: 1 },
    { seq: 2, cityName: '苏州', at: -514, answered: false, note: '再来', tries: 1 },
  ])
})

it('keeps a null that is given, and puts the default only where nothing is', () => {
  const marks = sqliteTable('marks', { id: integer().primaryKey(), mark: text().default('○') })
  const written = (mark?: null) => insertFrom(db, marks, { id: 1, mark }, sql`where true`).toSQL()
  expect(written(null)).toMatchObject({ params: [1], sql: expect.stringMatching(/select \?, null where/) })
  expect(written().params).toEqual([1, '○'])
})

it('takes no row without its columns, and no column that the table has not', () => {
  const toSql = (enter: { toSQL: () => { params: unknown[] } }) => enter.toSQL().params
  // @ts-expect-error a column that must have a value has none
  expect(toSql(insertFrom(db, visits, { cityName: '杭州', at: 1 }, sql``))).toEqual(['杭州', 1, 3])
  const whole = { cityName: '杭州', at: 1, answered: false }
  // @ts-expect-error there is no such column
  expect(toSql(insertFrom(db, visits, { ...whole, city: '杭州' }, sql``))).toEqual(['杭州', 1, 0, 3])
  expect(toSql(insertFrom(db, visits, whole, sql``))).toEqual(['杭州', 1, 0, 3])
})
