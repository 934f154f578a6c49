import type { Reason } from '#model/reasons.ts'
import { type Verdict, verdicts } from '#model/verdict/verdict.ts'
import type { qr } from '#words/verify/qr.ts'

const PATIENCE_MS = 10_000

export type Block = keyof typeof qr.blocks
export type ReportShown = Partial<Record<Block, Record<string, string>>>

export interface Answer {
  verdict: Verdict | 'limited'
  /** of a limit, and of nothing else */
  retryAt?: string
  kind?: keyof typeof qr.kinds
  validUntil?: string
  checkedAt?: string
  receipt?: string
  specimen?: boolean
  because?: Reason
  serviceEnded?: boolean
  changedFields?: { block: string; label: string }[]
  report?: ReportShown
}

/** `offline`: nobody answered; `failed`: something answered, and it was no verdict (a server in trouble, a portal's page). */
export async function askServer(token: string): Promise<Answer | 'offline' | 'failed'> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), PATIENCE_MS)
  let response: Response
  try {
    response = await fetch('/api/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ token }),
      cache: 'no-store',
      signal: stop.signal,
    })
  } catch {
    clearTimeout(late)
    return 'offline'
  }
  try {
    const known: readonly string[] = response.ok ? verdicts : response.status === 429 ? ['limited'] : []
    const answer = known.length === 0 ? null : ((await response.json()) as Answer | null)
    return answer !== null && known.includes(answer.verdict) ? answer : 'failed'
  } catch {
    return 'failed'
  } finally {
    clearTimeout(late)
  }
}
