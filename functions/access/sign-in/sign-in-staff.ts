import { findStaff } from '../../../db/people.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { staffScopeOf } from '#model/roles.ts'
import { openSession } from './open-session.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

/**
 * Signs in a member of a school's staff: the account must be there, under this issuer and subject.
 * @throws Problem staff.unknown
 */
export async function signInStaff(
  work: Work,
  claims: Pick<ProviderClaims, 'issuer' | 'subject'>,
  replaced?: string,
): Promise<string> {
  const { issuer, subject } = claims
  const member = await findStaff(work.shards.directory, issuer, subject)
  const scope = member && staffScopeOf(member)
  if (member === undefined || scope === undefined)
    refuse('staff.unknown', {
      detail: notSignedIn.unknownStaff(sayWhomToAsk(undefined, work.config.supportContact)),
    })
  return openSession(work, {
    actor: { kind: 'staff', accountId: member.id, scope, name: member.name },
    issuer,
    subject,
    claims: { name: member.name, phone: '', email: '' },
    replaced,
  })
}
