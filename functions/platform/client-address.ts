// The caller's address, for counters only (decision 25). It leaves here as a keyed hash and in no other form.
import type { Context } from 'hono'
import type { AppEnv } from './bindings.ts'

/** HMAC of `CF-Connecting-IP`, or of the last hop a configured trusted proxy added. */
export function clientAddressHash(c: Context<AppEnv>): Promise<string> {
  const work = c.get('work')
  const hops = work.config.trustedProxyHops
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((hop) => hop.trim()) ?? []
  const address = hops > 0 ? forwarded.at(-hops) : c.req.header('cf-connecting-ip')
  return work.secrets.index('address', address ?? 'unknown')
}
