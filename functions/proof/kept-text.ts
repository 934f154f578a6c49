// Columns that are sealed and were not always: what was written before reads as it is, until the schedule has sealed it.
import { type KeptText, sealedAs } from '../../db/schema/kept-text.ts'
import type { Work } from '../platform/work.ts'

type Column = 'records.archive_contact' | 'records.archive_phone' | 'registrations.content'

export const sealText = async (work: Work, column: Column, rowId: string, plain: string) =>
  (await work.secrets.seal(column, rowId, plain)) as unknown as KeptText

export function openText(work: Work, column: Column, rowId: string, text: KeptText): Promise<string> {
  const kept = text as unknown as string
  return kept.startsWith(sealedAs) ? work.secrets.open(column, rowId, kept) : Promise.resolve(kept)
}
