import { refuse } from '../platform/problem.ts'
import { validityOf } from '#model/calendar/caps.ts'

/** The validity a chosen last day gives. @throws Problem authorization.service_ended, .day_past or .not_a_day */
export function chooseValidity(lastDay: string, graduationMonth: string, now: number) {
  const chosen = validityOf(lastDay, graduationMonth, now)
  if (!chosen.allowed) refuse(`authorization.${chosen.because}`)
  return chosen
}
