// Whether a report and a code from before there were seals may get them: not where the audit knows of another life.
import type { AuditedAct, CodeState } from './decide-code-difference.ts'

export interface OldRow {
  /** undefined: there is no code of this report */
  code: CodeState | undefined
  hasAuthorization: boolean
  digestFits: boolean
  /** of the confirmation it rests on */
  confirmationEndedAt: number | null
  hasLife: boolean
  acts: readonly AuditedAct[]
}

export type RefusedBecause =
  | 'code_missing'
  | 'authorization_missing'
  | 'digest'
  | 'has_life'
  | 'not_in_audit'
  | 'ended_in_audit'
  | 'superseded'
  | 'validity'

export type OldRowDecision =
  | { refused: RefusedBecause }
  /** `cause` as the row of its life has it */
  | { refused: undefined; open: boolean; cause: string }

const endings = new Set(['authorization.ended', 'authorization.frozen', 'authorization.resumed'])

export function decideOldRow(of: OldRow): OldRowDecision {
  const { code, acts } = of
  if (code === undefined) return { refused: 'code_missing' }
  if (!of.hasAuthorization) return { refused: 'authorization_missing' }
  if (!of.digestFits) return { refused: 'digest' }
  if (of.hasLife) return { refused: 'has_life' }
  if (!acts.some(({ action }) => action === 'verification.authorized')) return { refused: 'not_in_audit' }
  const cause = code.endedBecause ?? code.supersededBecause
  if (cause !== null) return { refused: undefined, open: false, cause }
  const last = acts.findLast(({ action }) => endings.has(action))
  if (last !== undefined && last.action !== 'authorization.resumed') return { refused: 'ended_in_audit' }
  // what ends a confirmation supersedes the codes that rest on it
  if (of.confirmationEndedAt !== null && of.confirmationEndedAt < code.validUntil)
    return { refused: 'superseded' }
  const until = acts.findLast(({ validUntil }) => validUntil !== null)?.validUntil
  if (until !== code.validUntil) return { refused: 'validity' }
  return { refused: undefined, open: true, cause: 'open' }
}
