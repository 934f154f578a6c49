// A built page with the published keys in it, so that a QR is judged before anybody is asked. The same for everybody.
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { AppEnv } from '../platform/bindings.ts'
import { pageWith } from '../print/page.ts'
import { publishedSet } from '../proof/signing-keys.ts'

/**
 * `data-at` is the rules' clock: by it the page knows how old a kept copy is, and what time it is; `data-shift` is what
 * that clock is ahead of the machine's, in a sandbox. An answer that was revalidated would bring an old time, so there is
 * no validator, and no cache answers by itself.
 * @param path of a built page that holds the slot
 */
export async function pageWithKeys(c: Context<AppEnv>, path: string): Promise<Response> {
  const { secrets, now, machineNow } = c.get('work')
  const set = JSON.stringify(await publishedSet(secrets.signingKeys))
  const at = new Date(now).toISOString()
  const shift = String(now - machineNow)
  const content = html`<div
    id="published-keys"
    data-set="${set}"
    data-at="${at}"
    data-shift="${shift}"
  ></div>`
  const page = await pageWith(c, path, content)
  page.headers.set('Cache-Control', 'no-cache')
  return page
}
