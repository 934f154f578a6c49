/** One graduate as a file states it, judged; plain values, nothing sealed yet. */
export interface RosterRow {
  cohort: number
  examNumber: string
  name: string
  idNumber: string
  levelCode: string
  sexCode: string
  ethnicGroupCode: string
  politicalStatusCode: string
  trainingModeCode: string
  sponsor: string
  originRegionCode: string
  originRegionName: string
  enrolledMonth: string
  graduationMonth: string
  studentNumber: string
  college: string
  major: string
  programmeLength: string
  /** undefined where the file has no such column: what the school said before stays */
  completionCode: string | undefined
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
  email: string
  phone: string
}
