// What a change of a roster entry does to everything that was built on it: one table, and the only one. The import
// acts by it and a test walks every row of it through a real upload.
import { holdOf } from './completion.ts'
import { changedColumns, type ComparedRow, printedColumns } from './roster-changes.ts'

export interface RosterEffects {
  /** 核对基本信息 */
  basicInfo: 'kept' | 'asked_again'
  /** the sign-in, and its sessions */
  binding: 'kept' | 'undone'
  /** held: it stays as it is and nothing can be done with it until the hold ends */
  record: 'kept' | 'held'
  confirmation: 'kept' | 'ended'
  /** live 核验编号 */
  codes: 'kept' | 'superseded'
  /** one that is under review; a draft stays with its graduate in any case */
  registration: 'kept' | 'returned'
  /** 转递编号: held while the hold lasts, the same one afterwards */
  transferCode: 'kept' | 'held'
  /** the last days of both services are always worked out from the month that stands */
  caps: 'kept' | 'by_new_month'
}

const nothing: RosterEffects = {
  basicInfo: 'kept',
  binding: 'kept',
  record: 'kept',
  confirmation: 'kept',
  codes: 'kept',
  registration: 'kept',
  transferCode: 'kept',
  caps: 'kept',
}
/** A report prints it (decision 3). */
const printed: RosterEffects = {
  ...nothing,
  basicInfo: 'asked_again',
  confirmation: 'ended',
  codes: 'superseded',
}
/** Nothing is taken away for good: a hold can be a mistake, and the next upload mends it. */
const held: RosterEffects = {
  ...nothing,
  record: 'held',
  confirmation: 'ended',
  codes: 'superseded',
  registration: 'returned',
  transferCode: 'held',
}

export const rosterEffects = {
  nothing,
  /** college, student number, contact data …, and 毕业结论 where no hold begins or ends */
  unprinted: nothing,
  name: printed,
  other_printed: printed,
  /** within the cohort; a month of another cohort is another entry, and this one stays as it is (decision 18) */
  graduation_month: { ...printed, caps: 'by_new_month' },
  /** it may be another person's: what was asked for under the old one is looked at again by whoever is bound now */
  identity_number: { ...nothing, basicInfo: 'asked_again', binding: 'undone', registration: 'returned' },
  /** 结业: in scope like 毕业 */
  concluded: nothing,
  /** 延期毕业, 休学 */
  deferred: held,
  /** 退学, 肄业 */
  left: held,
  /** what the hold ended stays ended: the record waits for a new confirmation */
  hold_ended: nothing,
} as const satisfies Record<string, RosterEffects>

export type RosterChangeKind = keyof typeof rosterEffects

/** Every kind of change there is between two rows; `nothing` alone where there is none. */
export function kindsOfChange(before: ComparedRow, after: ComparedRow): RosterChangeKind[] {
  const columns = changedColumns(before, after)
  if (columns.length === 0) return ['nothing']
  const kinds = columns.map((column): RosterChangeKind => {
    if (column === 'name') return 'name'
    if (column === 'graduationMonth') return 'graduation_month'
    if (column === 'idNumberIndex') return 'identity_number'
    if (column === 'completionCode') return completionChange(before.completionCode, after.completionCode)
    return printedColumns.some((each) => each === column) ? 'other_printed' : 'unprinted'
  })
  return [...new Set(kinds)]
}

function completionChange(before: string, after: string): RosterChangeKind {
  const [was, is] = [holdOf(before), holdOf(after)]
  if (is !== undefined) return was === is ? 'unprinted' : is
  if (was !== undefined) return 'hold_ended'
  return after === '2' ? 'concluded' : 'unprinted'
}

/** Of several changes at once: whatever one of them does is done. */
export function effectsOf(kinds: readonly RosterChangeKind[]): RosterEffects {
  const all = kinds.map((kind): RosterEffects => rosterEffects[kind])
  const most = <E extends keyof RosterEffects>(effect: E): RosterEffects[E] =>
    all.map((each) => each[effect]).find((each) => each !== 'kept') ?? ('kept' as RosterEffects[E])
  return {
    basicInfo: most('basicInfo'),
    binding: most('binding'),
    record: most('record'),
    confirmation: most('confirmation'),
    codes: most('codes'),
    registration: most('registration'),
    transferCode: most('transferCode'),
    caps: most('caps'),
  }
}
