import {
  listCodedCohorts,
  listTransferCodes as listRows,
  type TransferCodeFilter,
} from '../../db/transfer-codes.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import { foldName } from '../roster/names.rules.ts'
import { unsendable } from './dispatch.rules.ts'
import { openRow } from './open-row.ts'
import type { Filters, TransferCodesView } from './wire.ts'

const pageSize = 50

/** The school comes from the session; digits search exam numbers, anything else names. */
export function filterOf(work: Work, filters: Filters, cohort: number): TransferCodeFilter {
  if (work.actor.kind !== 'staff') refuse('session.missing')
  const q = filters.q.normalize('NFKC').replaceAll(/\s/gu, '')
  return {
    schoolCode: work.actor.schoolCode,
    cohort,
    college: filters.college,
    status: filters.status,
    search: q === '' ? undefined : /^\d+$/.test(q) ? { examNumber: q } : { nameFolded: foldName(filters.q) },
    unsendable,
  }
}

/** One page of the school's transfer codes in the order of exam numbers; the newest cohort that has any unless one is named. */
export async function listTransferCodes(
  work: Work,
  { after, ...filters }: Filters & { after?: string | undefined },
): Promise<TransferCodesView> {
  if (work.actor.kind !== 'staff') refuse('session.missing')
  const { schoolCode } = work.actor
  const known = await Promise.all(work.shards.all().map((db) => listCodedCohorts(db, schoolCode)))
  const cohorts = [...new Set(known.flat())].toSorted((one, other) => other - one)
  const cohort = filters.cohort ?? cohorts[0]
  const now = new Date(work.now).toISOString()
  if (cohort === undefined) return { now, cohort: null, cohorts, rows: [], next: null }
  const db = work.shards.of(schoolCode, cohort)
  const found = await listRows(db, filterOf(work, filters, cohort), after, pageSize + 1)
  const rows = await Promise.all(found.slice(0, pageSize).map((row) => openRow(work, row)))
  return { now, cohort, cohorts, rows, next: found.length > pageSize ? (rows.at(-1)?.entryId ?? null) : null }
}
