// Whom the receiving unit names in a record, and their phone: sealed in every version, under the version's id.
import type { KeptText } from '../../db/schema/kept-text.ts'
import type { records } from '../../db/schema/records.ts'
import type { SealedField } from '#model/record/fields.ts'
import type { Work } from '../platform/work.ts'
import { openText, sealText } from './kept-text.ts'

type Opened<Row> = Omit<Row, SealedField> & Record<SealedField, string>
export type KeptRecord = typeof records.$inferSelect
export type OpenRecord = Opened<KeptRecord>

/** A row that tells of the record of this id. */
export async function openContact<Row extends Record<SealedField, KeptText>>(
  work: Work,
  recordId: string,
  row: Row,
): Promise<Opened<Row>> {
  const [archiveContact, archivePhone] = await Promise.all([
    openText(work, 'records.archive_contact', recordId, row.archiveContact),
    openText(work, 'records.archive_phone', recordId, row.archivePhone),
  ])
  return { ...row, archiveContact, archivePhone }
}

export const openRecord = (work: Work, record: KeptRecord): Promise<OpenRecord> =>
  openContact(work, record.id, record)

export async function sealContact(
  work: Work,
  recordId: string,
  contact: Record<SealedField, string>,
): Promise<Record<SealedField, KeptText>> {
  const [archiveContact, archivePhone] = await Promise.all([
    sealText(work, 'records.archive_contact', recordId, contact.archiveContact),
    sealText(work, 'records.archive_phone', recordId, contact.archivePhone),
  ])
  return { archiveContact, archivePhone }
}

export const sealRecord = async (work: Work, record: OpenRecord): Promise<KeptRecord> => ({
  ...record,
  ...(await sealContact(work, record.id, record)),
})
