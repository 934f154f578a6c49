import { readdirSync, readFileSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { expect, it } from 'vitest'
import { openLibsql } from '../../../db/client.ts'
import { findSendings } from '../../../db/dispatch-answers.ts'

const folder = new URL('../../../db/migrations/', import.meta.url)
const migrations = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .toSorted()

it('carries the answers that were columns of a sending over as claims, and leaves the others without one', async () => {
  const client = createClient({ url: ':memory:' })
  const apply = async (files: readonly string[]) => {
    for (const file of files)
      await client.batch(
        readFileSync(new URL(file, folder), 'utf8').split('--> statement-breakpoint'),
        'write',
      )
  }
  const at = migrations.findIndex((file) => file.endsWith('_answers.sql'))
  await apply(migrations.slice(0, at))
  await client.batch(
    ["'returned', 'sealed', 5", "'received', '', null", "null, '', null"].map(
      (answer, place) =>
        `insert into dispatches (id, roster_entry_id, school_code, cohort, method, tracking_number, sent_on, outcome,
          return_reason_cipher, answered_at, recorded_at, updated_at, replaced_at) values ('d${place}', 'entry', '10001', 2026, 'ems',
          'EA1', '2026-07-08', ${answer}, ${place}, 9 + ${place}, 50)`,
    ),
    'write',
  )
  await apply(migrations.slice(at))
  const sendings = await findSendings(openLibsql(client), 'entry')
  expect(sendings.map(({ id, answers }) => [id, answers])).toMatchObject([
    ['d2', []],
    ['d1', [{ id: 'd1', outcome: 'received', givenAs: 'claim', at: 10, setAsideAt: null }]],
    ['d0', [{ id: 'd0', outcome: 'returned', reasonCipher: 'sealed', givenAs: 'claim', at: 5 }]],
  ])
})
