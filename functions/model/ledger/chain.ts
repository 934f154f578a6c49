// The hash chain of one graduate's ledger (核验记录), so that anybody with an export can recompute it: look-ups, and what
// became of the codes, in one sequence. The text of a row is JSON as JSON.stringify writes it: no spaces, other alphabets as they are. /help/lookup-ledger/ documents the same.

/** Part of what the chain begins with: another way of writing rows would have another name. */
export const chainRule = 'quxiang-lookups-1'

/** A sealed row of the ledger: everything that states what happened. Instants are milliseconds since 1970, UTC. */
export interface ChainRow {
  chainSeq: number
  receipt: string
  /** null for a look-up; otherwise the look-up that the graduate disowned here, whose other values are repeated */
  disowns: string | null
  at: number
  kind: string
  codeKind: string
  via: string
  answered: boolean
  validUntil: number
  /** of a row that disowns: when the code was frozen by it */
  endedAt: number | null
  supersededAt: number | null
  departmentId: string | null
  department: string | null
  origin: string
  reportId: string
  recordId: string | null
}

/** In the order in which they are hashed. */
export const chainFields = [
  'chainSeq',
  'receipt',
  'disowns',
  'at',
  'kind',
  'codeKind',
  'via',
  'answered',
  'validUntil',
  'endedAt',
  'supersededAt',
  'departmentId',
  'department',
  'origin',
  'reportId',
  'recordId',
] as const satisfies readonly (keyof ChainRow)[]

/** What becomes of a 核验编号; `withheld` is a look-up whose data did not pass their seals, `sealed` where an old code's life begins. */
export const codeEvents = [
  'issued',
  'changed',
  'ended',
  'resumed',
  'frozen',
  'superseded',
  'withheld',
  'sealed',
] as const
export type CodeEvent = (typeof codeEvents)[number]

/** A sealed row of a code's life. It has fewer values than a look-up, so neither passes for the other. */
export interface LifeRow {
  chainSeq: number
  event: CodeEvent
  at: number
  kind: string
  reportId: string
  version: number
  validUntil: number
  cause: string | null
}

/** In the order in which they are hashed. */
export const lifeFields = [
  'chainSeq',
  'event',
  'at',
  'kind',
  'reportId',
  'version',
  'validUntil',
  'cause',
] as const satisfies readonly (keyof LifeRow)[]

export type ChainValue = string | number | boolean | null

export const isLife = <Life extends LifeRow>(row: ChainRow | Life): row is Life => 'event' in row

export const chainValues = (row: ChainRow | LifeRow): ChainValue[] =>
  isLife(row) ? lifeFields.map((field) => row[field]) : chainFields.map((field) => row[field])

/** What is hashed before the first row. @param entryId the roster entry's opaque id */
export const chainStart = (entryId: string): string => `${chainRule}\n${entryId}`

/** What is hashed for a row. @param before the hash before it, 64 lower-case hexadecimal digits */
export const chainLink = (before: string, values: readonly ChainValue[]): string =>
  before + JSON.stringify(values)

/** The file a graduate takes along. */
export interface LedgerFile {
  rule: string
  documentation: string
  entry: string
  exportedAt: string
  fields: readonly string[]
  /** of a row of a code's life; files exported before there were any have none */
  codeFields?: readonly string[]
  count: number
  head: string
  /** `repeats` is no part of the chain: it goes on after the seal */
  rows: { values: ChainValue[]; hash: string; repeats?: number }[]
}

/** Where a chain does not hold: a place nothing stands at, or values that are not those that were sealed. */
export interface Break {
  at: number
  because: 'missing' | 'changed'
}

/** A row against its place and the hash computed for it. */
export function breakAt(
  place: number,
  found: { chainSeq: number; hash: string },
  computed: string,
): Break | undefined {
  if (found.chainSeq !== place) return { at: place, because: 'missing' }
  return found.hash === computed ? undefined : { at: place, because: 'changed' }
}

const isValue = (value: unknown): value is ChainValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** An exported file as it was read, or undefined where it is not one of this rule. */
export function readLedgerFile(text: string): LedgerFile | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  const file = read as Partial<LedgerFile> | null
  if (typeof file !== 'object' || file === null || file.rule !== chainRule) return undefined
  if (typeof file.entry !== 'string' || typeof file.head !== 'string' || !Array.isArray(file.rows))
    return undefined
  if (JSON.stringify(file.fields) !== JSON.stringify(chainFields)) return undefined
  if (file.codeFields !== undefined && JSON.stringify(file.codeFields) !== JSON.stringify(lifeFields))
    return undefined
  const rows: unknown[] = file.rows
  const whole = rows.every((row) => {
    const { values, hash } = (row ?? {}) as Partial<LedgerFile['rows'][number]>
    return Array.isArray(values) && values.every(isValue) && typeof hash === 'string'
  })
  return whole && Number.isSafeInteger(file.count) ? (file as LedgerFile) : undefined
}
