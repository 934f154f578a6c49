// What a record says, one row a field, in the order in which the database, every answer and every list keep them. Which
// fields are typed, shown, printed and compared is said here and nowhere else. What a report may release stays an
// explicit list (model/report/content.ts), which a test holds to `printed`.
import type { ReportKind } from '../report/kinds.ts'

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
  /** kinds of report that print it: a change of it asks for a new confirmation (decision 3) */
  printed?: readonly ReportKind[]
}

export const recordFields = {
  destinationCode: { block: 'destination', typed: 3 },
  destinationName: {
    block: 'destination',
    follows: 'destinationCode',
    shown: 'category',
    printed: ['archive', 'hukou'],
  },
  unitName: { block: 'destination', typed: 400, shown: 'unitName', printed: ['archive'] },
  unitCreditCode: { block: 'destination', typed: 40 },
  unitNatureCode: { block: 'destination', typed: 2 },
  unitIndustryCode: { block: 'destination', typed: 2 },
  jobCategoryCode: { block: 'destination', typed: 2 },
  unitRegionCode: { block: 'destination', typed: 6 },
  unitRegionName: {
    block: 'destination',
    follows: 'unitRegionCode',
    shown: 'unitRegion',
    printed: ['archive'],
  },
  unitAddress: { block: 'destination', typed: 400 },
  archiveTransferType: { block: 'archive', typed: 20, shown: 'transferType', printed: ['archive'] },
  archiveUnitName: {
    block: 'archive',
    typed: 400,
    shown: 'unitName',
    told: 'archiveUnit',
    printed: ['archive'],
  },
  archiveUnitRegionCode: { block: 'archive', typed: 6 },
  archiveUnitRegionName: {
    block: 'archive',
    follows: 'archiveUnitRegionCode',
    shown: 'unitRegion',
    told: 'archiveRegion',
    printed: ['archive'],
  },
  archiveUnitAddress: { block: 'archive', typed: 400, shown: 'unitAddress', told: 'archiveAddress' },
  archiveUnitPostcode: { block: 'archive', typed: 20, shown: 'postcode', printed: ['archive'] },
  archiveContact: { block: 'archive', typed: 100, shown: 'contact', printed: ['archive'] },
  archivePhone: { block: 'archive', typed: 40, shown: 'phone', printed: ['archive'] },
  hukouMigrationType: { block: 'hukou', typed: 20, shown: 'migrationType', printed: ['hukou'] },
  hukouRegionCode: { block: 'hukou', typed: 6 },
  hukouRegionName: {
    block: 'hukou',
    follows: 'hukouRegionCode',
    shown: 'region',
    told: 'hukouRegion',
    printed: ['hukou'],
  },
} as const satisfies Record<string, FieldRow>

type Table = typeof recordFields
export type ContentField = keyof Table
type Having<P extends object> = { [F in ContentField]: Table[F] extends P ? F : never }[ContentField]

export type TypedField = Having<{ typed: number }>
export type NameField = Having<{ follows: string }>
export type ShownField = Having<{ shown: string }>
export type FieldOf<B extends RecordBlock> = Having<{ block: B }>

/** What one version of a record says. What is empty is ''. */
export type DestinationContent = Record<ContentField, string>

/** What a graduate fills in: the content without the names that follow from its codes. */
export type ContentInput = Record<TypedField, string>

export const contentFields = Object.keys(recordFields) as ContentField[]
const row = (field: ContentField): FieldRow => recordFields[field]

export const typedFields = contentFields.filter((field) => row(field).typed !== undefined) as TypedField[]
export const nameFields = contentFields.filter((field) => row(field).follows !== undefined) as NameField[]
export const shownFields = contentFields.filter((field) => row(field).shown !== undefined) as ShownField[]
export const isPrinted = (field: ContentField): boolean => row(field).printed !== undefined
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

export const shownBlock = <B extends RecordBlock>(
  block: B,
  record: Pick<DestinationContent, FieldOf<B> & ShownField>,
): ShownBlock<B> => {
  const values: Partial<DestinationContent> = record
  return Object.fromEntries(
    shownFields
      .filter((field) => row(field).block === block)
      .map((field) => [recordFields[field].shown, values[field]]),
  ) as ShownBlock<B>
}

/** The names of a block's shown fields. */
export const shownNames = <B extends RecordBlock>(block: B) =>
  shownFields
    .filter((field) => row(field).block === block)
    .map((field) => recordFields[field].shown) as (keyof ShownBlock<B>)[]

/** What a field is called in a list of changes. */
export type ToldField = {
  [F in ShownField]: Table[F] extends { told: infer T extends string } ? T : Table[F]['shown']
}[ShownField]

export const toldAs = (field: ShownField): ToldField => (row(field).told ?? row(field).shown) as ToldField
export const toldFields: readonly ToldField[] = shownFields.map(toldAs)
