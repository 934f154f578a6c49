import { codeTable } from '../tables/code-table.ts'
import { archiveTransferTypes, namesNoReceiver } from '../tables/destinations.ts'
import { holdOf } from '../roster/completion.ts'
import type { DispatchEntry, Method } from './dispatch-entry.ts'
import { countingAnswer, type GivenAs, type Outcome } from './receipt.ts'

/** Files may write any of these; the codes are those of the database. */
const dispatchMethods = codeTable([
  ['confidential', '机要', '机要通信', '机要交通', '机要邮寄', '机要转递', '1'],
  ['ems', 'EMS', 'Ems', '邮政EMS', '邮政特快专递', '特快专递', 'EMS特快专递', 'EMS标准快递', '2'],
  ['courier', '专人', '专人送取', '专人转递', '派专人', '接收单位专人', '单位专人', '3'],
])

export const methodOf = (written: string): Method | undefined =>
  dispatchMethods.parse(written) as Method | undefined

/** Transfer types that no file is sent for, for the SQL that writes and finds; a hold on the entry is the other reason. */
export const unsendable: readonly string[] = [
  '',
  ...archiveTransferTypes.codes.map(archiveTransferTypes.nameOf).filter(namesNoReceiver),
]

interface SendFacts {
  archiveTransferType: string
  completionCode: string
}

const notSent = ['no_archive', 'not_needed', 'on_hold'] as const
export type NotSent = (typeof notSent)[number]

/** Why no file is sent for this entry, or undefined. */
export function notSentBecause(facts: SendFacts): NotSent | undefined {
  if (holdOf(facts.completionCode) !== undefined) return 'on_hold'
  if (facts.archiveTransferType === '') return 'no_archive'
  return namesNoReceiver(facts.archiveTransferType) ? 'not_needed' : undefined
}

/** 未寄出 · 已寄出 · 已收到 · 已退回; or why there is nothing to send. */
export const dispatchStates = [...notSent, 'unsent', 'sent', 'received', 'returned'] as const
export type DispatchState = (typeof dispatchStates)[number]

export function dispatchStateOf(
  facts: SendFacts,
  dispatch: { outcome: Outcome | null } | undefined,
): DispatchState {
  if (dispatch !== undefined) return dispatch.outcome ?? 'sent'
  return notSentBecause(facts) ?? 'unsent'
}

/** The sending that counts now; `method` is '' where the unit answered before the school entered anything. */
export interface CurrentDispatch {
  version: number
  method: Method | ''
  trackingNumber: string
  sentOn: string
  /** of the answer that counts */
  outcome: Outcome | null
}

interface DispatchColumns {
  dispatchId: string | null
  dispatchVersion: number
  method: Method | ''
  trackingNumber: string
  sentOn: string
  answers: readonly { outcome: Outcome; givenAs: GivenAs; setAsideAt: number | null }[]
}

/** The sending that counts, of a row that may have none. */
export const currentOf = (row: DispatchColumns): (CurrentDispatch & { id: string }) | undefined =>
  row.dispatchId === null
    ? undefined
    : {
        id: row.dispatchId,
        version: row.dispatchVersion,
        method: row.method,
        trackingNumber: row.trackingNumber,
        sentOn: row.sentOn,
        outcome: countingAnswer(row.answers)?.outcome ?? null,
      }

/** first sending · correction · added to what the unit answered · sent again after a return · sent again all the same */
export type Act = 'sent' | 'corrected' | 'completed' | 'sent_again' | 'reopened'

export const isSame = (entry: DispatchEntry, current: CurrentDispatch): boolean =>
  entry.method === current.method &&
  entry.trackingNumber === current.trackingNumber &&
  entry.sentOn === current.sentOn

/** Why a dispatch is not entered. */
export type NotEntered = NotSent | 'received' | 'changed'
type Entering = { allowed: true; act: Act } | { allowed: false; because: NotEntered }

/**
 * What entering a dispatch does to the one that counts. What was sent can be corrected whatever became of the record;
 * a new sending needs an archive that is to be sent now.
 * @param seen the version of the current dispatch that was read, null for none
 */
export function mayEnter(
  facts: SendFacts,
  current: CurrentDispatch | undefined,
  seen: number | null,
  reopen: boolean,
): Entering {
  if ((current?.version ?? null) !== seen) return { allowed: false, because: 'changed' }
  if (current !== undefined && current.outcome === null) return { allowed: true, act: 'corrected' }
  if (current?.outcome === 'received' && current.method === '') return { allowed: true, act: 'completed' }
  if (current?.outcome === 'received' && !reopen) return { allowed: false, because: 'received' }
  const because = notSentBecause(facts)
  if (because !== undefined) return { allowed: false, because }
  if (current === undefined) return { allowed: true, act: 'sent' }
  return { allowed: true, act: current.outcome === 'received' ? 'reopened' : 'sent_again' }
}
