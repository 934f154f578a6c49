import { findStaff } from '../../../db/people.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { heldStaff } from '../grants/held-grants.ts'
import { openHeld } from '../grants/open-held.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

/**
 * Signs in a member of a school's staff: a grant must be there, under this issuer and subject, and not wait.
 * @throws Problem staff.unknown, staff.waiting
 */
export async function signInStaff(
  work: Work,
  claims: Pick<ProviderClaims, 'issuer' | 'subject'>,
  replaced?: string,
): Promise<string> {
  const { issuer, subject } = claims
  const rows = await findStaff(work.shards.directory, issuer, subject)
  const [first, ...others] = heldStaff(rows)
  if (first !== undefined) return openHeld(work, 'staff', { issuer, subject }, [first, ...others], replaced)
  const whom = sayWhomToAsk(undefined, work.config.supportContact)
  const waiting = rows.filter(({ confirmedAt }) => confirmedAt === null).map(({ schoolName }) => schoolName)
  if (waiting.length > 0) refuse('staff.waiting', { detail: notSignedIn.waitingStaff(waiting, whom) })
  return refuse('staff.unknown', { detail: notSignedIn.unknownStaff(whom) })
}
