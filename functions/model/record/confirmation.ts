import { holdOf } from '../roster/completion.ts'

/** A province's settings that decide about records (decision 17). */
export interface ProvinceSettings {
  archiveBeforeConfirmation: boolean
  hukouReported: boolean
}

export const confirmationStates = ['unregistered', 'unconfirmed', 'confirmed', 'disputed'] as const
export type ConfirmationState = (typeof confirmationStates)[number]

/** What the rules need to know of a standing. */
export interface StandingFacts {
  basicInfoChecked: boolean
  /** the school holds the entry back: 延期毕业, 休学, or 退学, 肄业 */
  onHold: boolean
  record: { version: number; archiveTransferType: string } | undefined
  confirmed: boolean
  disputed: boolean
}

/** What the rows of a standing say: a confirmation counts only while it is of the current version. */
export const factsOf = (standing: {
  entry: { basicInfoCheckedAt: number | null; completionCode: string }
  record: { id: string; version: number; archiveTransferType: string } | undefined
  confirmation: { recordId: string } | undefined
  dispute: object | undefined
}): StandingFacts => ({
  basicInfoChecked: standing.entry.basicInfoCheckedAt !== null,
  onHold: holdOf(standing.entry.completionCode) !== undefined,
  record: standing.record,
  confirmed: standing.confirmation !== undefined && standing.confirmation.recordId === standing.record?.id,
  disputed: standing.dispute !== undefined,
})

/** 待确认 · 已确认 · 有误待更新, or nothing registered yet. */
export function confirmationStateOf(
  facts: Pick<StandingFacts, 'record' | 'confirmed' | 'disputed'>,
): ConfirmationState {
  if (facts.record === undefined) return 'unregistered'
  if (facts.disputed) return 'disputed'
  return facts.confirmed ? 'confirmed' : 'unconfirmed'
}

export type Decision<Because extends string> = { allowed: true } | { allowed: false; because: Because }

/** Archive data must come first where the province says so (decision 17; the guide's note for Guangdong). */
export const wantsArchiveFirst = (
  facts: StandingFacts,
  province: Pick<ProvinceSettings, 'archiveBeforeConfirmation'>,
) =>
  province.archiveBeforeConfirmation && facts.record !== undefined && facts.record.archiveTransferType === ''

export const confirmRefusals = [
  'entry.on_hold',
  'basic_info.unchecked',
  'record.missing',
  'record.changed',
  'dispute.open',
  'confirmation.exists',
  'record.archive_first',
] as const
export type ConfirmRefusal = (typeof confirmRefusals)[number]

export function mayConfirm(
  facts: StandingFacts,
  province: Pick<ProvinceSettings, 'archiveBeforeConfirmation'>,
  version: number,
): Decision<ConfirmRefusal> {
  if (facts.onHold) return { allowed: false, because: 'entry.on_hold' }
  if (!facts.basicInfoChecked) return { allowed: false, because: 'basic_info.unchecked' }
  if (facts.record === undefined) return { allowed: false, because: 'record.missing' }
  if (facts.record.version !== version) return { allowed: false, because: 'record.changed' }
  if (facts.disputed) return { allowed: false, because: 'dispute.open' }
  if (facts.confirmed) return { allowed: false, because: 'confirmation.exists' }
  if (wantsArchiveFirst(facts, province)) return { allowed: false, because: 'record.archive_first' }
  return { allowed: true }
}

/** A graduate who confirmed may still dispute (decision 3). */
export function mayDispute(
  facts: StandingFacts,
  version: number,
): Decision<'entry.on_hold' | 'basic_info.unchecked' | 'record.missing' | 'record.changed' | 'dispute.open'> {
  if (facts.onHold) return { allowed: false, because: 'entry.on_hold' }
  if (!facts.basicInfoChecked) return { allowed: false, because: 'basic_info.unchecked' }
  if (facts.record === undefined) return { allowed: false, because: 'record.missing' }
  if (facts.record.version !== version) return { allowed: false, because: 'record.changed' }
  if (facts.disputed) return { allowed: false, because: 'dispute.open' }
  return { allowed: true }
}
