// The order of the signing keys decides: the first signs, every one verifies. A key is known by the RFC 7638 thumbprint
// of its public half; tokens carry the beginning of it, so two keys may never begin alike.

/** Letters of the thumbprint that a token carries as its `kid`. */
const KID_LETTERS = 8

const day = 86_400

/** How long a verifier may go on with the set it fetched: fresh, then stale while it fetches anew (seconds). */
export const keySetKept = { fresh: day, stale: day } as const

/** A key signs only when every verifier's copy of the set holds it, so it is published this long before. */
export const PUBLISHED_BEFORE_SIGNING_HOURS = (keySetKept.fresh + keySetKept.stale) / 3600

export const kidOf = (thumbprint: string): string => thumbprint.slice(0, KID_LETTERS)

/** One key given twice, or two whose tokens could not be told apart. */
export const haveOneKidTwice = (thumbprints: readonly string[]): boolean =>
  new Set(thumbprints.map(kidOf)).size < thumbprints.length

/** Where the key of this kid stands, -1 for none; a kid is the beginning of a thumbprint, as long as a token's or longer. */
const placeOf = (thumbprints: readonly string[], kid: string): number =>
  kid.length < KID_LETTERS ? -1 : thumbprints.findIndex((each) => each.startsWith(kid))

const others = (thumbprints: readonly string[], place: number): number[] =>
  [...thumbprints.keys()].filter((each) => each !== place)

/** The places in their new order, or why there is none. */
export type Reordered = readonly number[] | 'unknown' | 'last'

export function promoted(thumbprints: readonly string[], kid: string): Reordered {
  const place = placeOf(thumbprints, kid)
  if (place === -1) return 'unknown'
  return [place, ...others(thumbprints, place)]
}

export function removed(thumbprints: readonly string[], kid: string): Reordered {
  const place = placeOf(thumbprints, kid)
  if (place === -1) return 'unknown'
  if (thumbprints.length === 1) return 'last'
  return others(thumbprints, place)
}
