// The only caller of batch() for writes. It adds the audit row itself, so a write without audit cannot be expressed;
// a guard that does not hold undoes the whole batch, audit included.
import { sql } from 'drizzle-orm'
import { type Actor, auditIdOf } from '#model/actors.ts'
import { type Db, read, type Statement } from './client.ts'
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
export type NoAudit = { none: 'session touch' | 'counter' | 'tidying' | 'sealing' | 'step-up asked' }

export interface Commit {
  audit: AuditEntry | AuditEntry[] | NoAudit
  statements: (Statement | Statement[])[]
  /** the answer a repeat of this request gets; kept sealed, 24 hours */
  answer?: unknown
}

export type Committed =
  | { done: true; results: unknown[] }
  /** nothing was written: a guard or a unique key did not hold, or the idempotency key was used meanwhile */
  | { done: false; because: 'guard' | 'repeated' }

/** The statement, and a guard right behind it: unless it changes exactly `rows` rows, the batch is undone. */
export function mustChange(db: Db, statement: Statement, rows = 1): Statement[] {
  return [
    statement,
    db.insert(commitGuards).select(sql`select 0 where changes() <> ${sql.raw(String(rows))}`),
  ]
}

const DAY = 86_400_000

export async function commit(work: Writer, db: Db, change: Commit): Promise<Committed> {
  const statements: Statement[] = []
  const once = work.idempotency
  if (once !== undefined && change.answer !== undefined) {
    const answerCipher = await work.secrets.seal(
      'idempotency_keys.answer',
      once.key,
      JSON.stringify(change.answer),
    )
    statements.push(
      db.insert(idempotencyKeys).values({
        key: once.key,
        bodyHash: once.bodyHash,
        answerCipher,
        expiresAt: work.machineNow + DAY,
      }),
    )
  }
  const first = statements.length
  statements.push(...change.statements.flat())
  const last = statements.length
  const entries = 'none' in change.audit ? [] : [change.audit].flat()
  if (entries.length > 0) {
    statements.push(
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
  if (statements.length === 0) return { done: true, results: [] }
  try {
    const results: unknown[] = await db.batch(statements as [Statement, ...Statement[]])
    return { done: true, results: results.slice(first, last) }
  } catch (error) {
    const text = messages(error)
    if (text.includes('idempotency_keys.key')) return { done: false, because: 'repeated' }
    if (text.includes('commit_guard') || text.includes('UNIQUE constraint failed'))
      return { done: false, because: 'guard' }
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
