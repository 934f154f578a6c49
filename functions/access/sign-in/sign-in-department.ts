import { findDepartmentAccounts } from '../../../db/departments.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { heldAccounts } from '../grants/held-grants.ts'
import { openHeld } from '../grants/open-held.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn, wayOn } from '#words/access/sign-in.ts'

/**
 * Signs in somebody who verifies for a department: an account must be there, under this issuer and subject.
 * @throws Problem department.unknown
 */
export async function signInDepartment(
  work: Work,
  claims: Pick<ProviderClaims, 'issuer' | 'subject'>,
  replaced?: string,
): Promise<string> {
  const { issuer, subject } = claims
  const rows = await findDepartmentAccounts(work.shards.directory, issuer, subject)
  const [first, ...others] = heldAccounts(rows)
  if (first !== undefined)
    return openHeld(work, 'department', { issuer, subject }, [first, ...others], replaced)
  return refuse('department.unknown', {
    detail: notSignedIn.unknownDepartment(sayWhomToAsk(undefined, work.config.supportContact)),
    next: { href: '/verify/archive/', text: wayOn.publicPage },
  })
}
