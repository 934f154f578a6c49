// What differs between a roster entry and the row that comes for it: column by column, in the words a graduate reads.
import { yesNo } from './shown-basic-info.ts'
import { ethnicGroups, levels, politicalStatuses, sexes, trainingModes } from '../tables/people.ts'
import { completions } from './completion.ts'
import type { RosterRow } from './roster-row.ts'

/** A roster row with its blind indexes in place of what they hide; what an upload compares. */
export type ComparedRow = Omit<RosterRow, 'idNumber' | 'email' | 'phone' | 'completionCode'> & {
  schoolName: string
  completionCode: string
  idNumberIndex: string
  emailIndex: string
  phoneIndex: string
}

export type ComparedColumn = Exclude<keyof ComparedRow, 'cohort' | 'examNumber'>

/** Columns that a report prints (decision 3). */
export const printedColumns = [
  'name',
  'sexCode',
  'schoolName',
  'levelCode',
  'major',
  'programmeLength',
  'originRegionName',
  'graduationMonth',
] as const satisfies ComparedColumn[]

/** `hidden` is told of without its values: they are kept sealed, and nobody reads them to compare. */
type Words = ((row: ComparedRow) => string) | 'hidden'

/** Every column that is compared, as the graduate is told of it; '' is not told. */
const told = {
  name: ['name', (row) => row.name],
  sexCode: ['sex', (row) => sexes.nameOf(row.sexCode)],
  schoolName: ['schoolName', (row) => row.schoolName],
  levelCode: ['level', (row) => levels.nameOf(row.levelCode)],
  major: ['major', (row) => row.major],
  programmeLength: ['programmeLength', (row) => row.programmeLength],
  originRegionName: ['originRegion', (row) => row.originRegionName],
  originRegionCode: ['', 'hidden'],
  graduationMonth: ['graduationMonth', (row) => row.graduationMonth],
  completionCode: ['completion', (row) => completions.nameOf(row.completionCode)],
  idNumberIndex: ['idNumber', 'hidden'],
  ethnicGroupCode: ['ethnicGroup', (row) => ethnicGroups.nameOf(row.ethnicGroupCode)],
  politicalStatusCode: ['politicalStatus', (row) => politicalStatuses.nameOf(row.politicalStatusCode)],
  trainingModeCode: ['trainingMode', (row) => trainingModes.nameOf(row.trainingModeCode)],
  sponsor: ['sponsor', (row) => row.sponsor],
  enrolledMonth: ['enrolledMonth', (row) => row.enrolledMonth],
  studentNumber: ['studentNumber', (row) => row.studentNumber],
  college: ['college', (row) => row.college],
  archiveMovedIn: ['archiveMovedIn', (row) => yesNo(row.archiveMovedIn)],
  hukouMovedIn: ['hukouMovedIn', (row) => yesNo(row.hukouMovedIn)],
  emailIndex: ['email', 'hidden'],
  phoneIndex: ['phone', 'hidden'],
} as const satisfies Record<ComparedColumn, readonly [string, Words]>

export type RosterField = Exclude<(typeof told)[ComparedColumn][0], ''>

/** One change of a roster entry; values are null where they are not told. */
export interface RosterFieldChange {
  field: RosterField
  before: string | null
  after: string | null
}

export const changedColumns = (before: ComparedRow, after: ComparedRow): ComparedColumn[] =>
  (Object.keys(told) as ComparedColumn[]).filter((column) => before[column] !== after[column])

/** What the graduate is told of a change, from what to what. */
export const toldChanges = (before: ComparedRow, after: ComparedRow): RosterFieldChange[] =>
  changedColumns(before, after).flatMap((column): RosterFieldChange[] => {
    const [field, words] = told[column] as readonly [RosterField | '', Words]
    if (field === '') return []
    return words === 'hidden'
      ? [{ field, before: null, after: null }]
      : [{ field, before: words(before), after: words(after) }]
  })

/** Several changes as one: from what the first knew to what the last says, without what was changed back. */
export function mergedChanges(changes: readonly RosterFieldChange[]): RosterFieldChange[] {
  const merged = new Map<RosterField, RosterFieldChange>()
  for (const change of changes)
    merged.set(change.field, { ...change, before: (merged.get(change.field) ?? change).before })
  return [...merged.values()].filter(({ before, after }) => before === null || before !== after)
}
