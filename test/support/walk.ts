import { inject } from 'vitest'
import { Jar } from './cookie-jar.ts'
import { testApp } from './test-app.ts'

const issuer = inject('issuer')
export const signInSettings = { OIDC_ISSUER: issuer, STAFF_OIDC_ISSUER: issuer }
const site = testApp(signInSettings)
export const origin = 'http://127.0.0.1:8787'

/** One browser: our site in workerd, and the real identity provider over HTTP. */
export class Browser {
  readonly own = new Jar()
  readonly theirs = new Jar()

  /** asks our site; a redirect is not followed */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Accept: 'text/html', Cookie: this.own.header, ...(init.headers as object) }
    const answer = await site(path, { ...init, headers })
    this.own.take(answer)
    return answer
  }

  /** goes to the provider and on, until a page is shown or the way leads back to our site */
  async visit(url: string, form?: Record<string, string>): Promise<{ url: string; page: string }> {
    let at = url
    let body = form === undefined ? undefined : new URLSearchParams(form)
    for (let hops = 0; hops < 10; hops += 1) {
      const answer = await fetch(at, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { Cookie: this.theirs.header },
        ...(body === undefined ? {} : { body }),
      })
      this.theirs.take(answer)
      body = undefined
      const next = answer.headers.get('location')
      if (next === null) return { url: at, page: await answer.text() }
      await answer.body?.cancel()
      at = new URL(next, at).href
      if (at.startsWith(`${origin}/`)) return { url: at, page: '' }
    }
    throw new Error('too many redirects')
  }

  /** begins at our site and stops at the provider's first page */
  async leave(path: string) {
    const begun = await this.ask(path)
    const to = begun.headers.get('location')
    if (begun.status !== 302 || to === null) throw new Error(`not sent to the provider: ${begun.status}`)
    return this.visit(to)
  }

  /** signs in at the provider; @returns the callback's path and query */
  async callbackFor(login: string, path = '/sign-in/graduate') {
    const { url } = await this.leave(path)
    const back = await this.visit(url, { act: 'login', login, password: 'sandbox' })
    return back.url.slice(origin.length)
  }

  /** the face check's page and its answer; @returns the callback's path and query */
  async stepUpCallback(act: 'pass' | 'fail') {
    const { url, page } = await this.leave('/step-up?return=/graduate/authorize/')
    if (!page.includes('人脸识别（沙箱）')) throw new Error('no face check was shown')
    return (await this.visit(url, { act })).url.slice(origin.length)
  }
}
