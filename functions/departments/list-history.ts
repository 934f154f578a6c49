import {
  type DepartmentLookup,
  type HistoryFilter,
  listDepartmentLookups,
} from '../../db/department-lookups.ts'
import { accountNames } from '../../db/departments.ts'
import { pageEverywhere } from '../../db/everywhere.ts'
import { type Place, placeOf } from '#model/keyset.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import type { HistorySearch, HistoryView } from './history-wire.ts'
import { caseIndexOf } from './note-lookups.ts'

const PAGE = 50

/** One page of a department's look-ups, newest first, from all databases. */
export const readHistory = (work: Work, filter: HistoryFilter, before: Place | undefined, size: number) =>
  pageEverywhere(
    work.shards,
    size,
    (db, limit) => listDepartmentLookups(db, filter, before, limit),
    (row) => row.at,
    'newest',
  )

export async function openLine(work: Work, row: DepartmentLookup, names: ReadonlyMap<string, string>) {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    kind: row.kind,
    verdict: row.verdict,
    name: await work.secrets.open('department_lookups.name', row.id, row.nameCipher),
    caseNumber: await work.secrets.open('department_lookups.case', row.id, row.caseCipher),
    receipt: row.receipt,
    account: names.get(row.accountId) ?? row.accountId,
    bulk: row.batchId !== null,
  }
}

/** 记录: what this department looked up, whoever of it did. */
export async function listHistory(work: Work<DepartmentPerson>, search: HistorySearch): Promise<HistoryView> {
  const { department } = work.actor.scope
  const { kind, verdict, caseNumber = '', before } = search
  const filter = {
    departmentId: department.id,
    kind,
    verdict,
    caseIndex: caseNumber === '' ? undefined : await caseIndexOf(work, department.id, caseNumber),
  }
  const [{ page, next }, names] = await Promise.all([
    readHistory(work, filter, placeOf(before), PAGE),
    accountNames(work.shards.directory, department.id),
  ])
  return {
    now: new Date(work.now).toISOString(),
    lookups: await Promise.all(page.map((row) => openLine(work, row, names))),
    next,
  }
}
