// Holds what a saved report prints to what was signed for it, field by field. The file's side was read from untrusted
// markup; whether the signatures hold is known before this is asked.
import { shown } from '#model/report/blocks.ts'
import type { Around } from '#model/proof/seal.ts'
import { sheetWords } from '#words/sheet.ts'
import { copy } from '#words/verify/scan.ts'

/** A sheet as it is read: values as printed, `--` for an empty one. */
export interface PrintedSheet extends Around {
  blocks: { title: string; fields: { label: string; value: string }[] }[]
  /** every character the page shows, in order, without white space */
  text: string
}

export interface Compared {
  /** '' for what stands around the blocks */
  block: string
  label: string
  /** undefined: nothing like it was signed */
  signed: string | undefined
  /** undefined: the file does not print it */
  printed: string | undefined
}

export const isSame = ({ signed, printed }: Compared): boolean => signed === printed

/** The sheet that these signed values make. */
export function signedSheet(around: Around, blocks: PrintedSheet['blocks']): PrintedSheet {
  const printed = blocks.map(({ title, fields }) => ({
    title,
    fields: fields.map(({ label, value }) => ({ label, value: shown(value) })),
  }))
  const { sandbox, title, voided, codeLabel, code, notes } = around
  const text = [
    sandbox ? sheetWords.sample : '',
    title,
    voided,
    `${codeLabel}：${code}`,
    ...printed.flatMap((block) => [
      block.title,
      ...block.fields.flatMap(({ label, value }) => [label, value]),
    ]),
    sheetWords.notes,
    ...notes.map((note, at) => `${at + 1}. ${note}`),
  ].join('')
  return { ...around, blocks: printed, text: text.replaceAll(/\s/g, '') }
}

type Rows = { label: string; value: string }[]

export interface Comparison {
  /** every field of either side, in the signed order; what only the file has comes after its block */
  rows: Compared[]
  /** all the text of the page is all that was signed: nothing stands beside the fields */
  sameText: boolean
}

export function compareSheets(signed: PrintedSheet, printed: PrintedSheet): Comparison {
  const outer = ({ title, voided, codeLabel, code, notes, sandbox }: PrintedSheet): Rows => [
    { label: copy.outer.title, value: title },
    ...(voided === '' ? [] : [{ label: copy.outer.state, value: voided }]),
    ...(sandbox ? [{ label: copy.outer.sample, value: sheetWords.sample }] : []),
    { label: codeLabel, value: code },
    ...notes.map((value, at) => ({ label: copy.outer.note(at + 1), value })),
  ]
  const left = [...printed.blocks]
  const blocks = signed.blocks.flatMap(({ title, fields }) => {
    const at = left.findIndex((block) => block.title === title)
    const found = at === -1 ? undefined : left.splice(at, 1)[0]
    return pair(title, fields, found?.fields ?? [])
  })
  const extra = left.flatMap(({ title, fields }) =>
    // a heading without fields is text of the page all the same
    fields.length === 0 ? [] : pair(title, [], fields),
  )
  return {
    rows: [...blocks, ...extra, ...pair('', outer(signed), outer(printed))],
    sameText: signed.text === printed.text,
  }
}

/** By label, each row once: a second row of one label is one too many. */
function pair(block: string, signed: Rows, printed: Rows): Compared[] {
  const left = [...printed]
  const rows = signed.map(({ label, value }): Compared => {
    const at = left.findIndex((row) => row.label === label)
    const found = at === -1 ? undefined : left.splice(at, 1)[0]
    return { block, label, signed: value, printed: found?.value }
  })
  return [...rows, ...left.map(({ label, value }) => ({ block, label, signed: undefined, printed: value }))]
}
