// What a record says, one row a field, in the order in which the database, every answer and every list keep them. Which
// fields are typed and shown is said here; which of the shown ones a report prints, by its kind (report/kinds.ts).
import { kindNames, kinds, type ReportKind } from '../report/kinds.ts'

export type RecordBlock = 'destination' | 'archive' | 'hukou'

interface FieldRow {
  block: RecordBlock
  /** a graduate types it: most characters that are let in, more than the rule allows, so that the rule says what is wrong */
  typed?: number
  /** it is the name of this code, and follows from it */
  follows?: string
  /** what it is called inside its block, where people are shown the record */
  shown?: string
  /** what it is called in a list of changes, which has no blocks; `shown` where that is clear */
  told?: string
  /** it says whom to call: kept sealed */
  sealed?: true
}

export const recordFields = {
  destinationCode: { block: 'destination', typed: 3 },
  destinationName: {
    block: 'destination',
    follows: 'destinationCode',
    shown: 'category',
  },
  unitName: { block: 'destination', typed: 400, shown: 'unitName' },
  unitCreditCode: { block: 'destination', typed: 40 },
  unitNatureCode: { block: 'destination', typed: 2 },
  unitIndustryCode: { block: 'destination', typed: 2 },
  jobCategoryCode: { block: 'destination', typed: 2 },
  unitRegionCode: { block: 'destination', typed: 6 },
  unitRegionName: {
    block: 'destination',
    follows: 'unitRegionCode',
    shown: 'unitRegion',
  },
  unitAddress: { block: 'destination', typed: 400 },
  archiveTransferType: { block: 'archive', typed: 20, shown: 'transferType' },
  archiveUnitName: {
    block: 'archive',
    typed: 400,
    shown: 'unitName',
    told: 'archiveUnit',
  },
  archiveUnitRegionCode: { block: 'archive', typed: 6 },
  archiveUnitRegionName: {
    block: 'archive',
    follows: 'archiveUnitRegionCode',
    shown: 'unitRegion',
    told: 'archiveRegion',
  },
  archiveUnitAddress: { block: 'archive', typed: 400, shown: 'unitAddress', told: 'archiveAddress' },
  archiveUnitPostcode: { block: 'archive', typed: 20, shown: 'postcode' },
  archiveContact: { block: 'archive', typed: 100, shown: 'contact', sealed: true },
  archivePhone: { block: 'archive', typed: 40, shown: 'phone', sealed: true },
  hukouMigrationType: { block: 'hukou', typed: 20, shown: 'migrationType' },
  hukouRegionCode: { block: 'hukou', typed: 6 },
  hukouRegionName: {
    block: 'hukou',
    follows: 'hukouRegionCode',
    shown: 'region',
    told: 'hukouRegion',
  },
} as const satisfies Record<string, FieldRow>

type Table = typeof recordFields
export type ContentField = keyof Table
type Having<P extends object> = { [F in ContentField]: Table[F] extends P ? F : never }[ContentField]

export type TypedField = Having<{ typed: number }>
export type NameField = Having<{ follows: string }>
export type ShownField = Having<{ shown: string }>
export type SealedField = Having<{ sealed: true }>
export type ClearField = Exclude<ContentField, SealedField>
export type FieldOf<B extends RecordBlock> = Having<{ block: B }>

/** What one version of a record says. What is empty is ''. */
export type DestinationContent = Record<ContentField, string>

/** What a graduate fills in: the content without the names that follow from its codes. */
export type ContentInput = Record<TypedField, string>

export const contentFields = Object.keys(recordFields) as ContentField[]
const row = (field: ContentField): FieldRow => recordFields[field]

export const typedFields = contentFields.filter((field) => row(field).typed !== undefined) as TypedField[]
export const nameFields = contentFields.filter((field) => row(field).follows !== undefined) as NameField[]
export const clearFields = contentFields.filter((field) => row(field).sealed !== true) as ClearField[]
export const shownFields = contentFields.filter((field) => row(field).shown !== undefined) as ShownField[]

/** The kinds of report that print it: a change of such a field asks for a new confirmation (decision 3). */
export const printedBy = (field: ContentField): ReportKind[] => {
  const { block, shown } = row(field)
  return kindNames.filter((kind) => {
    const prints: Partial<Record<RecordBlock, readonly string[]>> = kinds[kind].prints
    return shown !== undefined && prints[block]?.includes(shown)
  })
}
export const isPrinted = (field: ContentField): boolean => printedBy(field).length > 0

export const fieldsOf = <B extends RecordBlock>(block: B): FieldOf<B>[] =>
  contentFields.filter((field) => row(field).block === block) as FieldOf<B>[]

/** One value a field, in the table's order. */
export const ofFields = <F extends ContentField, V>(
  fields: readonly F[],
  value: (field: F) => V,
): Record<F, V> => Object.fromEntries(fields.map((field) => [field, value(field)])) as Record<F, V>

/** A block as people are shown it, by the names inside it. */
export type ShownBlock<B extends RecordBlock> = {
  [F in FieldOf<B> & ShownField as Table[F]['shown']]: string
}

/** The fields of a block that people are shown. */
export const shownOf = (block: RecordBlock) => shownFields.filter((field) => row(field).block === block)

export const shownBlock = <B extends RecordBlock>(
  block: B,
  record: Pick<DestinationContent, FieldOf<B> & ShownField>,
): ShownBlock<B> => {
  const values: Partial<DestinationContent> = record
  return Object.fromEntries(
    shownOf(block).map((field) => [recordFields[field].shown, values[field]]),
  ) as ShownBlock<B>
}

/** The names of a block's shown fields. */
export const shownNames = <B extends RecordBlock>(block: B) =>
  shownOf(block).map((field) => recordFields[field].shown) as (keyof ShownBlock<B>)[]

/** What a field is called in a list of changes. */
export type ToldField = {
  [F in ShownField]: Table[F] extends { told: infer T extends string } ? T : Table[F]['shown']
}[ShownField]

export const toldAs = (field: ShownField): ToldField => (row(field).told ?? row(field).shown) as ToldField
export const toldFields: readonly ToldField[] = shownFields.map(toldAs)
