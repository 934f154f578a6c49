import type { ReasonOf } from '../reasons.ts'

/** How long an ending can be taken back, by the session that made it (decision 30). Milliseconds. */
export const RESUME_FOR = 10 * 60_000

export interface Ending {
  validUntil: number
  endedAt: number | null
  endedBecause: ReasonOf<'revoked'> | null
  endedBySession: string | null
  supersededAt: number | null
}

/**
 * Until when this session can take the ending back, exclusive; undefined where it cannot.
 * @param rests the confirmation that the code rests on still lives, and nothing holds the entry back
 */
export function resumableUntil(
  code: Ending,
  { sessionHash, rests }: { sessionHash: string; rests: boolean },
  now: number,
): number | undefined {
  if (code.endedAt === null || code.endedBecause !== 'graduate' || code.supersededAt !== null)
    return undefined
  if (code.endedBySession !== sessionHash || !rests) return undefined
  const until = Math.min(code.endedAt + RESUME_FOR, code.validUntil)
  return now < until ? until : undefined
}
