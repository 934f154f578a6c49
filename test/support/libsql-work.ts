import { createClient } from '@libsql/client'
import { newMeter, openLibsql } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { applyMigrations } from '../../db/open/apply-migrations.ts'
import { provinces, schools } from '../../db/schema/places.ts'
import { oneDatabase } from '../../db/shards.ts'
import { parseConfig } from '../../functions/platform/config.ts'
import { parseSecrets } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { Actor, StaffActor } from '#model/actors.ts'
import { testSettings } from './settings.ts'

/** A context on an empty libSQL database with the real migrations: the second engine (decision 21), in Node. */
export async function openLibsqlWork<A extends Actor>(actor: A, machineNow = Date.now()): Promise<Work<A>> {
  const client = createClient({ url: ':memory:' })
  await applyMigrations(client)
  const settings = await testSettings()
  return {
    now: Date.parse('2026-11-23T02:00:00Z'),
    machineNow,
    requestId: 'test',
    actor,
    config: parseConfig(settings),
    secrets: parseSecrets(settings),
    shards: oneDatabase(openLibsql(client)),
    meter: newMeter(),
    afterwards: [],
  }
}

/** The same with one school, and its staff acting. */
export async function openLibsqlSchool(): Promise<Work<StaffActor<'school'>>> {
  const work = await openLibsqlWork<StaffActor<'school'>>({
    kind: 'staff',
    sessionHash: 'session',
    accountId: 'staff',
    scope: { level: 'school', schoolCode: '10001' },
    name: '就业老师',
  })
  const db = work.shards.directory
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db.insert(provinces).values({ code: '11', name: '北京' }),
        db.insert(schools).values({ code: '10001', name: '北京大学', provinceCode: '11', createdAt: 1 }),
      ],
    },
  })
  return work
}
