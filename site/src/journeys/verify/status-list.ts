// The signed list of every report's standing (Token Status List, draft-ietf-oauth-status-list-17), kept for a check
// without a network. It names nobody: an entry is found by the index in the paper's own token.
import { fromBase64Url } from '#model/proof/base64url.ts'
import {
  MOST_REPORTS,
  STATUS_BITS,
  statuses,
  statusListText,
  statusListType,
} from '#model/proof/status-list.ts'
import { parseCompact } from '#model/proof/token.ts'
import { boundedFetch } from '../../kit/proof/bounded-fetch.ts'
import { signatureHolds } from '../../kit/proof/check-token.ts'
import { keep, kept } from '../../kit/proof/kept.ts'
import { type KeySet, siteTime } from '../../kit/proof/published-keys.ts'

export const LIST_PATH = '/.well-known/status-list'

const PER_BYTE = 8 / STATUS_BITS
const LONGEST = MOST_REPORTS / PER_BYTE
/** base64url twice over what did not compress at all */
const limits = { bytes: 2 * LONGEST, milliseconds: 20_000 }

export interface StatusList {
  /** as it came: its signature is checked again at every use, under the keys of that day */
  text: string
  /** milliseconds of the site's clock */
  fetchedAt: number
}

/** Milliseconds of the site's clock. */
interface ListClaims {
  madeAt: number
  believedUntil: number
  goodFor: number
  zipped: string
}

/** What the list says of one report: in force when it was made, or why not. */
const standings = {
  [statuses.valid]: 'in_force',
  [statuses.invalid]: 'ended',
  [statuses.suspended]: 'frozen',
  [statuses.superseded]: 'changed',
} as const

/** `out_of_date`: past its own end, and only an ending it names still counts. `newer`: the report came after the list. */
export type ListSays = (typeof standings)[keyof typeof standings] | 'newer' | 'out_of_date'

export const keptList = (): Promise<StatusList | undefined> => kept<StatusList>('status-list')

/** Safari before 16.4 cannot, and then no list is fetched. */
const canInflate = (): boolean => 'DecompressionStream' in globalThis

/**
 * Fetches the list where the kept one is older than it says it may be; an older list never takes a newer one's place.
 * @returns the list to go by, undefined where there is none
 */
export async function refreshList(set: KeySet): Promise<StatusList | undefined> {
  const had = await keptList()
  if (!canInflate()) return undefined
  const now = siteTime(set)
  const known = had === undefined ? undefined : await claimsOf(had.text, set)
  // a copy from the future was kept before the clock was set right
  if (had !== undefined && known !== undefined && had.fetchedAt <= now && now < had.fetchedAt + known.goodFor)
    return had
  const text = await boundedFetch(LIST_PATH, limits)
  const fresh = text === undefined ? undefined : await claimsOf(text, set)
  if (text === undefined || fresh === undefined || fresh.believedUntil <= now) return had
  if (known !== undefined && fresh.madeAt < known.madeAt) return had
  const list = { text, fetchedAt: now }
  await keep('status-list', list)
  return list
}

/** @returns undefined where there is no list, or none that our keys signed */
export async function lookUp(
  list: StatusList | undefined,
  index: number,
  set: KeySet,
): Promise<{ says: ListSays; asOf: number } | undefined> {
  const claims = list === undefined ? undefined : await claimsOf(list.text, set)
  if (claims === undefined || !canInflate()) return undefined
  const asOf = claims.madeAt
  try {
    const byte = await byteAt(fromBase64Url(claims.zipped), Math.floor(index / PER_BYTE))
    if (byte === undefined) return { says: 'newer', asOf }
    const status = (byte >> (STATUS_BITS * (index % PER_BYTE))) & (2 ** STATUS_BITS - 1)
    const says = standings[status as keyof typeof standings]
    const stale = says === 'in_force' && claims.believedUntil <= siteTime(set)
    return { says: stale ? 'out_of_date' : says, asOf }
  } catch {
    return undefined
  }
}

/** The claims of a list that one of these keys signed, for this site. */
async function claimsOf(text: string, { keys, shift }: KeySet): Promise<ListClaims | undefined> {
  const jws = parseCompact(text, limits.bytes, statusListType)
  if (jws === undefined || (await signatureHolds(jws, keys)) !== true) return undefined
  const { sub, iat, exp, ttl, status_list } = jws.payload
  const { lst } = (status_list ?? {}) as Record<string, unknown>
  if (sub !== location.origin + LIST_PATH || typeof lst !== 'string') return undefined
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof ttl !== 'number') return undefined
  if (jws.payloadText !== statusListText({ sub, iat, exp, ttl, lst })) return undefined
  return {
    madeAt: iat * 1000 + shift,
    believedUntil: exp * 1000 + shift,
    goodFor: ttl * 1000,
    zipped: lst,
  }
}

/** One byte of a zlib stream, read no further than needed. */
async function byteAt(zipped: Uint8Array<ArrayBuffer>, place: number): Promise<number | undefined> {
  const inflated = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('deflate'))
  const reader = inflated.getReader()
  for (let passed = 0; passed <= LONGEST;) {
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
