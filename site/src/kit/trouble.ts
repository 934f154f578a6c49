import type { ProblemBody } from '#model/problems.ts'
import { screens } from '#words/site/screens.ts'

/** Why an answer did not come: said to a person, with what it means for retrying. */
export class Trouble extends Error {
  readonly kind: 'offline' | 'session' | 'refused' | 'failed'
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly fields: { field: string; reason: string }[]

  constructor(kind: Trouble['kind'], said: Partial<ProblemBody> & { title: string; detail: string }) {
    super(said.code ?? kind)
    this.kind = kind
    this.title = said.title
    this.detail = said.detail
    this.code = said.code ?? ''
    this.fields = said.fields ?? []
  }

  /** nobody knows whether it happened: the same act may be sent again under the same key */
  get unsure() {
    return this.kind === 'offline' || this.kind === 'failed'
  }
}

export const offline = () => new Trouble('offline', screens.offline)
export const failed = () => new Trouble('failed', screens.failed)

/** @param body of an answer that was not 2xx */
export function troubleFrom(status: number, body: unknown): Trouble {
  if (status === 401) return new Trouble('session', screens.session)
  const said = body as Partial<ProblemBody> | null
  if (typeof said?.title !== 'string' || typeof said.detail !== 'string') return failed()
  return new Trouble(status >= 500 ? 'failed' : 'refused', {
    ...said,
    title: said.title,
    detail: said.detail,
  })
}

export const troubleOf = (error: unknown): Trouble => (error instanceof Trouble ? error : failed())
