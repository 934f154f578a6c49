// What only the place a deployment runs in knows of a request. Made where it starts (worker.ts), handed to createApp();
// nothing else may ask a header for it, since outside Cloudflare anybody can send Cloudflare's.
import type { Context } from 'hono'

export interface Runtime {
  /** the address that the connection came from; undefined where the runtime does not know */
  peerOf: (c: Context) => string | undefined
  /** country (ISO 3166-1 alpha-2) and region (ISO 3166-2 without the country) of that address, '' where not known */
  placeOf: (c: Context) => { country: string; region: string }
  /** goes on with this when the answer has left */
  after: (c: Context, task: Promise<unknown>) => void
}

/** Cloudflare writes CF-Connecting-IP and `cf` itself, whatever the caller has sent. */
export const cloudflare: Runtime = {
  peerOf: (c) => c.req.header('cf-connecting-ip'),
  placeOf: (c) => {
    const { cf } = c.req.raw as Request & { cf?: Record<string, unknown> }
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    return { country: text(cf?.['country']), region: text(cf?.['regionCode']) }
  },
  after: (c, task) => c.executionCtx.waitUntil(task),
}
