// A stopgap: what the slices that are still on their way answer.
export interface SchoolContact {
  department: string
  phone: string
  email: string
}
export interface Session {
  now: string
  providerName: string
  person: { name: string; phone: string; email: string }
  entries: {
    id: string
    schoolName: string
    level: string
    major: string
    graduationMonth: string
    chosen: boolean
  }[]
  entry: null | {
    id: string
    schoolName: string
    schoolContact: SchoolContact
    basicInfoChecked: boolean
  }
  step: 'choose-entry' | 'basic-info' | 'confirm' | 'authorize'
}
export interface BasicInfo {
  version: number
  checkedAt: string | null
  schoolContact: SchoolContact
  fields: Record<string, string>
}
export interface Upload {
  id: string
  kind: 'roster' | 'destinations'
  fileName: string
  checkedAt: string
  importedAt: string | null
  counts: {
    rows: number
    accepted: number
    changed: number
    unchanged: number
    refused: number
    warned: number
    cleared: number
    missing: number
  }
  refused: { row: number; examNumber: string; column: string; value: string; reason: string }[]
  warnings: { row: number; examNumber: string; column: string; reason: string }[]
  cleared: { row: number; examNumber: string; block: string }[]
  missing: { examNumber: string; name: string }[]
  duplicates: { row: number; examNumber: string; otherExamNumber: string }[]
}
export interface StaffSession {
  now: string
  name: string
  school: { code: string; name: string }
}
