export type HukouAbsence = 'not_registered' | 'never_moved_in' | 'not_reported_by_province'

/**
 * Why there is no hukou block, so that 暂无 does not look like a fault (decision 1): the province does not report it,
 * it never moved to the school, or it is simply not registered. Null where there is one.
 */
export function hukouAbsenceOf(facts: {
  hukouMigrationType: string
  hukouMovedIn: boolean | null
  hukouReported: boolean
}): HukouAbsence | null {
  if (facts.hukouMigrationType !== '') return null
  if (!facts.hukouReported) return 'not_reported_by_province'
  if (facts.hukouMovedIn === false) return 'never_moved_in'
  return 'not_registered'
}
