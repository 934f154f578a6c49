// A refusal on its way to the one place that answers it. Public words come from the catalogue; the private reason
// goes to the log and never to the client.
import { type ProblemBody, type ProblemCode, problemStatus } from '#model/problems.ts'
import { problems } from '#words/problems/catalogue.ts'

/** Two sentences for every code, and no sentence without its code. */
const words: Record<ProblemCode, { title: string; detail: string }> &
  Record<Exclude<keyof typeof problems, ProblemCode>, never> = problems

interface Said {
  /** replaces the catalogue's detail where it must name something (an entry, a date, a contact) */
  detail?: string
  fields?: { field: string; reason: string }[]
  /** for the log only */
  reason?: string
  /** WWW-Authenticate of a 401, for machines */
  challenge?: string
  /** seconds until the same may be asked again */
  retryAfter?: number
  /** a page's way on: a path of our own */
  next?: { href: string; text: string }
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly said: Said

  constructor(code: ProblemCode, said: Said = {}) {
    super(code)
    this.code = code
    this.said = said
  }

  get status() {
    return problemStatus[this.code]
  }

  /** @param origin our own, so that `type` is an address that can be opened */
  body(origin: string, requestId: string): ProblemBody {
    const known = words[this.code]
    return {
      type: `${origin}/help/problems/#${this.code}`,
      title: known.title,
      status: this.status,
      detail: this.said.detail ?? known.detail,
      code: this.code,
      ...(this.said.fields === undefined ? {} : { fields: this.said.fields }),
      requestId,
    }
  }
}

/** @throws Problem, always */
export function refuse(code: ProblemCode, said?: Said): never {
  throw new Problem(code, said)
}
