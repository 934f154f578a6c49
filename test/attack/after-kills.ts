// What a killed worker left in the database: compared with what it had said.
import { sql } from 'drizzle-orm'
import type { filled } from '../support/filled-content.ts'
import type { World } from './world.ts'
import { type Attempt, type Draft, isKeyed, receiptIn } from './writers.ts'

/** Those of the writes cut off that are in the database all the same, seen while nothing runs. */
export async function standing(world: World, cutOff: Attempt[]): Promise<number> {
  const logins = cutOff.flatMap(({ json }) => ('login' in json ? [String(json.login)] : []))
  const names = cutOff.flatMap(({ json }) =>
    'content' in json ? [(json.content as typeof filled).unitName] : [],
  )
  return world.onDatabase(async ({ shards }) => {
    const [row] = await shards.directory.all<{ n: number }>(sql`select
      (select count(*) from staff where subject in (select value from json_each(${JSON.stringify(logins)}))) +
      (select count(*) from registrations where content ->> 'unitName' in
        (select value from json_each(${JSON.stringify(names)}))) as n`)
    return row?.n ?? 0
  })
}

/** An account or a draft has one audit row for each write, and no audit row is without what it tells of. */
export async function leftBehind(world: World, attempts: Attempt[], drafts: Draft[]): Promise<string[]> {
  // sent again after the kill, each has an answer by now
  const accounts = attempts.filter(({ json }) => 'login' in json)
  const acknowledged = accounts.map(({ answer }) => (JSON.parse(answer?.text ?? '{}') as { id?: string }).id)
  return world.onDatabase(async ({ shards }) => {
    const db = shards.directory
    const faults: string[] = []
    const rows = await db.all<{ id: string; audits: number }>(sql`select id,
      (select count(*) from audit where action = 'staff.added' and subject_id = staff.id) as audits
      from staff where subject like 'kill-%'`)
    const ids = new Set(rows.map(({ id }) => id))
    const lost = acknowledged.filter((id) => id === undefined || !ids.has(id)).length
    if (lost > 0) faults.push(`${lost} accounts that were acknowledged are not there`)
    if (rows.length !== accounts.length) faults.push(`${rows.length} accounts for ${accounts.length} writes`)
    for (const { id, audits } of rows) if (audits !== 1) faults.push(`account ${id}: ${audits} audit rows`)
    const [orphans] = await db.all<{ n: number }>(sql`select count(*) as n from audit
      where action = 'staff.added' and subject_id not in (select id from staff)`)
    if (orphans?.n !== 0) faults.push(`${orphans?.n} audit rows of accounts that are not there`)
    for (const { open } of drafts) {
      const [row] = await db.all<{ version: number; audits: number }>(sql`select version,
        (select count(*) from audit where action = 'registration.saved' and subject_id = ${open?.id}) as audits
        from registrations where id = ${open?.id}`)
      if (row?.version !== open?.version || row?.audits !== open?.version)
        faults.push(`draft of version ${open?.version}: ${JSON.stringify(row)}`)
    }
    const [whole] = await db.all<{ integrity_check: string }>(sql`pragma integrity_check`)
    if (whole?.integrity_check !== 'ok') faults.push(`integrity: ${whole?.integrity_check}`)
    return faults
  })
}

interface DeskCounts {
  ledger: string[]
  history: string[]
  charged: number
}

/** A desk's look-up is three things in one batch: the graduate's ledger, the department's history, its budget. */
export async function deskCounts(world: World): Promise<DeskCounts> {
  const { budget } = await world.desks.archive.get<{ budget: { left: number; most: number } }>(
    '/api/department/session',
  )
  return world.onDatabase(async ({ shards }) => {
    const receipts = async (table: 'lookups' | 'department_lookups') =>
      (
        await shards.directory.all<{ receipt: string }>(
          sql`select receipt from ${sql.raw(table)} where department_id = 'haidian-talent' and receipt <> ''`,
        )
      ).map(({ receipt }) => receipt)
    const [ledger, history] = [await receipts('lookups'), await receipts('department_lookups')]
    return { ledger, history, charged: budget.most - budget.left }
  })
}

export async function compareDesk(world: World, before: DeskCounts, attempts: Attempt[]): Promise<string[]> {
  const faults: string[] = []
  const asked = attempts.filter((each) => !isKeyed(each))
  const answered = asked.filter(({ answer }) => answer !== undefined).map(receiptIn)
  const after = await deskCounts(world)
  const [ledger, history] = [new Set(after.ledger), new Set(after.history)]
  const lost = answered.filter((receipt) => !ledger.has(receipt) || !history.has(receipt))
  if (lost.length > 0) faults.push(`${lost.length} look-ups that were answered are in no ledger or history`)
  const paired = after.history.filter((receipt) => ledger.has(receipt)).length
  if (paired !== history.size || paired !== ledger.size) faults.push('ledger and history of a desk differ')
  const made = after.ledger.length - before.ledger.length
  if (made !== after.charged - before.charged)
    faults.push(`${made} look-ups were entered, ${after.charged - before.charged} were charged`)
  if (made < answered.length || made > asked.length)
    faults.push(`${made} look-ups entered, ${answered.length} answered of ${asked.length}`)
  return faults
}
