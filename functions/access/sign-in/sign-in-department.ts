import { findDepartmentAccount } from '../../../db/departments.ts'
import { departmentOf } from '../stored-actors.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { openSession } from './open-session.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { notSignedIn, wayOn } from '#words/access/sign-in.ts'

/**
 * Signs in somebody who verifies for a department: the account must be there, under this issuer and subject.
 * @throws Problem department.unknown
 */
export async function signInDepartment(
  work: Work,
  claims: Pick<ProviderClaims, 'issuer' | 'subject'>,
  replaced?: string,
): Promise<string> {
  const { issuer, subject } = claims
  const found = await findDepartmentAccount(work.shards.directory, issuer, subject)
  if (found === undefined)
    refuse('department.unknown', {
      detail: notSignedIn.unknownDepartment(sayWhomToAsk(undefined, work.config.supportContact)),
      next: { href: '/verify/archive/', text: wayOn.publicPage },
    })
  return openSession(work, {
    actor: {
      kind: 'department',
      accountId: found.accountId,
      scope: { level: 'department', department: departmentOf(found.department) },
      name: found.accountName,
    },
    issuer,
    subject,
    claims: { name: found.accountName, phone: '', email: '' },
    replaced,
  })
}
