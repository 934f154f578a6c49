import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWork } from '../../../../functions/platform/open-work.ts'
import type { Work } from '../../../../functions/platform/work.ts'
import { beginSignIn } from '../../../../functions/access/sign-in/begin-sign-in.ts'
import { openPreSession, type PreSession } from '../../../../functions/access/sign-in/pre-session.ts'
import { authorizationUrl, newGoing, readAnswer } from '../../../../functions/access/providers/provider.ts'
import { startFakeIssuer } from '../../../support/fake-issuer.ts'
import { hurryLimits } from '../../../support/hurried-limits.ts'
import { makeSecrets, sandboxSettings } from '../../../support/settings.ts'

const origin = 'http://127.0.0.1:8787'
const secrets = await makeSecrets()

function workWith(settings: Record<string, string>): Work {
  const env = { ...sandboxSettings({ origin, issuer: 'http://127.0.0.1:1' }), ...secrets, ...settings }
  return openWork({ ...env, DB: {}, ASSETS: {} } as never, { kind: 'anonymous' })
}

let issuer: Awaited<ReturnType<typeof startFakeIssuer>>
let work: Work
beforeEach(async () => {
  issuer = await startFakeIssuer()
  work = workWith({ OIDC_ISSUER: issuer.issuer, STAFF_OIDC_ISSUER: issuer.issuer })
})
afterEach(() => issuer.close())

const now = () => Math.floor(Date.now() / 1000)

/** A sign-in on its way, and the answer a good provider would give to it. */
async function away() {
  const { preSession: sealed, location } = await beginSignIn(work, 'graduate', '/graduate/confirm/')
  const preSession = await openPreSession(work, sealed)
  if (preSession === undefined) throw new Error('the pre-session does not open')
  const claims = {
    iss: issuer.issuer,
    aud: 'quxiang',
    sub: 'person-1',
    nonce: preSession.nonce,
    iat: now(),
    exp: now() + 600,
    auth_time: now(),
    acr: 'urn:quxiang:acr:face',
    name: ' 陈诚 ',
    id_number: '110101200401010019',
    phone_number: '19900000001',
    email: 'graduate@example.com',
    enrolment_bound: true,
  }
  const search = `?${new URLSearchParams({ code: 'a-code', state: preSession.state, iss: issuer.issuer }).toString()}`
  return { preSession, location: new URL(location), claims, search }
}

const answerToken = (token: string) =>
  issuer.answerWith(async () => ({
    body: { access_token: 'access', token_type: 'Bearer', id_token: token },
  }))

const refusal = async (preSession: PreSession, search: string) =>
  readAnswer(work, preSession, search).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a sign-in that goes well', () => {
  it('asks the provider with state, nonce, PKCE and a fresh sign-in', async () => {
    const { location, preSession } = await away()
    expect(location.origin).toBe(issuer.issuer)
    const asked = Object.fromEntries(location.searchParams)
    expect(asked).toMatchObject({
      client_id: 'quxiang',
      redirect_uri: `${origin}/sign-in/callback/graduate`,
      response_type: 'code',
      state: preSession.state,
      nonce: preSession.nonce,
      code_challenge_method: 'S256',
      prompt: 'login',
    })
    expect(asked).not.toHaveProperty('acr_values')
    expect(location.href).not.toContain(preSession.verifier)
  })

  it('asks for the agreed acr and a fresh authentication at a step-up', async () => {
    const url = new URL(
      await authorizationUrl(work, { ...newGoing('graduate'), acr: ['urn:face'], fresh: true }),
    )
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      acr_values: 'urn:face',
      max_age: '0',
      prompt: 'login',
    })
  })

  it('asks for any of several acr at a sign-in, which need not be fresh', async () => {
    const url = new URL(await authorizationUrl(work, { ...newGoing('staff'), acr: ['urn:a', 'urn:b'] }))
    expect(url.searchParams.get('acr_values')).toBe('urn:a urn:b')
    expect(url.searchParams.has('max_age')).toBe(false)
  })

  it('gives the claims of a good token, and sends the verifier', async () => {
    const { preSession, claims, search } = await away()
    let sent: URLSearchParams | undefined
    const token = await issuer.sign(claims)
    issuer.answerWith(async (asked) => {
      sent = asked
      return { body: { access_token: 'access', token_type: 'Bearer', id_token: token } }
    })
    expect(await readAnswer(work, preSession, search)).toEqual({
      issuer: issuer.issuer,
      subject: 'person-1',
      nonce: preSession.nonce,
      name: '陈诚',
      idNumber: '110101200401010019',
      phone: '19900000001',
      email: 'graduate@example.com',
      enrolmentBound: true,
      acr: 'urn:quxiang:acr:face',
      authTime: claims.auth_time,
    })
    expect(sent?.get('code_verifier')).toBe(preSession.verifier)
    expect(sent?.get('redirect_uri')).toBe(`${origin}/sign-in/callback/graduate`)
  })

  it('reads the person where the provider keeps them out of the token', async () => {
    const { preSession, claims, search } = await away()
    const { name, id_number, enrolment_bound, ...rest } = claims
    answerToken(await issuer.sign(rest))
    issuer.sayOfPerson({ sub: 'person-1', name, id_number, enrolment_bound, acr: 'forged' })
    expect(await readAnswer(work, preSession, search)).toMatchObject({ name: '陈诚', enrolmentBound: true })
    issuer.sayOfPerson({ sub: 'somebody-else', name, id_number, enrolment_bound })
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })
})

describe('a forged or foreign token', () => {
  it.each(['none', 'HS256'])('is refused with alg %s', async (alg) => {
    const { preSession, claims, search } = await away()
    const text = `${encoded({ alg, kid: 'ours' })}.${encoded(claims)}`
    answerToken(`${text}.${alg === 'none' ? '' : encoded('signature')}`)
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })

  it('is refused when signed with the client secret as an HMAC key', async () => {
    const { preSession, claims, search } = await away()
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode('sandbox-client-secret'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    answerToken(await issuer.sign(claims, key, { alg: 'HS256', kid: 'ours' }))
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })

  it.each(['ours', 'theirs'])('is refused when a foreign key signed it as %s', async (kid) => {
    const { preSession, claims, search } = await away()
    answerToken(await issuer.signForeign(claims, { alg: 'RS256', kid }))
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })

  it('is refused when it brings its own key', async () => {
    const { preSession, claims, search } = await away()
    const jwk = { ...(await issuer.foreignJwk()), kid: 'ours' }
    answerToken(
      await issuer.signForeign(claims, { alg: 'RS256', kid: 'ours', jwk, jku: 'https://evil.example/jwks' }),
    )
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'somebody-else' }],
    ['an end in the past', { iat: now() - 7200, exp: now() - 3600 }],
    ['no subject', { sub: undefined }],
  ])('is refused with %s', async (_, change) => {
    const { preSession, claims, search } = await away()
    answerToken(await issuer.sign({ ...claims, ...change } as never))
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })

  it('is refused when it was changed after signing', async () => {
    const { preSession, claims, search } = await away()
    const [header = '', , signature = ''] = (await issuer.sign(claims)).split('.')
    answerToken(`${header}.${encoded({ ...claims, sub: 'person-2' })}.${signature}`)
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })
})

describe('an answer that is not the one asked for', () => {
  it.each([
    ['another state', { state: 'x'.repeat(43) }],
    ['no state', { state: undefined }],
    ['another provider’s iss', { iss: 'https://evil.example' }],
    ['no iss where the provider always says it', { iss: undefined }],
    ['no code', { code: undefined }],
  ])('is refused with %s, and nothing is asked of the provider', async (_, change) => {
    const { preSession, claims, search } = await away()
    answerToken(await issuer.sign(claims))
    const given = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) given.delete(name)
      else given.set(name, value)
    }
    expect(await refusal(preSession, `?${given.toString()}`)).toBe('sign_in.rejected')
    expect(issuer.asked).not.toContain('/token')
  })

  it('is refused with a parameter given twice', async () => {
    const { preSession, search } = await away()
    expect(await refusal(preSession, `${search}&state=other`)).toBe('sign_in.rejected')
  })

  it('tells a cancelled sign-in from a failed one, and only with the right state', async () => {
    const { preSession } = await away()
    const said = (state: string) =>
      `?${new URLSearchParams({ error: 'access_denied', state, iss: issuer.issuer }).toString()}`
    expect(await readAnswer(work, preSession, said(preSession.state))).toEqual({ refused: 'access_denied' })
    expect(await refusal(preSession, said('x'.repeat(43)))).toBe('sign_in.rejected')
  })

  it('is refused with a code that was used before', async () => {
    const { preSession, search } = await away()
    issuer.answerWith(async () => ({ status: 400, body: { error: 'invalid_grant' } }))
    expect(await refusal(preSession, search)).toBe('sign_in.rejected')
  })
})

describe('a provider that is down or broken', () => {
  const begin = (with_: Work) =>
    beginSignIn(with_, 'graduate').then(
      () => 'accepted',
      (error: { code?: string }) => error.code,
    )

  it('is provider.unreachable, and is asked again the next time', async () => {
    issuer.describeAs({ issuer: 'https://evil.example' })
    expect(await begin(work)).not.toBe('accepted')
    issuer.describeAs({})
    expect(await begin(work)).toBe('accepted')
    expect(await begin(workWith({ OIDC_ISSUER: 'http://127.0.0.1:9' }))).toBe('provider.unreachable')
  })

  it('is provider.unreachable within five seconds when it never answers', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const limits = hurryLimits()
    expect(await begin(workWith({ OIDC_ISSUER: `http://127.0.0.1:${port}` }))).toBe('provider.unreachable')
    expect(limits).toEqual([5000])
    silent.close()
  })

  it('is provider.unreachable within five seconds when its token endpoint hangs', async () => {
    const { preSession, search } = await away()
    issuer.answerWith(() => new Promise(() => {}))
    const limits = hurryLimits()
    expect(await refusal(preSession, search)).toBe('provider.unreachable')
    expect(limits).toEqual([5000])
  })

  it('is provider.unreachable when its token endpoint fails', async () => {
    const { preSession, search } = await away()
    issuer.answerWith(async () => ({ status: 502, body: {} }))
    expect(await refusal(preSession, search)).toBe('provider.unreachable')
  })

  it('is never asked over plain HTTP outside a sandbox', async () => {
    const production = { ...work, config: { ...work.config, sandbox: false } }
    expect(await begin(production)).toBe('provider.unreachable')
    expect(issuer.asked).toEqual([])
  })
})
