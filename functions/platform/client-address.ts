// The caller's address, for counters only (decision 25): it leaves here as a keyed hash and in no other form. Where the
// caller is, as coarsely as the ledger says it.
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'
import type { AppEnv } from './bindings.ts'

/** HMAC of the address that the runtime knows, or of the hop a configured trusted proxy added; of an IPv6 address its /64. */
export function clientAddressHash(c: Context<AppEnv>): Promise<string> {
  return c.get('work').secrets.index('address', callerIn(clientAddress(c) ?? 'unknown'))
}

/** Whom an address belongs to: a subscriber has a whole /64 of IPv6, and every host of it is theirs (decision 28). */
function callerIn(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const read = ipaddr.process(address)
  return read.kind() === 'ipv4'
    ? read.toString()
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${read.toString()}/64`).toString()}/64`
}

function clientAddress(c: Context<AppEnv>): string | undefined {
  const hops = c.get('work').config.trustedProxyHops
  if (hops === 0) return c.get('runtime').peerOf(c)
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((hop) => hop.trim()) ?? []
  return forwarded.at(-hops)
}

const ownMachine = /^(127\.|::1$|::ffff:127\.)/

/** Nobody knows it behind a proxy, or on one's own machine. */
export function clientPlace(c: Context<AppEnv>): { country?: string; region?: string } {
  if (c.get('work').config.trustedProxyHops > 0 || ownMachine.test(clientAddress(c) ?? '')) return {}
  return c.get('runtime').placeOf(c)
}
