// The identity providers, over OpenID Connect. Tokens count only when signed with an asymmetric algorithm of our list
// by a key from the provider's own key set; everything fails closed, and within five seconds.
import * as oidc from 'openid-client'
import { Problem, refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { discover, forget, settingsOf } from './discover-provider.ts'
import type { PreSession } from '../sign-in/pre-session.ts'
import { within } from './reach-provider.ts'
import { callbackPath } from '../sign-in/decide-sign-in.ts'
import type { ProviderKind } from '#model/roles.ts'

const redirectUri = (work: Work, kind: ProviderKind) => `${work.config.origin}${callbackPath(kind)}`

export interface Going {
  kind: ProviderKind
  state: string
  nonce: string
  verifier: string
  /** what is asked for: one of these */
  acr?: readonly string[]
  /** a step-up: nothing that was authenticated before counts */
  fresh?: true
}

export const newGoing = (kind: ProviderKind): Going => ({
  kind,
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
})

/** The address at the provider to send the browser to. @throws Problem provider.unreachable */
export async function authorizationUrl(work: Work, going: Going): Promise<string> {
  const config = await within(() => discover(work, going.kind))
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(work, going.kind),
    scope: 'openid profile email phone',
    state: going.state,
    nonce: going.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(going.verifier),
    code_challenge_method: 'S256',
    // computers at a desk are shared: whoever signed in before must not be taken for the next
    prompt: 'login',
    ...(going.acr === undefined || going.acr.length === 0 ? {} : { acr_values: going.acr.join(' ') }),
    ...(going.fresh === undefined ? {} : { max_age: '0' }),
  })
  return url.href
}

/** What a provider vouches for, after every check of the token. */
export interface ProviderClaims {
  issuer: string
  subject: string
  nonce: string
  name: string
  idNumber: string
  phone: string
  email: string
  enrolmentBound: boolean
  acr: string | undefined
  /** seconds */
  authTime: number | undefined
}

/** The person did not finish at the provider, or the provider would not. */
export interface ProviderRefusal {
  refused: string
}

/**
 * Turns the provider's answer into claims.
 * @param search of the callback's address, as it came
 * @throws Problem provider.unreachable, sign_in.rejected
 */
export async function readAnswer(
  work: Work,
  preSession: PreSession,
  search: string,
): Promise<ProviderClaims | ProviderRefusal> {
  const answered = new URL(redirectUri(work, preSession.provider))
  answered.search = search
  try {
    return await within(() => exchange(work, preSession, answered))
  } catch (error) {
    if (error instanceof Problem && error.code === 'provider.unreachable') forget(work, preSession.provider)
    if (error instanceof oidc.AuthorizationResponseError) {
      if (['server_error', 'temporarily_unavailable'].includes(error.error))
        refuse('provider.unreachable', { reason: error.error })
      return { refused: error.error }
    }
    throw error
  }
}

async function exchange(work: Work, preSession: PreSession, answered: URL): Promise<ProviderClaims> {
  const config = await discover(work, preSession.provider)
  const tokens = await oidc.authorizationCodeGrant(config, answered, {
    expectedState: preSession.state,
    expectedNonce: preSession.nonce,
    pkceCodeVerifier: preSession.verifier,
    idTokenExpected: true,
  })
  const token = tokens.claims()
  if (token === undefined) refuse('sign_in.rejected', { reason: 'no ID token' })
  if (token.iss !== settingsOf(work, preSession.provider).issuer)
    refuse('sign_in.rejected', { reason: 'foreign issuer' })
  // some providers keep the person's claims out of the token
  const more =
    token.name === undefined && config.serverMetadata().userinfo_endpoint !== undefined
      ? await oidc.fetchUserInfo(config, tokens.access_token, token.sub)
      : {}
  const said: Record<string, unknown> = { ...more, ...token }
  const text = (name: string) => {
    const value = said[name]
    return typeof value === 'string' ? value.normalize('NFC').trim().slice(0, 200) : ''
  }
  return {
    issuer: token.iss,
    subject: token.sub,
    nonce: preSession.nonce,
    name: text('name'),
    idNumber: text('id_number'),
    phone: text('phone_number'),
    email: text('email'),
    enrolmentBound: said.enrolment_bound === true,
    acr: typeof token.acr === 'string' ? token.acr : undefined,
    authTime: token.auth_time,
  }
}
