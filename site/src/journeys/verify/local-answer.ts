// What can be said of a genuine token without the server: what it says itself, and what the last list said of it.
import { isSpecimen } from '#model/report/specimen-id.ts'
import type { ReportClaims } from '#model/proof/token.ts'
import type { ListSays } from './status-list.ts'

export type LocalAnswer = 'specimen' | 'service_ended' | ListSays | 'no_list'

/** @param now milliseconds of the site's clock */
export function localAnswer(
  { reportId, capSeconds }: Pick<ReportClaims, 'reportId' | 'capSeconds'>,
  says: ListSays | undefined,
  now: number,
): LocalAnswer {
  // a specimen has no place in the list: the one it names is another's
  if (isSpecimen(reportId)) return 'specimen'
  // an ending is final and says more than the cap; whatever the list says, past the cap nothing is in force
  if (says === 'ended' || says === 'frozen' || says === 'changed') return says
  if (capSeconds * 1000 <= now) return 'service_ended'
  return says ?? 'no_list'
}
