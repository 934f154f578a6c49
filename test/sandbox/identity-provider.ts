// A stand-in for 学信网: a real OpenID provider (oidc-provider) with invented accounts and a face check that is two
// buttons. Nothing of it is part of the product.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { Provider, type Configuration } from 'oidc-provider'
import { sandboxSettings } from '../support/settings.ts'
import type { Account, AccountSource } from './accounts.ts'
import { facePage, loginPage } from './identity-pages.ts'
import { MemoryAdapter } from './memory-adapter.ts'

export interface IdentityProvider {
  issuer: string
  close: () => Promise<void>
}

export interface IdentityProviderOptions {
  port: number
  /** of the site that people sign in to */
  origin: string
  accounts: AccountSource
  /** the `acr` that a passed face check gives, and the one of a sign-in that asks for it */
  acr: { face: string; staff: string }
}

export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const issuer = `http://127.0.0.1:${options.port}`
  /** accounts by subject, as they signed in since the start: claims are asked for by subject */
  const known = new Map<string, Account>()
  const provider = new Provider(issuer, configuration(options, issuer, known))
  const answer = provider.callback()
  const interact = interactions(provider, options, known)
  const server = createServer((request, response) => {
    void (request.url?.startsWith('/interaction/') === true
      ? interact(request, response)
      : answer(request, response))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function configuration(
  options: IdentityProviderOptions,
  issuer: string,
  known: Map<string, Account>,
): Configuration {
  const settings = sandboxSettings({ origin: options.origin, issuer })
  const client = (id: string, secret: string, callback: string) => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: [`${options.origin}/sign-in/callback/${callback}`],
    response_types: ['code' as const],
    grant_types: ['authorization_code'],
  })
  return {
    adapter: MemoryAdapter,
    clients: [
      client(settings.OIDC_CLIENT_ID ?? '', settings.OIDC_CLIENT_SECRET ?? '', 'graduate'),
      client(settings.STAFF_OIDC_CLIENT_ID ?? '', settings.STAFF_OIDC_CLIENT_SECRET ?? '', 'staff'),
    ],
    jwks: {
      keys: [
        {
          ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
          use: 'sig',
        },
      ],
    },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    acrValues: Object.values(options.acr),
    claims: {
      openid: ['sub'],
      profile: ['name', 'id_number', 'enrolment_bound'],
      email: ['email'],
      phone: ['phone_number'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      Session: 3600,
      Grant: 3600,
      Interaction: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    renderError(ctx, out) {
      ctx.type = 'html'
      ctx.body = `<!doctype html><meta charset="utf-8"><title>沙箱身份提供方</title><p>${out.error}</p>`
    },
    findAccount(_, subject) {
      const account = known.get(subject)
      if (account === undefined) return undefined
      return {
        accountId: subject,
        claims: () => ({
          sub: subject,
          name: account.name,
          id_number: account.idNumber,
          enrolment_bound: account.enrolmentBound,
          email: account.email,
          phone_number: account.phone,
        }),
      }
    },
    // nobody is asked for consent: the stand-in has two clients, both ours
    async loadExistingGrant(ctx) {
      const { client: asking, session } = ctx.oidc
      if (asking === undefined || session?.accountId === undefined) return undefined
      const grant = new ctx.oidc.provider.Grant({ clientId: asking.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile email phone')
      await grant.save()
      return grant
    },
  }
}

/** The two screens: sign-in, and the face check of a step-up (asked for by its acr). */
function interactions(provider: Provider, options: IdentityProviderOptions, known: Map<string, Account>) {
  /** who has signed in during an interaction and has the face check still before them */
  const before = new Map<string, Account>()
  return async (request: IncomingMessage, response: ServerResponse) => {
    const show = (page: string, status = 200) => {
      response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
      response.end(page)
    }
    try {
      const { uid, params, session } = await provider.interactionDetails(request, response)
      const asked = (typeof params.acr_values === 'string' ? params.acr_values : '').split(' ')
      const wantsFace = asked.includes(options.acr.face)
      const given = asked.includes(options.acr.staff) ? { acr: options.acr.staff } : {}
      const form = request.method === 'POST' ? await readForm(request) : new URLSearchParams()
      const person =
        before.get(uid) ?? (session?.accountId === undefined ? undefined : known.get(session.accountId))
      const finish = (result: Record<string, unknown>) =>
        provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })

      if (form.get('act') === 'cancel') {
        await finish({ error: 'access_denied', error_description: 'cancelled' })
      } else if (wantsFace && person !== undefined && form.get('act') !== 'login') {
        if (form.get('act') === 'pass') {
          before.delete(uid)
          await finish({ login: { accountId: person.subject, acr: options.acr.face, amr: ['face'] } })
        } else if (form.get('act') === 'fail') {
          await finish({ error: 'access_denied', error_description: 'face check failed' })
        } else show(facePage(person.name))
      } else if (form.get('act') === 'login') {
        const login = form.get('login') ?? ''
        const account = form.get('password') === 'sandbox' ? await options.accounts.find(login) : undefined
        if (account === undefined) show(loginPage({ login, wrong: true }), 401)
        else {
          known.set(account.subject, account)
          before.set(uid, account)
          if (wantsFace) show(facePage(account.name))
          else await finish({ login: { accountId: account.subject, ...given } })
        }
      } else show(loginPage({ login: '', wrong: false }))
    } catch {
      show(loginPage({ login: '', wrong: false, over: options.origin }), 400)
    }
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 10_000) throw new Error('too much')
  }
  return new URLSearchParams(text)
}
