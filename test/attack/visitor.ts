// Somebody who asks the attacked sandbox over HTTP: a browser without its pages, with cookies of its own.
import type { SessionKind } from '#model/roles.ts'
import { Jar } from '../support/cookie-jar.ts'

/** Every request of the run, the provider's pages included; each script says how many were its own. */
export const traffic = { requests: 0 }

export interface Sent {
  method?: string
  json?: unknown
  bytes?: Uint8Array
  form?: Record<string, string>
  /** of a machine: then neither cookie nor Origin goes with it */
  token?: string
  /** the caller's address, as Cloudflare would write it: local wrangler believes whoever sends it */
  address?: string
  /** Idempotency-Key; a fresh one where left out */
  key?: string
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** milliseconds until the last byte */
  ms: number
}

let asked = 0
/** An address nobody has asked from yet (RFC 2544's block and on): each has counters of its own. */
export const freshAddress = (): string => {
  asked += 1
  return `198.${18 + (asked >> 16)}.${(asked >> 8) & 255}.${asked & 255}`
}

const bodyOf = ({ json, bytes, form }: Sent): { type?: string; body?: BodyInit } => {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) }
  if (bytes !== undefined) return { type: 'application/octet-stream', body: bytes as BodyInit }
  if (form === undefined) return {}
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() }
}

export class Visitor {
  readonly cookies = new Jar()
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  /** One request, as one of our own pages would send it; a redirect is not followed. */
  async ask(path: string, sent: Sent = {}): Promise<Answer> {
    const { type, body } = bodyOf(sent)
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST')
    const own = sent.token === undefined ? this.cookies.header : ''
    const began = performance.now()
    const answer = await this.#fetch(this.origin + path, this.cookies, {
      method,
      headers: {
        'Idempotency-Key': sent.key ?? crypto.randomUUID(),
        'CF-Connecting-IP': sent.address ?? freshAddress(),
        ...(sent.token === undefined ? { Origin: this.origin } : { Authorization: `Bearer ${sent.token}` }),
        ...(own === '' ? {} : { Cookie: own }),
        ...(type === undefined ? {} : { 'Content-Type': type }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, ms: performance.now() - began }
  }

  /** The same where anything but 200 ends the script. */
  async get<T>(path: string, sent: Sent = {}): Promise<T> {
    const { status, text } = await this.ask(path, sent)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
    // a stream of lines: the last one is the result
    return JSON.parse(text.trim().split('\n').at(-1) ?? '') as T
  }

  async signIn(kind: SessionKind, login: string): Promise<void> {
    await this.#passProvider(`/sign-in/${kind}`, [{ act: 'login', login, password: 'sandbox' }])
  }

  /** The face check, passed. */
  async stepUp(): Promise<void> {
    await this.#passProvider('/step-up?return=/graduate/authorize/', [{ act: 'pass' }])
  }

  /** From our page to the provider's and back, sending these forms there one after another. */
  async #passProvider(path: string, forms: Record<string, string>[]): Promise<void> {
    const left = [...forms]
    let at = this.origin + path
    let form: Record<string, string> | undefined
    for (let hops = 0; hops < 16; hops += 1) {
      const ours = at.startsWith(`${this.origin}/`)
      const cookies = ours ? this.cookies : this.#theirs
      const answer = await this.#fetch(at, cookies, {
        method: form === undefined ? 'GET' : 'POST',
        headers: { Cookie: cookies.header },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      })
      const text = await answer.text()
      const next = answer.headers.get('location')
      form = undefined
      if (ours && answer.status === 303) return
      if (next !== null) at = new URL(next, at).href
      else if (ours || (form = left.shift()) === undefined)
        throw new Error(`${path} ended at ${at}: ${answer.status} ${text.slice(0, 300)}`)
    }
    throw new Error(`${path}: too many redirects`)
  }

  readonly #theirs = new Jar()

  async #fetch(url: string, cookies: Jar, init: RequestInit): Promise<Response> {
    traffic.requests += 1
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
    cookies.take(answer)
    return answer
  }
}
