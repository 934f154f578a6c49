// The signed list of every report's standing (Token Status List, draft-ietf-oauth-status-list-17), kept for a check
// without a network. It names nobody: an entry is found by the index in the paper's own token.
import { fromBase64Url, fromCanonical } from '../../../functions/platform/base64url.rules.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { type PublishedKey, signatureHolds } from './check-token.ts'
import { keep, kept } from './kept.ts'

export const LIST_PATH = '/.well-known/status-list'

/** 24 million reports of two kinds are 12 MB inflated. */
const limits = { bytes: 8 * 1024 * 1024, milliseconds: 20_000, inflated: 32 * 1024 * 1024 }
const BITS = 2
const PER_BYTE = 8 / BITS

export interface StatusList {
  /** as it came: its signature is checked again at every use, under the keys of that day */
  text: string
  /** milliseconds of the site's clock */
  fetchedAt: number
}

interface ListClaims {
  /** seconds since 1970 */
  iat: number
  exp: number
  ttl: number
  lst: string
}

/** What the list says of one report: in force when it was made, or why not. */
export type Standing = 'in_force' | 'ended' | 'frozen' | 'changed'
const standings: readonly Standing[] = ['in_force', 'ended', 'frozen', 'changed']

/** `out_of_date`: past its own end, and only an ending it names still counts. `newer`: the report came after the list. */
export type ListSays = Standing | 'newer' | 'out_of_date'

export const keptList = (): Promise<StatusList | undefined> => kept<StatusList>('status-list')

/** Reads with what this browser has; Safari before 16.4 cannot inflate, and then no list is fetched. */
export const canInflate = (): boolean => 'DecompressionStream' in globalThis

/**
 * Fetches the list where the kept one is older than it says it may be; an older list never takes a newer one's place.
 * @returns the list to go by, undefined where there is none
 */
export async function refreshList(
  keys: readonly PublishedKey[],
  now: number,
): Promise<StatusList | undefined> {
  const had = await keptList()
  if (!canInflate()) return undefined
  const known = had === undefined ? undefined : await claimsOf(had.text, keys)
  if (had !== undefined && known !== undefined && now < had.fetchedAt + known.ttl * 1000) return had
  const text = await boundedFetch(LIST_PATH, limits)
  const fresh = text === undefined ? undefined : await claimsOf(text, keys)
  if (text === undefined || fresh === undefined || fresh.exp * 1000 <= now) return had
  if (known !== undefined && fresh.iat < known.iat) return had
  const list = { text, fetchedAt: now }
  await keep('status-list', list)
  return list
}

/** @returns undefined where there is no list, or none that our keys signed */
export async function lookUp(
  list: StatusList | undefined,
  index: number,
  keys: readonly PublishedKey[],
  now: number,
): Promise<{ says: ListSays; asOf: number } | undefined> {
  const claims = list === undefined ? undefined : await claimsOf(list.text, keys)
  if (claims === undefined || !canInflate()) return undefined
  const asOf = claims.iat * 1000
  try {
    const byte = await byteAt(fromBase64Url(claims.lst), Math.floor(index / PER_BYTE))
    if (byte === undefined) return { says: 'newer', asOf }
    const standing = standings[(byte >> (BITS * (index % PER_BYTE))) & (2 ** BITS - 1)] ?? 'in_force'
    return { says: standing === 'in_force' && claims.exp * 1000 <= now ? 'out_of_date' : standing, asOf }
  } catch {
    return undefined
  }
}

/** The claims of a list that one of these keys signed, for this site. */
async function claimsOf(text: string, keys: readonly PublishedKey[]): Promise<ListClaims | undefined> {
  const parts = text.split('.')
  const [header = '', payload = ''] = parts
  const [headerBytes, payloadBytes, signature] = parts.map(fromCanonical)
  if (parts.length !== 3 || signature?.length !== 64) return undefined
  const { alg, kid, typ } = parsed(headerBytes)
  if (alg !== 'ES256' || typ !== 'statuslist+jwt' || typeof kid !== 'string') return undefined
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  if ((await signatureHolds({ kid, signature, signed }, keys)) !== true) return undefined
  return claimsIn(parsed(payloadBytes))
}

function claimsIn(payload: Record<string, unknown>): ListClaims | undefined {
  const { sub, iat, exp, ttl } = payload
  const { bits, lst } = (payload['status_list'] ?? {}) as Record<string, unknown>
  if (sub !== location.origin + LIST_PATH || bits !== BITS || typeof lst !== 'string') return undefined
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof ttl !== 'number') return undefined
  return { iat, exp, ttl, lst }
}

function parsed(bytes: Uint8Array | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** One byte of a zlib stream, read no further than needed. */
async function byteAt(zipped: Uint8Array<ArrayBuffer>, place: number): Promise<number | undefined> {
  const inflated = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('deflate'))
  const reader = inflated.getReader()
  for (let passed = 0; passed <= limits.inflated;) {
    const { done, value } = await reader.read()
    if (done) return undefined
    if (place < passed + value.length) {
      await reader.cancel()
      return value[place - passed]
    }
    passed += value.length
  }
  await reader.cancel()
  throw new Error('more than a list can hold')
}
