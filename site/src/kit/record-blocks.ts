import type { RecordBlock } from '#model/record/fields.ts'
import { confirm } from '#words/graduate/confirm.ts'
import type { RecordView } from './send.ts'

const { fields } = confirm

type Rows = [label: string, value: string][]

/** A record's three blocks under the guide's labels; of an archive that is not registered only the first three. */
export function blocksOf(
  record: Pick<NonNullable<RecordView['record']>, RecordBlock>,
): Record<RecordBlock, Rows> {
  const { destination, archive, hukou } = record
  return {
    destination: [
      [fields.category, destination.category],
      [fields.unitName, destination.unitName],
      [fields.unitRegion, destination.unitRegion],
    ],
    archive: [
      [fields.transferType, archive?.transferType ?? ''],
      [fields.archiveUnit, archive?.unitName ?? ''],
      [fields.archiveRegion, archive?.unitRegion ?? ''],
      ...(archive === null
        ? []
        : ([
            [fields.archiveAddress, archive.unitAddress],
            [fields.postcode, archive.postcode],
            [fields.contact, archive.contact],
            [fields.phone, archive.phone],
          ] satisfies Rows)),
    ],
    hukou: [
      [fields.migrationType, hukou?.migrationType ?? ''],
      [fields.hukouRegion, hukou?.region ?? ''],
    ],
  }
}
