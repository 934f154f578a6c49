import { exports } from 'cloudflare:workers'
import { sessionRules } from '#model/roles.ts'

const worker = exports as unknown as {
  default: { fetch: (url: string, init?: RequestInit) => Promise<Response> }
}

export const origin = 'http://127.0.0.1:8787'

interface Sent {
  method?: string
  /** a session cookie's value, and whose it is */
  graduate?: string
  staff?: string
  department?: string
  json?: unknown
  body?: BodyInit
  headers?: Record<string, string>
}

/** One request to the real worker, as one of our own pages would send it. A header set to '' is left out. */
export function request(path: string, sent: Sent = {}): Promise<Response> {
  const cookies = [
    ...(sent.graduate === undefined ? [] : [`${sessionRules.graduate.cookie}=${sent.graduate}`]),
    ...(sent.staff === undefined ? [] : [`${sessionRules.staff.cookie}=${sent.staff}`]),
    ...(sent.department === undefined ? [] : [`${sessionRules.department.cookie}=${sent.department}`]),
  ]
  const headers: Record<string, string> = {
    Origin: origin,
    'Idempotency-Key': crypto.randomUUID(),
    ...(cookies.length === 0 ? {} : { Cookie: cookies.join('; ') }),
    ...(sent.json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...sent.headers,
  }
  const body = sent.json === undefined ? sent.body : JSON.stringify(sent.json)
  return worker.default.fetch(origin + path, {
    method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: Object.entries(headers).filter(([, value]) => value !== ''),
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
}
