import { createApp } from '../../functions/app.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { sessionRules } from '#model/roles.ts'
import { bindings } from './fixtures.ts'
import { origin } from './http.ts'

const app = createApp(cloudflare)

export interface Caller {
  graduate?: string
  staff?: string
  token?: string
}

let latest: { now: number; bindings: typeof bindings } = { now: Number.NaN, bindings }
/** The same object while the clock stands: the app reads settings and keys once for each, as it does where it is deployed. */
function bindingsAt(now: number) {
  if (latest.now !== now)
    latest = { now, bindings: Object.assign({}, bindings, { CLOCK_OFFSET_MS: String(now - Date.now()) }) }
  return latest.bindings
}

/** The whole app on the test's database with the rules' clock at a chosen time, as `npm start -- --now` has it. */
export async function callAt(
  now: number,
  caller: Caller,
  path: string,
  body?: { json?: unknown; bytes?: Uint8Array },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const cookies = [
    ...(caller.graduate === undefined ? [] : [`${sessionRules.graduate.cookie}=${caller.graduate}`]),
    ...(caller.staff === undefined ? [] : [`${sessionRules.staff.cookie}=${caller.staff}`]),
  ]
  const sent = body?.bytes ?? (body?.json === undefined ? undefined : JSON.stringify(body.json))
  const answer = await app.fetch(
    new Request(origin + path, {
      method: sent === undefined ? 'GET' : 'POST',
      headers: {
        'Idempotency-Key': crypto.randomUUID(),
        ...(caller.token === undefined ? { Origin: origin } : { Authorization: `Bearer ${caller.token}` }),
        ...(cookies.length === 0 ? {} : { Cookie: cookies.join('; ') }),
        ...(sent === undefined
          ? {}
          : { 'Content-Type': body?.bytes === undefined ? 'application/json' : 'application/octet-stream' }),
      },
      ...(sent === undefined ? {} : { body: sent as BodyInit }),
    }),
    bindingsAt(now),
  )
  const text = new TextDecoder().decode(await answer.arrayBuffer())
  // a stream of lines: the last one is the result
  const last = text.trim().split('\n').at(-1) ?? ''
  return { status: answer.status, body: JSON.parse(last) as Record<string, unknown> }
}
