import { kinds, type reportBlocks, printsOf, type ReportKind } from './kinds.ts'

type FieldsOf<Block extends keyof typeof reportBlocks> = Record<(typeof reportBlocks)[Block][number], string>

/** `graduationMonth` is YYYYMM. */
export type BasicInfoContent = FieldsOf<'basicInfo'>

type Prints<K extends ReportKind> = (typeof kinds)[K]['prints']
type Printed<Fields> = Fields extends readonly (infer Name extends string)[] ? Record<Name, string> : never
type MayLack<K extends ReportKind> = (typeof kinds)[K]['mayLack']

/**
 * Exactly what a report prints, in the order it prints it; empty is ''. It is frozen as JSON at authorization, so a
 * field taken away from the table must stay readable in reports that were issued with it.
 */
export type ReportContent = {
  [K in ReportKind]: { kind: K } & {
    [B in Exclude<keyof Prints<K>, MayLack<K>>]: Printed<Prints<K>[B]>
  } & { [B in Extract<keyof Prints<K>, MayLack<K>>]?: Printed<Prints<K>[B]> | undefined }
}[ReportKind]

/** A record in the words it is shown in. It may hold more than a report prints: fields are taken one by one. */
export interface RecordShown {
  destination: FieldsOf<'destination'>
  archive: FieldsOf<'archive'> | null
  hukou: FieldsOf<'hukou'> | null
}

/** @throws Error for a report without the block it needs: its card is closed (decision 1) */
export function reportContent(
  kind: ReportKind,
  basicInfo: BasicInfoContent,
  record: RecordShown,
): ReportContent {
  const all: Record<string, Record<string, string> | null> = { basicInfo, ...record }
  const blocks = printsOf(kind).flatMap(([block, fields]) => {
    const found = all[block] ?? null
    if (found === null && block === kinds[kind].mayLack) return []
    if (found === null) throw new Error(`a ${kind} report needs ${block} data`)
    return [[block, Object.fromEntries(fields.map((field) => [field, found[field]]))]]
  })
  return { kind, ...Object.fromEntries(blocks) } as ReportContent
}

/** The block of its kind that this report leaves out, because it was not registered. */
export function lackingBlock(content: ReportContent) {
  const { mayLack } = kinds[content.kind]
  return mayLack !== null && !(mayLack in content && content[mayLack as never] !== undefined)
    ? mayLack
    : undefined
}
