// What a browser carries while it is at the provider, sealed: nobody can read, make or change it. It binds state,
// nonce and code to this browser, and says which provider was asked and for what.
import { z } from 'zod'
import type { Work } from '../../platform/work.ts'
import { providers, sessionKinds } from '#model/roles.ts'
import { awayFor } from '#model/session.ts'

const shape = z.strictObject({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(43),
  provider: z.enum(providers),
  purpose: z.enum(['sign-in', 'step-up']),
  /** the session that a sign-in opens */
  session: z.enum(sessionKinds),
  returnTo: z.string(),
  /** of the session that asks for a step-up */
  sessionHash: z.string().nullable(),
  expiresAt: z.int(),
})
export type PreSession = z.infer<typeof shape>

const column = 'pre_session'
const row = 'browser'

export function sealPreSession(work: Work, going: Omit<PreSession, 'expiresAt'>): Promise<string> {
  const preSession: PreSession = { ...going, expiresAt: work.machineNow + awayFor }
  return work.secrets.seal(column, row, JSON.stringify(preSession))
}

/** The pre-session of a cookie, or undefined where it is missing, forged, foreign or past its ten minutes. */
export async function openPreSession(
  work: Work,
  sealed: string | undefined,
): Promise<PreSession | undefined> {
  if (sealed === undefined || sealed === '' || sealed.length > 4096) return undefined
  try {
    const preSession = shape.parse(JSON.parse(await work.secrets.open(column, row, sealed)))
    return preSession.expiresAt > work.machineNow ? preSession : undefined
  } catch {
    return undefined
  }
}
