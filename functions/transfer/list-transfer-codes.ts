import {
  listCodedCohorts,
  listTransferCodes as listRows,
  type TransferCodeFilter,
} from '../../db/transfer-codes.ts'
import { everyRow } from '../../db/everywhere.ts'
import { dayOf } from '#model/calendar/caps.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { foldName } from '#model/roster/names.ts'
import { unsendable } from '#model/transfer/dispatch.ts'
import { openRow } from './open-row.ts'
import type { Filters, TransferCodesView } from './wire.ts'

const pageSize = 50

/** The school comes from the session; digits search exam numbers, anything else names. */
export function filterOf(
  work: Work<StaffActor<'school'>>,
  filters: Filters,
  cohort: number,
): TransferCodeFilter {
  const typed = filters.q ?? ''
  const q = typed.normalize('NFKC').replaceAll(/\s/gu, '')
  return {
    schoolCode: work.actor.scope.schoolCode,
    cohort,
    college: filters.college,
    status: filters.status,
    search: q === '' ? undefined : /^\d+$/.test(q) ? { examNumber: q } : { nameFolded: foldName(typed) },
    unsendable,
  }
}

/** The cohorts of which the school has codes, newest first, and the one meant where none is named: this year's. */
export async function cohortsOf(
  work: Work<StaffActor<'school'>>,
  asked: number | undefined,
): Promise<{ cohorts: number[]; cohort: number | undefined }> {
  const { schoolCode } = work.actor.scope
  const known = await everyRow(work.shards, (db) => listCodedCohorts(db, schoolCode))
  const cohorts = [...new Set(known)].toSorted((one, other) => other - one)
  const year = Number(dayOf(work.now).slice(0, 4))
  return { cohorts, cohort: asked ?? cohorts.find((each) => each <= year) ?? cohorts[0] }
}

/** One page of the school's transfer codes in the order of exam numbers. */
export async function listTransferCodes(
  work: Work<StaffActor<'school'>>,
  { after, ...filters }: Filters & { after?: string | undefined },
): Promise<TransferCodesView> {
  const { cohorts, cohort } = await cohortsOf(work, filters.cohort)
  const now = new Date(work.now).toISOString()
  if (cohort === undefined) return { now, cohort: null, cohorts, rows: [], next: null }
  const filter = filterOf(work, filters, cohort)
  const db = work.shards.of(filter.schoolCode, cohort)
  const found = await listRows(db, filter, after, pageSize + 1)
  const rows = await Promise.all(found.slice(0, pageSize).map((row) => openRow(work, row)))
  return { now, cohort, cohorts, rows, next: found.length > pageSize ? (rows.at(-1)?.entryId ?? null) : null }
}
