import { readdirSync, readFileSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { expect, it } from 'vitest'
import { openLibsql } from '../../db/client.ts'
import { findGrants } from '../../db/staff.ts'
import { findStaff } from '../../db/people.ts'
import { areTwoPeople } from '#model/second-person.ts'

const folder = new URL('../../db/migrations/', import.meta.url)
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .toSorted()
const grants = files.findIndex((file) => file.endsWith('_grants.sql'))
const statementsOf = (file: string) =>
  readFileSync(new URL(file, folder), 'utf8').split('--> statement-breakpoint')

it('keeps the accounts of a database made before: confirmed, and with who added them', async () => {
  const client = createClient({ url: ':memory:' })
  for (const file of files.slice(0, grants)) await client.batch(statementsOf(file), 'write')
  await client.batch(
    [
      "insert into provinces (code, name) values ('11', '北京')",
      "insert into schools (code, name, province_code, created_at) values ('10001', '北京大学', '11', 1)",
      ...['one', 'two', 'added'].map(
        (id, at) =>
          `insert into staff (id, school_code, issuer, subject, name, created_at) values ('${id}', '10001', 'idp', '${id}', '老师', ${at + 1})`,
      ),
      ...[
        ['system', 'operator', 'two'],
        ['staff', 'one', 'added'],
      ].map(
        ([kind, actor, subject]) =>
          `insert into audit (at, request_id, actor_kind, actor_id, action, subject_type, subject_id) values (1, 'r', '${kind}', '${actor}', 'staff.added', 'staff', '${subject}')`,
      ),
    ],
    'write',
  )
  for (const file of files.slice(grants)) await client.batch(statementsOf(file), 'write')
  const db = openLibsql(client)
  const kept = await findGrants(db, '10001')
  expect(kept).toMatchObject([
    { id: 'one', confirmedAt: 1, addedBy: null },
    { id: 'two', confirmedAt: 2, addedBy: null },
    { id: 'added', confirmedAt: 3, addedBy: 'one' },
  ])
  expect(await findStaff(db, 'idp', 'added')).toMatchObject([{ id: 'added', schoolName: '北京大学' }])
  expect(areTwoPeople('one', 'two', kept)).toBe(true)
  expect(areTwoPeople('one', 'added', kept)).toBe(false)
})
