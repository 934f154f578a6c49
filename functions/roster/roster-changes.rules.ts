import type { RosterRow } from './roster-row.rules.ts'

/** A roster row with its blind indexes in place of what they hide; what an upload compares. */
export type ComparedRow = Omit<RosterRow, 'idNumber' | 'email' | 'phone'> & {
  schoolName: string
  idNumberIndex: string
  emailIndex: string
  phoneIndex: string
}

/** Columns that a report prints (decision 3). */
const printed = [
  'name',
  'sexCode',
  'schoolName',
  'levelCode',
  'major',
  'programmeLength',
  'originRegionName',
  'graduationMonth',
] as const satisfies (keyof ComparedRow)[]

const unprinted = [
  'idNumberIndex',
  'ethnicGroupCode',
  'politicalStatusCode',
  'trainingModeCode',
  'sponsor',
  'originRegionCode',
  'enrolledMonth',
  'studentNumber',
  'college',
  'archiveMovedIn',
  'hukouMovedIn',
  'emailIndex',
  'phoneIndex',
] as const satisfies (keyof ComparedRow)[]

export interface RosterChange {
  /** a printed column or not: the row is written and its version goes up */
  any: boolean
  /** asks for a new check, ends the confirmation, supersedes live codes */
  printed: boolean
  /** unbinds the sign-in and asks for a new check */
  idNumber: boolean
}

export function rosterChange(before: ComparedRow, after: ComparedRow): RosterChange {
  const differs = (column: keyof ComparedRow) => before[column] !== after[column]
  const printedDiffers = printed.some(differs)
  return {
    any: printedDiffers || unprinted.some(differs),
    printed: printedDiffers,
    idNumber: differs('idNumberIndex'),
  }
}
