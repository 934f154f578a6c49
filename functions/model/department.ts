/** A department as it acts: what it handles and how much it may ask. */
export interface Department {
  id: string
  name: string
  /** which kinds it handles */
  archive: boolean
  hukou: boolean
  /** names of the receiving units it answers for */
  unitNames: readonly string[]
  /** look-ups a day, of the whole department and of one account */
  dailyBudget: number
  accountBudget: number
}
