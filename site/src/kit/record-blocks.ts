import { type RecordBlock, recordFields, shownOf, toldAs } from '#model/record/fields.ts'
import { confirm } from '#words/graduate/confirm.ts'
import type { RecordView } from './send.ts'

type Rows = [label: string, value: string][]

/** What still stands, empty, of an archive that is not registered. */
const ofNoArchive: ReadonlySet<string> = new Set([
  'archiveTransferType',
  'archiveUnitName',
  'archiveUnitRegionName',
])

/** Labels in the archive block whose values can be called. */
export const archiveContacts = [confirm.fields.contact, confirm.fields.phone]

/** A record's three blocks under the guide's labels. */
export function blocksOf(
  record: Pick<NonNullable<RecordView['record']>, RecordBlock>,
): Record<RecordBlock, Rows> {
  const rowsOf = (block: RecordBlock): Rows => {
    const values: Partial<Record<string, string>> | null = record[block]
    return shownOf(block)
      .filter((field) => block !== 'archive' || values !== null || ofNoArchive.has(field))
      .map((field) => [confirm.fields[toldAs(field)], values?.[recordFields[field].shown] ?? ''])
  }
  return { destination: rowsOf('destination'), archive: rowsOf('archive'), hukou: rowsOf('hukou') }
}
