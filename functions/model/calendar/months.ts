/** A month as rosters write it: `202606`. */
export interface Month {
  year: number
  month: number
}

/** `YYYYMM` from 1950 to 2099, or undefined. */
export function parseMonth(text: string): Month | undefined {
  if (!/^(19[5-9]|20\d)\d(0[1-9]|1[0-2])$/.test(text)) return undefined
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(4)) }
}

/**
 * The cohort (届别) of a graduation month: September to December belong to the next year (decision 5). Where the
 * roster has a 届别 column, that is used instead of this rule.
 */
export function cohortOf(graduationMonth: string): number {
  const parsed = parseMonth(graduationMonth)
  if (parsed === undefined) throw new RangeError('not a month: YYYYMM expected')
  return parsed.month >= 9 ? parsed.year + 1 : parsed.year
}
