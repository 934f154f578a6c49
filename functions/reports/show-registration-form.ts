import { findForm } from '../../db/registration-forms.ts'
import { findAnywhere } from '../../db/everywhere.ts'
import { transferEndsAt } from '#model/calendar/caps.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { holdOf } from '#model/roster/completion.ts'
import { shownEntry } from '#model/roster/shown-entry.ts'
import { type Block, formBlocks } from '#model/report/blocks.ts'
import { openRecord } from '../proof/record-contact.ts'
import { qrSvg } from '../proof/qr.ts'
import { formWords } from '#words/reports.ts'

export interface ShownForm {
  blocks: Block[]
  code: string
  /** of `/v#<transfer code>` on our own site: no name, nothing about the person */
  qr: string
  state: 'active' | 'expired' | 'held'
  reportedAt: number
  /** exclusive */
  validUntil: number
}

/**
 * The 去向登记信息表 of the record as it stands.
 * @param next where its reader goes from a refusal
 * @throws Problem page.not_found for another school's entry, registration_form.missing without a record
 */
export async function showRegistrationForm(
  work: Work,
  schoolCode: string,
  rosterEntryId: string,
  next: { href: string; text: string },
): Promise<ShownForm> {
  const kept = await findAnywhere(work.shards, (db) => findForm(db, schoolCode, rosterEntryId))
  if (kept === undefined) refuse('page.not_found')
  const { entry, record, code } = kept.found
  if (record?.endedBecause === 'voided')
    refuse('registration_form.missing', { detail: formWords.voidedRecord, next })
  if (record === undefined || code === undefined) refuse('registration_form.missing', { next })
  const text = await work.secrets.open('transfer_codes.code', code.hmac, code.cipher)
  const validUntil = transferEndsAt(entry.graduationMonth)
  const ended = validUntil <= work.now ? 'expired' : 'active'
  return {
    blocks: formBlocks(shownEntry(entry), shownRecord(await openRecord(work, record))),
    code: text,
    qr: qrSvg(`${work.config.origin}/v#${text}`, formWords.qr),
    state: holdOf(entry.completionCode) === undefined ? ended : 'held',
    reportedAt: record.reportedAt,
    validUntil,
  }
}
