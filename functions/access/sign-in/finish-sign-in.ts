import { refuse } from '../../platform/problem.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import type { PreSession } from './pre-session.ts'
import { type ProviderClaims, readAnswer } from '../providers/provider.ts'
import { acceptedAcr, isStrongEnough } from './decide-sign-in.ts'
import { sayWhomToAsk } from './say-whom-to-ask.ts'
import { signInDepartment } from './sign-in-department.ts'
import { signInGraduate } from './sign-in-graduate.ts'
import { signInStaff } from './sign-in-staff.ts'
import type { SessionKind } from '#model/roles.ts'
import { notSignedIn } from '#words/access/sign-in.ts'

const signIn = {
  graduate: signInGraduate,
  staff: signInStaff,
  department: signInDepartment,
} as const satisfies Record<
  SessionKind,
  (work: Work, claims: ProviderClaims, replaced?: string) => Promise<string>
>

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
  if (!isStrongEnough(answer.acr, acceptedAcr(work.config, preSession.provider)))
    refuse('sign_in.too_weak', {
      detail: notSignedIn.tooWeak(sayWhomToAsk(undefined, work.config.supportContact)),
    })
  const replaced = cookie === undefined ? undefined : await sha256(cookie)
  return signIn[preSession.session](work, answer, replaced)
}
