import {
  type ContentField,
  contentFields,
  type DestinationContent,
  isPrinted,
  shownFields,
  type ShownField,
  toldAs,
  type ToldField,
} from './fields.ts'

const said = (text: string) => text.replaceAll(/\s/gu, '')

/** Same content, but for white space, is no change (decision 18); what a report prints counts (decision 3). */
export const recordChange = (before: DestinationContent, after: DestinationContent) =>
  changeOf(contentFields, before, after)

/** The same of some fields. */
export function changeOf<F extends ContentField>(
  fields: readonly F[],
  before: Record<F, string>,
  after: Record<F, string>,
): 'none' | 'unprinted' | 'printed' {
  const changed = fields.filter((field) => said(before[field]) !== said(after[field]))
  if (changed.some(isPrinted)) return 'printed'
  return changed.length > 0 ? 'unprinted' : 'none'
}

/** Blocks of a record that may be empty, and the field that says whether they are registered. */
const clearable = { archive: 'archiveTransferType', hukou: 'hukouMigrationType' } as const
export type ClearableBlock = keyof typeof clearable
export const clearableBlocks = Object.keys(clearable) as [ClearableBlock, ...ClearableBlock[]]

type Clearable = Record<(typeof clearable)[ClearableBlock], string>

/** Blocks that were registered and are no longer. */
export const clearedBlocks = (before: Clearable, after: Clearable): ClearableBlock[] =>
  clearableBlocks.filter((block) => before[clearable[block]] !== '' && after[clearable[block]] === '')

export type ShownContent = Pick<DestinationContent, ShownField>

export interface RecordFieldChange {
  field: ToldField
  before: string
  after: string
}

/** What a version says otherwise than the one before, as people are shown it; the first says all that it says. */
export const shownChanges = (before: ShownContent | undefined, after: ShownContent): RecordFieldChange[] =>
  shownFields
    .map((field) => ({ field: toldAs(field), before: before?.[field] ?? '', after: after[field] }))
    .filter((change) => said(change.before) !== said(change.after))
