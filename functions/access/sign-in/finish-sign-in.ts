import { refuse } from '../../platform/problem.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import type { PreSession } from './pre-session.ts'
import { readAnswer } from '../providers/provider.ts'
import { signInDepartment } from './sign-in-department.ts'
import { signInGraduate } from './sign-in-graduate.ts'
import { signInStaff } from './sign-in-staff.ts'

/**
 * Takes the provider's answer to a sign-in. @param cookie of the session that the browser held before
 * @returns the new session's id
 */
export async function finishSignIn(
  work: Work,
  preSession: PreSession,
  search: string,
  cookie: string | undefined,
): Promise<string> {
  const answer = await readAnswer(work, preSession, search)
  if ('refused' in answer)
    refuse(answer.refused === 'access_denied' ? 'sign_in.cancelled' : 'sign_in.rejected', {
      reason: answer.refused,
    })
  const replaced = cookie === undefined ? undefined : await sha256(cookie)
  switch (preSession.session) {
    case 'graduate':
      return signInGraduate(work, answer, replaced)
    case 'staff':
      return signInStaff(work, answer, replaced)
    case 'department':
      return signInDepartment(work, answer, replaced)
  }
}
