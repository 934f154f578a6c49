import { findDepartmentAccount } from '../../../db/departments.ts'
import { departmentOf } from '../stored-actors.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { openSession } from './open-session.ts'
import type { ProviderClaims } from '../providers/provider.ts'
import { whomToAsk } from './decide-sign-in.ts'

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
      detail: `公共核验页面不需要登录，凭姓名和编号即可查询。如需开通部门账号，${whomToAsk(undefined, work.config.supportContact)}`,
      next: { href: '/verify/archive/', text: '打开公共核验页面' },
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
