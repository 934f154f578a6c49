// Whether a report, its code, the code's life and the audit say the same, and if not, the first thing in which they differ.
import type { CodeEvent } from '#model/ledger/chain.ts'

export interface CodeState {
  validUntil: number
  version: number
  endedAt: number | null
  endedBecause: string | null
  supersededAt: number | null
  supersededBecause: string | null
  expiredAt: number | null
  openSeal: string | null
  endSeal: string | null
}

export interface LifeEvent {
  event: CodeEvent
  at: number
  version: number
  validUntil: number
  cause: string | null
}

/** An act as the audit has it. `validUntil` where its detail says one. */
export interface AuditedAct {
  seq: number
  at: number
  action: string
  validUntil: number | null
}

export interface Compared {
  /** null: it has none */
  reportSeal: 'holds' | 'broken' | null
  /** undefined: there is no code of this report */
  code: CodeState | undefined
  openHolds: boolean
  endHolds: boolean
  hasAuthorization: boolean
  issuedAt: number
  /** of the confirmation it rests on */
  confirmationEndedAt: number | null
  events: readonly LifeEvent[]
  acts: readonly AuditedAct[]
}

export type Difference =
  | {
      because:
        | 'report_unsealed'
        | 'report_seal'
        | 'code_missing'
        | 'authorization_missing'
        | 'life_missing'
        | 'state'
        | 'not_superseded'
        | 'code_unsealed'
        | 'code_seal'
        | 'dead_with_seal'
        | 'end_seal'
    }
  | { because: 'life_order'; at: number; event: CodeEvent }
  | { because: 'not_in_audit'; at: number; event: CodeEvent }
  | { because: 'not_in_life'; seq: number; action: string }

/** The acts that leave an audit row of their own; what an import supersedes is in the audit as the import. */
const actions: Partial<Record<CodeEvent, string>> = {
  issued: 'verification.authorized',
  changed: 'validity.changed',
  ended: 'authorization.ended',
  resumed: 'authorization.resumed',
  frozen: 'authorization.frozen',
}

interface Life {
  version: number
  validUntil: number
  /** undefined while it is open */
  dead: LifeEvent | undefined
}

/** What the next event makes of a life, or undefined where it cannot follow. */
function lived(life: Life | undefined, next: LifeEvent, issuedAt: number): Life | undefined {
  const { event, version, validUntil } = next
  if (life === undefined) {
    if (event === 'sealed') return { version, validUntil, dead: next.cause === 'open' ? undefined : next }
    const begins = event === 'issued' && version === 1 && next.at === issuedAt
    return begins ? { version, validUntil, dead: undefined } : undefined
  }
  const same = version === life.version && validUntil === life.validUntil
  switch (event) {
    case 'changed':
      return life.dead === undefined && version === life.version + 1
        ? { version, validUntil, dead: undefined }
        : undefined
    case 'resumed':
      return life.dead?.event === 'ended' && version === life.version + 1 && validUntil === life.validUntil
        ? { version, validUntil, dead: undefined }
        : undefined
    case 'ended':
    case 'frozen':
    case 'superseded':
      return life.dead === undefined && same ? { ...life, dead: next } : undefined
    default:
      return undefined
  }
}

function isAs(code: CodeState, { version, validUntil, dead }: Life): boolean {
  if (code.version !== version || code.validUntil !== validUntil) return false
  if (code.expiredAt !== null && code.expiredAt < code.validUntil) return false
  const { endedAt, endedBecause, supersededAt, supersededBecause } = code
  const ended = dead?.event === 'ended' || dead?.event === 'frozen' ? dead : undefined
  const superseded = dead?.event === 'superseded' ? dead : undefined
  if (dead?.event === 'sealed') return (endedBecause ?? supersededBecause) === dead.cause
  return (
    endedAt === (ended?.at ?? null) &&
    endedBecause === (ended === undefined ? null : ended.event === 'frozen' ? 'frozen' : 'graduate') &&
    supersededAt === (superseded?.at ?? null) &&
    supersededBecause === (superseded?.cause ?? null)
  )
}

/** Acts and events that name the same instant and, where both say one, the same end. */
function unmatched(events: readonly LifeEvent[], acts: readonly AuditedAct[]): Difference | undefined {
  const left = [...acts]
  for (const { event, at, validUntil } of events) {
    const action = actions[event]
    if (action === undefined) continue
    const place = left.findIndex(
      (act) =>
        act.action === action && act.at === at && (act.validUntil === null || act.validUntil === validUntil),
    )
    if (place === -1) return { because: 'not_in_audit', at, event }
    left.splice(place, 1)
  }
  const [rest] = left
  return rest && { because: 'not_in_life', seq: rest.seq, action: rest.action }
}

export function firstDifference(of: Compared): Difference | undefined {
  if (of.reportSeal !== 'holds')
    return { because: of.reportSeal === null ? 'report_unsealed' : 'report_seal' }
  const { code } = of
  if (code === undefined) return { because: 'code_missing' }
  if (!of.hasAuthorization) return { because: 'authorization_missing' }
  const events = of.events.filter(({ event }) => event !== 'withheld')
  const [first] = events
  if (first === undefined) return { because: 'life_missing' }
  let life: Life | undefined
  for (const next of events) {
    life = lived(life, next, of.issuedAt)
    if (life === undefined) return { because: 'life_order', at: next.at, event: next.event }
  }
  if (life === undefined || !isAs(code, life)) return { because: 'state' }
  // one that ran out keeps its seal
  const open = code.endedAt === null && code.supersededAt === null
  // whatever ends a confirmation supersedes the live codes that rest on it; an import leaves no audit row for each
  if (open && of.confirmationEndedAt !== null && of.confirmationEndedAt < code.validUntil)
    return { because: 'not_superseded' }
  if (open && code.openSeal === null) return { because: 'code_unsealed' }
  if (open && !of.openHolds) return { because: 'code_seal' }
  if (!open && code.openSeal !== null) return { because: 'dead_with_seal' }
  if (code.endSeal !== null && !of.endHolds) return { because: 'end_seal' }
  // of an old code only what came after its seal has a life
  const since = first.event === 'sealed' ? first.at : -Infinity
  return unmatched(
    events,
    of.acts.filter(({ at }) => at > since),
  )
}
