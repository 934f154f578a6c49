// What is known of a provider: its own discovery, narrowed to asymmetric signatures and its own key set.
import * as oidc from 'openid-client'
import type { Provider } from '../../platform/config.ts'
import type { Work } from '../../platform/work.ts'
import { LIMIT_MS } from './reach-provider.ts'
import type { ProviderKind } from '#model/roles.ts'

const algorithms = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
  'Ed25519',
])

/** Providers that answered their discovery; a failure is never kept. */
const discovered = new Map<string, oidc.Configuration>()

export const settingsOf = (work: Work, kind: ProviderKind): Provider =>
  kind === 'graduate' ? work.config.graduateProvider : work.config.staffProvider

const cacheKey = (provider: Provider) => `${provider.issuer}\n${provider.clientId}`

export async function discover(work: Work, kind: ProviderKind): Promise<oidc.Configuration> {
  const provider = settingsOf(work, kind)
  const known = discovered.get(cacheKey(provider))
  if (known !== undefined) return known
  const issuer = new URL(provider.issuer)
  const extensions = [oidc.enableNonRepudiationChecks]
  if (work.config.sandbox && issuer.protocol === 'http:') extensions.push(oidc.allowInsecureRequests)
  const auth = () => oidc.ClientSecretBasic(provider.clientSecret)
  const found = await oidc.discovery(issuer, provider.clientId, {}, auth(), {
    timeout: LIMIT_MS / 1000,
    execute: extensions,
  })
  const server: oidc.ServerMetadata = found.serverMetadata()
  const offered = server.id_token_signing_alg_values_supported ?? ['RS256']
  const config = new oidc.Configuration(
    { ...server, id_token_signing_alg_values_supported: offered.filter((name) => algorithms.has(name)) },
    provider.clientId,
    {},
    auth(),
  )
  config.timeout = LIMIT_MS / 1000
  for (const extend of extensions) extend(config)
  discovered.set(cacheKey(provider), config)
  return config
}

/** Asks the provider for its discovery again the next time. */
export const forget = (work: Work, kind: ProviderKind) => discovered.delete(cacheKey(settingsOf(work, kind)))
