import * as oidc from 'openid-client'
import { causeOf } from '../../platform/log.ts'
import { Problem, refuse } from '../../platform/problem.ts'

/** How long a provider may take, all calls of one answer together. */
export const LIMIT_MS = 5000

/** Codes of failures that are the provider's or the network's, not the answer's. */
const notThere = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
])

/** Runs calls to a provider inside one limit, and names what went wrong. */
export async function within<T>(call: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('provider.unreachable', { reason: 'late' })), LIMIT_MS)
  })
  try {
    return await Promise.race([call(), late])
  } catch (error) {
    if (error instanceof Problem || error instanceof oidc.AuthorizationResponseError) throw error
    const reason = causeOf(error)
    if (error instanceof oidc.ResponseBodyError) {
      // invalid_grant: a code used before or made up; anything else is between the provider and us
      if (error.error === 'invalid_grant') refuse('sign_in.rejected', { reason: error.error })
      refuse('provider.unreachable', { reason: error.error })
    }
    if (error instanceof oidc.ClientError && error.code !== undefined && !notThere.has(error.code))
      refuse('sign_in.rejected', { reason: `${error.code}: ${reason}` })
    refuse('provider.unreachable', { reason })
  } finally {
    clearTimeout(timer)
  }
}
