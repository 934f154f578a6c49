import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { passStepUp, refuseStepUp } from './pass-step-up.ts'
import type { PreSession } from './pre-session.ts'
import { readAnswer } from '../providers/provider.ts'

/**
 * Takes the provider's answer to a step-up. @param work of the graduate whose cookie the browser still holds
 * @throws Problem step_up.refused, step_up.rejected, sign_in.rejected, provider.unreachable
 */
export async function finishStepUp(
  work: Work<GraduateActor>,
  preSession: PreSession,
  search: string,
): Promise<string> {
  const answer = await readAnswer(work, preSession, search)
  if ('refused' in answer) return refuseStepUp(work, answer.refused)
  return passStepUp(work, preSession.sessionHash, answer)
}
