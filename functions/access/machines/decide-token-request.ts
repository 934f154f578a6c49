/** RFC 6749 §5.2, as far as a client of ours can meet it. */
export type OAuthError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'

export interface OAuthRefusal {
  error: OAuthError
  error_description: string
}

/** No symmetric algorithm: a public key must never serve as a shared secret. */
export const assertionAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519']

/** milliseconds */
export const tokenLife = 10 * 60_000
export const longestAssertion = 5 * 60_000
/** how far the clocks of two systems may be apart */
export const clockTolerance = 10_000

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Headers that would bring a key, or tell where one is: keys come from the registration only. */
const bringsKey = ['jku', 'jwk', 'x5u', 'x5c']

export function refusedHeader(header: Record<string, unknown>): string | undefined {
  if (typeof header['alg'] !== 'string' || !assertionAlgorithms.includes(header['alg'])) return 'algorithm'
  return bringsKey.find((name) => name in header)
}

/** The parameters of a token request, each given at most once; others are ignored, as RFC 6749 asks. */
export function readTokenRequest(
  parameters: readonly (readonly [string, string])[],
): { assertion: string; clientId: string | undefined } | OAuthRefusal {
  const given = new Map<string, string>()
  for (const [name, value] of parameters) {
    if (given.has(name)) return refused('invalid_request', `parameter given twice: ${shown(name)}`)
    given.set(name, value)
  }
  const grant = given.get('grant_type') ?? ''
  if (grant === '') return refused('invalid_request', 'grant_type is missing')
  if (grant !== 'client_credentials')
    return refused('unsupported_grant_type', 'only client_credentials is supported')
  if (given.has('client_secret'))
    return refused('invalid_request', 'clients authenticate with private_key_jwt only')
  if ((given.get('scope') ?? '') !== '') return refused('invalid_scope', 'there are no scopes to ask for')
  if (given.get('client_assertion_type') !== assertionType)
    return refused('invalid_request', `client_assertion_type must be ${assertionType}`)
  const assertion = given.get('client_assertion') ?? ''
  if (assertion === '') return refused('invalid_request', 'client_assertion is missing')
  return { assertion, clientId: given.get('client_id') }
}

export const refused = (error: OAuthError, description: string): OAuthRefusal => ({
  error,
  error_description: description,
})

/** RFC 6749 allows printable ASCII without `"` and `\` in a description. */
const shown = (name: string): string => name.replaceAll(/[^\w.-]/g, '?').slice(0, 40)
