import { findSchool, type School } from '../../db/places.ts'
import { findTransferCodes, type TransferCodeRow } from '../../db/transfer-codes.ts'
import { everyRow } from '../../db/everywhere.ts'
import { levels, sexes } from '#model/tables/people.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { qrSvg } from '../proof/qr.ts'
import { notSentBecause } from '#model/transfer/dispatch.ts'
import { transferFiles } from '#words/transfer/dispatches.ts'
import { openRow } from './open-row.ts'
import type { TransferCodeView } from './wire.ts'

export interface Slip {
  row: TransferCodeView
  sex: string
  level: string
  graduationMonth: string
  /** of `/v#<transfer code>` on our own site */
  qr: string
}

export interface Slips {
  school: School
  slips: Slip[]
}

/**
 * One 转递单 an entry, in the order asked for.
 * @throws Problem page.not_found where one of them is not this school's; dispatch.* where one is not to be sent
 */
export async function showSlips(
  work: Work<StaffActor<'school'>>,
  entryIds: readonly string[],
): Promise<Slips> {
  const { schoolCode } = work.actor.scope
  const school = (await findSchool(work.shards.directory, schoolCode)) ?? refuse('school.unknown')
  const found = await everyRow(work.shards, (db) => findTransferCodes(db, schoolCode, entryIds))
  const rows = new Map(found.map((row) => [row.entryId, row]))
  const slips = await Promise.all(
    entryIds.map(async (id) => slipOf(work, rows.get(id) ?? refuse('page.not_found'))),
  )
  return { school, slips }
}

async function slipOf(work: Work, row: TransferCodeRow): Promise<Slip> {
  const because = notSentBecause(row)
  if (because !== undefined) refuse(`dispatch.${because}`)
  const opened = await openRow(work, row)
  return {
    row: opened,
    sex: sexes.nameOf(row.sexCode),
    level: levels.nameOf(row.levelCode),
    graduationMonth: row.graduationMonth,
    qr: qrSvg(`${work.config.origin}/v#${opened.code}`, transferFiles.qr),
  }
}
