// The public keys a verifying page judges by: the ones it arrived with, or the ones kept from an earlier visit. All
// times are the site's clock (decision 24), carried on by the device's own.
import { keySetKept } from '#model/proof/signing-keys.ts'
import { boundedFetch } from './bounded-fetch.ts'
import type { PublishedKey } from './check-token.ts'
import { keep, kept } from './kept.ts'

export interface KeySet {
  keys: PublishedKey[]
  /** when the site gave it out, milliseconds of the site's clock */
  at: number
  /** milliseconds that the site's clock is ahead of the device's */
  ahead: number
  /** and of its own machine's, by which it signs lists: 0 but in a sandbox */
  shift: number
}

const MOST_KEYS = 100
const coordinate = /^[A-Za-z0-9_-]{43}$/
const limits = { bytes: 64 * 1024, milliseconds: 5000 }

/** What a JWK may say of its use (RFC 7517, sections 4.2 to 4.4): ours say nothing else, or nothing. */
const isForSignatures = ({
  alg = 'ES256',
  use = 'sig',
  key_ops: acts = ['verify'],
}: Record<string, unknown>) =>
  alg === 'ES256' && use === 'sig' && Array.isArray(acts) && acts.includes('verify')

/** The P-256 keys of a JWK set that sign. Members of other kinds are passed over (RFC 7517, section 5). */
export function parseKeySet(text: string): PublishedKey[] {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown }
    if (!Array.isArray(keys) || keys.length > MOST_KEYS) return []
    return (keys as (Partial<PublishedKey> | null)[]).flatMap((key) => {
      const { kty, crv, x, y, kid } = key ?? {}
      return kty === 'EC' &&
        crv === 'P-256' &&
        [x, y, kid].every((each) => coordinate.test(String(each))) &&
        isForSignatures({ ...key })
        ? [{ kty, crv, x, y, kid } as PublishedKey]
        : []
    })
  } catch {
    return []
  }
}

/** The age up to which a key that the set does not hold is nobody's: until then it was published before it signed. */
export const mayBeBehind = ({ at }: KeySet, now: number): boolean =>
  now - at > (keySetKept.fresh + keySetKept.stale) * 1000

export const isDue = ({ at }: KeySet, now: number): boolean => now - at > keySetKept.fresh * 1000

/** The site's clock; a device whose own was turned back stands at the newest time the site told it. */
export const siteTime = (set: KeySet | undefined): number =>
  set === undefined ? Date.now() : Math.max(Date.now() + set.ahead, set.at)

/** A copy that the offline worker or the browser's history brought tells an old time. */
const fromNetwork = (): boolean => {
  const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return !('kept' in document.documentElement.dataset) && arrival?.type !== 'back_forward'
}

/** The newest set there is without asking anybody; undefined where there is none. */
export async function knownKeys(): Promise<KeySet | undefined> {
  const {
    set = '',
    at = '',
    shift = '',
  } = document.querySelector<HTMLElement>('#published-keys')?.dataset ?? {}
  const brought = { keys: parseKeySet(set), at: Date.parse(at), shift: Number(shift) }
  const usable = brought.keys.length > 0 && !Number.isNaN(brought.at)
  if (usable && fromNetwork()) return remembered({ ...brought, ahead: brought.at - Date.now() })
  const earlier = await kept<KeySet>('keys')
  if (!usable || (earlier !== undefined && earlier.at >= brought.at)) return earlier
  return remembered({ ...brought, ahead: earlier?.ahead ?? 0 })
}

/** Asks for the set alone, never for anything about a report. */
export async function fetchKeys(known: KeySet | undefined): Promise<KeySet | undefined> {
  const text = await boundedFetch('/.well-known/jwks.json', limits)
  const keys = text === undefined ? [] : parseKeySet(text)
  if (keys.length === 0) return undefined
  const { ahead, shift } = known ?? { ahead: 0, shift: 0 }
  return remembered({ keys, at: Date.now() + ahead, ahead, shift })
}

function remembered(set: KeySet): KeySet {
  void keep('keys', set)
  return set
}

/** For a page that arrived without a set: a fresh kept one, else a fetched one, else the kept one however old it is. */
export async function publishedKeys(): Promise<PublishedKey[] | undefined> {
  const known = await knownKeys()
  if (known !== undefined && !isDue(known, siteTime(known))) return known.keys
  return ((await fetchKeys(known)) ?? known)?.keys
}
