// The only caller of batch() for writes. It adds the audit row itself, so a write without audit cannot be expressed;
// a guard that does not hold undoes the whole batch, audit included.
import { getTableName, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type Actor, auditIdOf } from '#model/actors.ts'
import { snake } from './bulk.ts'
import { type Db, type Named, read, type Results, runBatch, type Statement } from './client.ts'
import { insertFrom } from './insert-from.ts'
import { audit as auditTable, commitGuards, idempotencyKeys } from './schema/operations.ts'

/** Who writes, when, and under which idempotency key: what a commit asks of the work it is part of. */
export interface Writer {
  /** the rules' clock, milliseconds: the audit row's */
  now: number
  /** the machine's: an idempotency key lives by it */
  machineNow: number
  requestId: string
  actor: Actor
  secrets: { seal: (column: string, row: string, plain: string) => Promise<string> }
  idempotency?: { key: string; bodyHash: string }
}

export interface AuditEntry {
  /** `noun.verb`, past tense: `destination.confirmed` */
  action: string
  subjectType: string
  subjectId: string
  schoolCode?: string
  /** counts, versions, kinds; never personal data */
  detail?: Record<string, string | number | boolean | null>
}

/** Writes that need no audit row, and why: a closed list. */
export type NoAudit = {
  none: 'session touch' | 'counter' | 'tidying' | 'sealing' | 'step-up asked' | 'alarm'
}

export interface Commit<N extends Named = Named> {
  audit: AuditEntry | AuditEntry[] | NoAudit
  statements: N
  /** the answer a repeat of this request gets; kept sealed, 24 hours */
  answer?: unknown
}

export type Committed<N extends Named> =
  | { done: true; results: Results<N> }
  /** nothing was written: a guard did not hold, a key that `unlessTaken` names was taken, or the request's own was used */
  | { done: false; because: 'guard' | 'repeated' }

/** The statement, and a guard right behind it: unless it changes exactly `rows` rows, the batch is undone. */
export function mustChange(db: Db, statement: Statement, rows = 1): Statement[] {
  return [
    statement,
    insertFrom(db, commitGuards, { ok: 0 }, sql`where changes() <> ${sql.raw(String(rows))}`),
  ]
}

const taken = new WeakMap<Statement, string[]>()

/** As SQLite names a unique key that is broken. */
const keyName = (columns: readonly SQLiteColumn[]) =>
  columns.map((column) => `${getTableName(column.table)}.${snake(column.name)}`).join(', ')

/**
 * The statement, which may find one of these unique keys taken: the batch is then undone as by a guard. A key that no
 * statement of a batch names is not expected to be taken: commit() throws.
 * @param keys the columns of each, in its index's order
 */
export function unlessTaken<S extends Statement>(statement: S, ...keys: (readonly SQLiteColumn[])[]): S {
  taken.set(statement, keys.map(keyName))
  return statement
}

const DAY = 86_400_000

export async function commit<N extends Named>(
  work: Writer,
  db: Db,
  change: Commit<N>,
): Promise<Committed<N>> {
  const before: Statement[] = []
  const after: Statement[] = []
  const once = work.idempotency
  if (once !== undefined && change.answer !== undefined) {
    const answerCipher = await work.secrets.seal(
      'idempotency_keys.answer',
      once.key,
      JSON.stringify(change.answer),
    )
    before.push(
      db.insert(idempotencyKeys).values({
        key: once.key,
        bodyHash: once.bodyHash,
        answerCipher,
        expiresAt: work.machineNow + DAY,
      }),
    )
  }
  const entries = 'none' in change.audit ? [] : [change.audit].flat()
  if (entries.length > 0) {
    after.push(
      db.insert(auditTable).values(
        entries.map((entry) => ({
          at: work.now,
          requestId: work.requestId,
          actorKind: work.actor.kind,
          actorId: auditIdOf(work.actor),
          action: entry.action,
          subjectType: entry.subjectType,
          subjectId: entry.subjectId,
          schoolCode: entry.schoolCode ?? null,
          detail: JSON.stringify(entry.detail ?? {}),
        })),
      ),
    )
  }
  try {
    return { done: true, results: await runBatch(db, change.statements, before, after) }
  } catch (error) {
    const text = messages(error)
    if (text.includes('commit_guard')) return { done: false, because: 'guard' }
    const key = /UNIQUE constraint failed: (\w+\.\w+(?:, \w+\.\w+)*)/u.exec(text)?.[1] ?? ''
    if (key === keyName([idempotencyKeys.key])) return { done: false, because: 'repeated' }
    const statements = Object.values<Named[string]>(change.statements).flatMap((held) => held ?? [])
    if (statements.some((each) => taken.get(each)?.includes(key))) return { done: false, because: 'guard' }
    throw error
  }
}

/** The first answer kept under a key, or undefined. */
export async function findAnswer(db: Db, key: string, machineNow: number) {
  const [rows] = await read(db, [
    db
      .select({ bodyHash: idempotencyKeys.bodyHash, answerCipher: idempotencyKeys.answerCipher })
      .from(idempotencyKeys)
      .where(sql`${idempotencyKeys.key} = ${key} and ${idempotencyKeys.expiresAt} > ${machineNow}`),
  ])
  return rows[0]
}

function messages(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n${messages(error.cause)}`
}
