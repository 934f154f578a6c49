import type { ReportKind } from './report/kinds.ts'

/** Who acts. Built from the session or the access token only, never from the request's own words. */
export type Actor =
  | { kind: 'anonymous' }
  | GraduateActor
  | StaffActor
  | DepartmentActor
  | { kind: 'system'; name: string }
  | ProvinceActor

/** Somebody of a school's staff, or of one college of it. */
export interface StaffActor {
  kind: 'staff'
  sessionHash: string
  staffId: string
  schoolCode: string
  /** '' for the whole school */
  college: string
  name: string
}

/** A provincial system, known by its access token. */
export interface ProvinceActor {
  kind: 'province'
  clientId: string
  provinceCode: string
}

/** Somebody who verifies for a department, or a machine of its own. */
export interface DepartmentActor {
  kind: 'department'
  /** '' for a machine, known by its access token */
  sessionHash: string
  /** the account, or the machine client */
  accountId: string
  /** of the person; '' for a machine */
  name: string
  department: Department
}

/** A flag a kind: which ones it handles. */
export interface Department extends Record<ReportKind, boolean> {
  id: string
  name: string
  /** names of the receiving units it answers for */
  unitNames: readonly string[]
  /** look-ups a day, of the whole department and of one account */
  dailyBudget: number
  accountBudget: number
}

export interface GraduateActor {
  kind: 'graduate'
  sessionHash: string
  issuer: string
  subject: string
  /** what the provider says of the person; phone and e-mail shown are these (decision 12) */
  claims: { name: string; phone: string; email: string }
  /** the roster entry chosen; undefined until one is */
  rosterEntryId?: string
  schoolCode?: string
  cohort?: number
}
