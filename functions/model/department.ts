import type { ReportKind } from './report/kinds.ts'

/** A department as it acts: a flag a kind, which ones it handles, and how much it may ask. */
export interface Department extends Record<ReportKind, boolean> {
  id: string
  name: string
  /** names of the receiving units it answers for */
  unitNames: readonly string[]
  /** look-ups a day, of the whole department and of one account */
  dailyBudget: number
  accountBudget: number
}
