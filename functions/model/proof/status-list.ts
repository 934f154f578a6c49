// A Token Status List (draft-ietf-oauth-status-list-17, 30 January 2026) over every report: two bits each, at the place
// that its token names. What changed is written over what it said before; an ending that is taken back makes a place valid
// again, everything else that died stays dead.
import type { ReasonedVerdict } from '../verdict/verdict.ts'

export const STATUS_BITS = 2
const PER_BYTE = 8 / STATUS_BITS

/** Registered values are the draft's (section 7.1); 3 is its first application-specific one. */
export const statuses = { valid: 0, invalid: 1, suspended: 2, superseded: 3 } as const
export type Status = (typeof statuses)[keyof typeof statuses]

/** The `typ` of a signed list (section 5.1). */
export const statusListType = 'statuslist+jwt'

export interface StatusListClaims {
  /** the address it is published at */
  sub: string
  /** whole seconds since 1970 */
  iat: number
  exp: number
  /** seconds that a copy is good for */
  ttl: number
  /** zlib, base64url */
  lst: string
}

export const statusListText = ({ sub, iat, exp, ttl, lst }: StatusListClaims): string =>
  JSON.stringify({ sub, iat, exp, ttl, status_list: { bits: STATUS_BITS, lst } })

/** A list of one database; more reports than this and its row would outgrow what D1 keeps in one. */
export const MOST_REPORTS = 4_000_000

/** Seconds that a copy is good for; a sandbox makes a new one almost at once, so that an ending can be tried. */
export const statusListTtl = (sandbox: boolean): number => (sandbox ? 2 : 300)

/** Seconds after which a copy is not believed any more. */
export const STATUS_LIST_LIFE = 86_400

/** Acts that were under way while the list before was made are read again. */
export const OVERLAP = 10 * 60_000

export function statusOf(reasoned: ReasonedVerdict): Status {
  switch (reasoned.verdict) {
    case 'valid':
      return statuses.valid
    case 'expired':
      return statuses.invalid
    case 'revoked':
      return reasoned.because === 'frozen' ? statuses.suspended : statuses.invalid
    case 'superseded':
      return statuses.superseded
  }
}

/** @param size how many reports there are; one that began and died since they were counted makes the list longer */
export function changedList(
  before: Uint8Array,
  size: number,
  changes: readonly { index: number; status: Status }[],
): Uint8Array<ArrayBuffer> {
  const last = changes.reduce((most, { index }) => Math.max(most, index), size - 1)
  const list = new Uint8Array(Math.max(before.length, Math.ceil((last + 1) / PER_BYTE)))
  list.set(before)
  for (const { index, status } of changes) {
    const byte = Math.floor(index / PER_BYTE)
    const shift = (index % PER_BYTE) * STATUS_BITS
    list[byte] = ((list[byte] ?? 0) & ~(3 << shift)) | (status << shift)
  }
  return list
}

/** What a list says of a place (section 4.1: from the least significant bits on), or undefined past its end. */
export function statusAt(list: Uint8Array, index: number): Status | undefined {
  const byte = list[Math.floor(index / PER_BYTE)]
  return byte === undefined ? undefined : (((byte >> ((index % PER_BYTE) * STATUS_BITS)) & 3) as Status)
}
