import { type SessionKind, sessionRules } from '#model/roles.ts'
import type { Work } from '../../platform/work.ts'
import { sealPreSession } from './pre-session.ts'
import { authorizationUrl, newGoing } from '../providers/provider.ts'
import { acceptedAcr, ownPath } from './decide-sign-in.ts'

export interface Leaving {
  /** the address at the provider */
  location: string
  /** sealed, for the browser's cookie */
  preSession: string
}

/** Sends a browser to the provider to sign in. @param asked the page to come back to, as the browser says it */
export async function beginSignIn(work: Work, kind: SessionKind, asked?: string): Promise<Leaving> {
  const { provider, startPage } = sessionRules[kind]
  const going = { ...newGoing(provider), acr: acceptedAcr(work.config, provider) }
  const location = await authorizationUrl(work, going)
  const preSession = await sealPreSession(work, {
    state: going.state,
    nonce: going.nonce,
    verifier: going.verifier,
    provider,
    purpose: 'sign-in',
    session: kind,
    returnTo: ownPath(asked, startPage),
    sessionHash: null,
  })
  return { location, preSession }
}
