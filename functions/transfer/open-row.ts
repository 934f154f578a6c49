import type { TransferCodeRow } from '../../db/transfer-codes.ts'
import { transferEndsAt } from '#model/calendar/caps.ts'
import { shownBlock } from '#model/record/fields.ts'
import type { Work } from '../platform/work.ts'
import { currentOf, dispatchStateOf, notSentBecause } from '#model/transfer/dispatch.ts'
import { openContact } from '../proof/record-contact.ts'
import { openAnswers } from './open-answers.ts'
import type { TransferCodeView } from './wire.ts'

/** A row with its code and the unit's words opened, for the school's own staff. */
export async function openRow(work: Work, row: TransferCodeRow): Promise<TransferCodeView> {
  const current = currentOf(row)
  const [code, contacted, answers] = await Promise.all([
    work.secrets.open('transfer_codes.code', row.hmac, row.cipher),
    openContact(work, row.recordId, row),
    openAnswers(work, row.answers),
  ])
  return {
    entryId: row.entryId,
    name: row.name,
    examNumber: row.examNumber,
    college: row.college,
    major: row.major,
    archive: row.archiveTransferType === '' ? null : shownBlock('archive', contacted),
    code,
    transferEndsAt: new Date(transferEndsAt(row.graduationMonth)).toISOString(),
    state: dispatchStateOf(row, current),
    notSent: notSentBecause(row) ?? null,
    dispatch:
      current === undefined
        ? null
        : {
            id: current.id,
            version: current.version,
            method: current.method,
            trackingNumber: current.trackingNumber,
            sentOn: current.sentOn,
            ...answers,
          },
  }
}
