// A provincial system as it would be on the other side: it knows the API's addresses and its own key, nothing else.
import { SignJWT } from 'jose'

const chunk = 1000

export interface Follower {
  after: number
  /** true: ends once there is nothing more to read */
  stopped: boolean
}

interface FeedEvent {
  seq: number
  at: string
  kind: string
  examNumber: string
}

interface Counts {
  accepted: number
  changed: number
  unchanged: number
  refused: number
}

export function provinceSystem(own: {
  origin: string
  id: string
  key: CryptoKey | Uint8Array
  kid: string
}) {
  let token = { text: '', until: 0 }

  async function bearer(): Promise<string> {
    if (Date.now() < token.until) return token.text
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: own.kid })
      .setIssuer(own.id)
      .setSubject(own.id)
      .setAudience(`${own.origin}/api/oauth/token`)
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(own.key)
    const answer = await fetch(`${own.origin}/api/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    })
    const given = await readAnswer<{ access_token: string; expires_in: number }>(answer)
    token = { text: given.access_token, until: Date.now() + (given.expires_in - 30) * 1000 }
    return token.text
  }

  async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = { ...init.headers, Authorization: `Bearer ${await bearer()}` }
    return readAnswer<T>(await fetch(own.origin + path, { ...init, headers }))
  }

  return {
    /** Reports in calls of 1,000 rows at most; each call under a key of its own. */
    async *push(report: { 记录: unknown[] }) {
      for (let at = 0; at < report.记录.length; at += chunk) {
        const rows = report.记录.slice(at, at + chunk)
        const began = performance.now()
        const { counts } = await call<{ counts: Counts }>('/api/sync/records', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
          body: JSON.stringify({ ...report, 记录: rows }),
        })
        yield { rows: rows.length, counts, ms: Math.round(performance.now() - began) }
      }
    },
    /** Reads on from `after`, twice a second. The lag is told once the past has been read. */
    async *follow(follower: Follower) {
      let caughtUp = false
      for (;;) {
        const page = await call<{ events: FeedEvent[]; next: number }>(
          `/api/sync/events?after=${follower.after}&limit=1000`,
        )
        const last = page.events.at(-1)
        if (last !== undefined)
          yield {
            events: page.events,
            lag: caughtUp ? Math.max(0, Date.now() - Date.parse(last.at)) : undefined,
          }
        follower.after = page.next
        if (page.events.length === 1000) continue
        caughtUp = true
        if (follower.stopped) return
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    },
  }
}

async function readAnswer<T>(answer: Response): Promise<T> {
  const body = (await answer.json()) as T & { title?: string; error_description?: string }
  if (!answer.ok) throw new Error(`${answer.status} ${body.title ?? body.error_description ?? ''}`)
  return body
}
