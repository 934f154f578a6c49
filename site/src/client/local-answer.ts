// What can be said of a genuine token without the server: what it says itself, and what the last list said of it.
import type { ReportClaims } from '../../../functions/reports/token.rules.ts'
import type { ListSays } from './status-list.ts'

export type LocalAnswer = 'service_ended' | ListSays | 'no_list'

/** @param now milliseconds of the site's clock */
export function localAnswer(
  { capSeconds }: Pick<ReportClaims, 'capSeconds'>,
  says: ListSays | undefined,
  now: number,
): LocalAnswer {
  // an ending is final and says more than the cap; whatever the list says, past the cap nothing is in force
  if (says === 'ended' || says === 'frozen' || says === 'changed') return says
  if (capSeconds * 1000 <= now) return 'service_ended'
  return says ?? 'no_list'
}
