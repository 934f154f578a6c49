import type { BasicInfoContent, RecordShown, ReportContent } from './content.ts'
import { type BlockName, blockNames, printsOf, reportBlocks } from './kinds.ts'

/** A field by name, and which block it is in: two blocks have a unit's name. */
export interface FieldName {
  block: BlockName
  field: string
}

export interface Block {
  block: BlockName
  fields: { field: string; value: string }[]
}

type Values = Partial<Record<string, Record<string, string> | null>>

/** A report's content in the order of its kind; nothing that is not printed comes in here. */
export const blocksOf = (content: ReportContent): Block[] =>
  printsOf(content.kind).flatMap(([block, names]) => {
    const values = (content as unknown as Values)[block]
    return values == null
      ? []
      : [{ block, fields: names.map((field) => ({ field, value: values[field] ?? '' })) }]
  })

/** 去向登记信息表: all four blocks, also one that is not registered. */
export function formBlocks(basicInfo: BasicInfoContent, record: RecordShown): Block[] {
  const all: Values = { basicInfo, ...record }
  return blockNames.map((block) => ({
    block,
    fields: reportBlocks[block].map((field) => ({ field, value: all[block]?.[field] ?? '' })),
  }))
}

/** Which fields of a report say something else today; their names only. A block that is missing is an empty one. */
export function changedFields(
  frozen: ReportContent,
  basicInfo: BasicInfoContent,
  record: RecordShown,
): FieldName[] {
  const printed = frozen as unknown as Values
  const today: Values = { basicInfo, ...record }
  const valueIn = (values: Values, { block, field }: FieldName) =>
    values[block] == null ? '' : values[block][field]
  return fieldsOf(frozen.kind).filter((name) => valueIn(today, name) !== valueIn(printed, name))
}

/** Every field that a report of a kind can print. */
export const fieldsOf = (kind: ReportContent['kind']): FieldName[] =>
  printsOf(kind).flatMap(([block, names]) => names.map((field) => ({ block, field })))

/** What blocks and fields are called, of every one that can be printed. */
export type FieldWords = {
  [B in BlockName]: { title: string; fields: Record<(typeof reportBlocks)[B][number], string> }
}

export interface LabelledField {
  field: string
  label: string
  value: string
}

export interface LabelledBlock {
  block: BlockName
  title: string
  fields: LabelledField[]
}

const labelOf = (words: FieldWords, { block, field }: FieldName): string =>
  (words[block].fields as Record<string, string>)[field] ?? field

export const labelledBlocks = (words: FieldWords, blocks: readonly Block[]): LabelledBlock[] =>
  blocks.map(({ block, fields }) => ({
    block,
    title: words[block].title,
    fields: fields.map(({ field, value }) => ({ field, label: labelOf(words, { block, field }), value })),
  }))

export const labelledNames = (words: FieldWords, names: readonly FieldName[]) =>
  names.map((name) => ({ block: words[name.block].title, label: labelOf(words, name) }))

/** An empty field as it is printed (decision 19). */
export const shown = (value: string): string => (value === '' ? '--' : value)
