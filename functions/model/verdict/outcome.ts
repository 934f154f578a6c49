// What a look-up came to, in one word that has one set of sentences, whatever the way in.
import type { Reason } from '../reasons.ts'
import type { Verdict } from './verdict.ts'

export type Outcome =
  | 'valid'
  | 'valid_transfer'
  | 'expired_transfer'
  | 'stopped_transfer'
  | Reason
  | 'unverifiable'
  | 'unknown'
  | 'limited'

/** As much of an answer as decides it. */
export interface Answered {
  verdict: Verdict | 'limited'
  codeKind?: 'verification' | 'transfer' | null
  because?: Reason | null
  /** no new code can be had either */
  serviceEnded?: boolean
}

function outcomeOf({ verdict, codeKind, because }: Answered): Outcome {
  if (verdict === 'unknown' || verdict === 'limited' || verdict === 'unverifiable') return verdict
  if (verdict === 'valid') return codeKind === 'transfer' ? 'valid_transfer' : 'valid'
  if (because != null) return because
  return verdict === 'expired' ? 'expired_transfer' : 'stopped_transfer'
}

export interface Look {
  tone: 'good' | 'wait' | 'stop'
  mark: string
}

interface Said {
  title: string
  says: string
  next: readonly string[]
}

/**
 * What every way in says of an answer: one look a verdict, one set of sentences an outcome. Where the service is over, no
 * other's next steps can be taken.
 */
export const saidBy =
  <W extends Record<Outcome, Said>>(
    words: W & Record<Exclude<keyof W, Outcome>, never>,
    looks: Record<Answered['verdict'], Look>,
  ) =>
  (answer: Answered): Said & { look: Look } => {
    const { title, says, next }: Said = words[outcomeOf(answer)]
    return {
      title,
      says,
      next: answer.serviceEnded === true ? words.cap.next : next,
      look: looks[answer.verdict],
    }
  }

interface Changed {
  block: string
  label: string
}

/** Fields under the titles of their blocks, in their order. */
const byBlock = (fields: readonly Changed[]) =>
  [...new Set(fields.map(({ block }) => block))].map((title) => ({
    title,
    labels: fields.filter(({ block }) => block === title).map(({ label }) => label),
  }))

/** Which fields of a dead report say something else today, in a sentence. */
export const differing = (
  words: { none: string; fields: (blocks: ReturnType<typeof byBlock>) => string },
  fields: readonly Changed[],
): string => (fields.length === 0 ? words.none : words.fields(byBlock(fields)))
