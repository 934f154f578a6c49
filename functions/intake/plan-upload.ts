// One upload of any kind, from bytes to plan. Who uploads comes from the session only.
import { findSchool, type School } from '../../db/places.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { dispatchColumns } from './decide-dispatch-row.ts'
import { planDestinationsImport } from './plan-destinations.ts'
import { planDispatchesImport } from './plan-dispatches.ts'
import { destinationColumns } from '#model/tables/destination-columns.ts'
import { planRosterImport } from './plan-roster.ts'
import { rosterColumns } from './decide-roster-row.ts'
import type { Column } from '#model/sheet/columns.ts'
import type { OnProgress, Plan } from './plan.ts'
import { fileFaults } from '#words/sheets/files.ts'
import { uploads } from '#words/staff/uploads.ts'
import type { Sheet } from '#model/sheet/sheet.ts'
import { hasHeader, readSheets, type Table, tableOf } from '../sheets/read-sheet.ts'

export type UploadKind = 'roster' | 'destinations' | 'dispatches'

/** The columns a file of each kind is read by, and its template's header. */
export const columnsOf: Record<UploadKind, readonly Column[]> = {
  roster: rosterColumns,
  destinations: destinationColumns,
  dispatches: dispatchColumns,
}

/** Another kind whose header the file has, where it lacks that of the kind it is said to be. */
function otherKindOf(sheets: readonly Sheet[], kind: UploadKind): UploadKind | undefined {
  if (hasHeader(sheets, columnsOf[kind])) return undefined
  const fitting = (Object.keys(columnsOf) as UploadKind[]).filter((each) =>
    hasHeader(sheets, columnsOf[each]),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** @throws Problem school.unknown where it is not registered */
export async function getOwnSchool(work: Work<StaffActor<'school'>>): Promise<School> {
  return (await findSchool(work.shards.directory, work.actor.scope.schoolCode)) ?? refuse('school.unknown')
}

/** @throws Problem upload.* where the file as a whole cannot be taken */
export async function planUpload(
  work: Work,
  school: School,
  kind: UploadKind,
  bytes: Uint8Array,
  onProgress: OnProgress,
): Promise<Plan> {
  onProgress('reading', 0, bytes.length)
  const sheets = await readSheets(bytes)
  const other = otherKindOf(sheets, kind)
  if (other !== undefined)
    refuse('upload.other_kind', { detail: fileFaults.otherKind(uploads.kinds[other], uploads.kinds[kind]) })
  const table = tableOf(sheets, columnsOf[kind])
  onProgress('reading', bytes.length, bytes.length)
  const plan = await planTable(work, school, kind, table, onProgress)
  return { ...plan, findings: { ...plan.findings, source: table.source } }
}

function planTable(
  work: Work,
  school: School,
  kind: UploadKind,
  table: Table,
  onProgress: OnProgress,
): Promise<Plan> {
  if (kind === 'roster')
    return planRosterImport(
      work,
      { code: school.code, name: school.schoolName, provinceCode: school.provinceCode },
      table,
      onProgress,
    )
  if (kind === 'dispatches') return planDispatchesImport(work, school.code, table, onProgress)
  return planDestinationsImport(
    work,
    {
      schoolCodes: [school.code],
      provinceCode: school.provinceCode,
      sourceSystem: 'national',
      reportedAt: work.now,
      notFound: 'graduate.not_in_school',
      provincialEntry: { name: school.entryName, url: school.entryUrl },
      listsMissing: true,
    },
    table,
    onProgress,
  )
}
