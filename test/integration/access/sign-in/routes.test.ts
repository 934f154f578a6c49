import { exports } from 'cloudflare:workers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { beginSignIn } from '../../../../functions/access/sign-in/begin-sign-in.ts'
import { seedDepartment } from '../../../support/department-fixtures.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { origin, request } from '../../../support/http.ts'

const issuer = 'http://127.0.0.1:8788'
const keys = await generateKeyPair('ES256')
/** what the provider says of the person at the next exchange of a code */
let person: Record<string, unknown> = {}

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))
beforeEach(() => vi.stubGlobal('fetch', provider))
afterEach(() => vi.unstubAllGlobals())

async function provider(input: string | URL | Request): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  if (pathname === '/.well-known/openid-configuration')
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    })
  if (pathname === '/jwks')
    return Response.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] })
  const now = Math.floor(Date.now() / 1000)
  const token = await new SignJWT({ auth_time: now, ...person })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(keys.privateKey)
  return Response.json({ access_token: 'access', token_type: 'Bearer', id_token: token })
}

const cookiesOf = (answer: Response) => answer.headers.getSetCookie()
const valueOf = (answer: Response, name: string) =>
  cookiesOf(answer)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0]

/** Goes to the provider and comes back with what it says of the person. */
async function comeBack(path: string, claims: Record<string, unknown>, cookie = '', kind = 'graduate') {
  const leaving = await request(path, { headers: { Cookie: cookie } })
  expect(leaving.status).toBe(302)
  const asked = new URL(leaving.headers.get('location') ?? '')
  const preSession = valueOf(leaving, '__Host-pre-session') ?? ''
  person = {
    aud: asked.searchParams.get('client_id'),
    nonce: asked.searchParams.get('nonce'),
    ...claims,
  }
  const query = new URLSearchParams({ code: 'code', state: asked.searchParams.get('state') ?? '' })
  const back = await request(`/sign-in/callback/${kind}?${query.toString()}`, {
    headers: { Cookie: [preSession, cookie].filter((each) => each !== '').join('; ') },
  })
  return { leaving, asked, preSession, back }
}

const graduateClaims = (idNumber: string) => ({
  sub: `of-${idNumber}`,
  name: '陈诚',
  id_number: idNumber,
  enrolment_bound: true,
})

let exam = 22110108155000
const graduate = async () => {
  exam += 1
  const idNumber = inventIdNumber()
  return {
    idNumber,
    seeded: await seedGraduate(workAt(), { schoolCode: '10001', examNumber: String(exam), idNumber }),
  }
}

it('signs a graduate in and leads back to the page asked for', async () => {
  const { idNumber } = await graduate()
  const { leaving, back } = await comeBack(
    '/sign-in/graduate?return=/graduate/confirm/',
    graduateClaims(idNumber),
  )
  expect(cookiesOf(leaving)[0]).toMatch(
    /^__Host-pre-session=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(leaving.headers.get('cache-control')).toBe('no-store')
  expect([back.status, back.headers.get('location')]).toEqual([303, '/graduate/confirm/'])
  expect(cookiesOf(back).find((each) => each.startsWith('__Host-graduate='))).toMatch(
    /; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(cookiesOf(back).find((each) => each.startsWith('__Host-pre-session=;'))).toContain('Max-Age=0')
  const cookie = valueOf(back, '__Host-graduate') ?? ''
  const session = await request('/api/graduate/session', { headers: { Cookie: cookie } })
  expect(await session.json()).toMatchObject({
    progress: { next: { act: 'confirm' } },
    person: { name: '陈诚' },
  })
})

const strong = 'urn:quxiang:acr:staff'

it('signs staff in at their own address', async () => {
  const { actor } = await seedStaff(workAt(), '10001')
  const subject = `staff-10001-${actor.accountId}`
  const { back, asked } = await comeBack('/sign-in/staff', { sub: subject, acr: strong }, '', 'staff')
  expect(asked.searchParams.get('acr_values')).toBe(strong)
  expect(asked.searchParams.get('redirect_uri')).toBe(`${origin}/sign-in/callback/staff`)
  expect([back.status, back.headers.get('location')]).toEqual([303, '/staff/'])
  const cookie = valueOf(back, '__Host-staff') ?? ''
  expect((await request('/api/staff/session', { headers: { Cookie: cookie } })).status).toBe(200)
})

it.each([
  ['none', {}],
  ['a lower one', { acr: 'urn:password' }],
  ['one of a face check', { acr: 'urn:quxiang:acr:face' }],
  ['capitals', { acr: strong.toUpperCase() }],
  ['several at once', { acr: [strong] }],
])(
  'signs neither staff nor a department in by a token with %s for an acr, and says what to do',
  async (_, acr) => {
    const { actor } = await seedStaff(workAt(), '10001')
    const desk = await seedDepartment(workAt())
    for (const [path, sub] of [
      ['/sign-in/staff', `staff-10001-${actor.accountId}`],
      ['/sign-in/department', desk.subject],
    ] as const) {
      const { back } = await comeBack(path, { sub, ...acr }, '', 'staff')
      const said: { detail: string } = await back.json()
      expect([back.status, said]).toMatchObject([403, { code: 'sign_in.too_weak' }])
      expect(said.detail).toMatch(/更强的验证方式.*重新登录.*咨询：/)
      expect(cookiesOf(back).map((each) => each.split('=')[0])).toEqual(['__Host-pre-session'])
      const strongly = await comeBack(path, { sub, acr: strong }, '', 'staff')
      expect(strongly.back.status).toBe(303)
    }
  },
)

it('refuses a callback without its pre-session, and one of the other provider', async () => {
  const bare = await request('/sign-in/callback/graduate?code=a&state=b')
  expect([bare.status, await bare.json()]).toMatchObject([400, { code: 'sign_in.expired' }])
  const { preSession } = await comeBack('/sign-in/graduate', graduateClaims('none'))
  const mixed = await request('/sign-in/callback/staff?code=a&state=b', { headers: { Cookie: preSession } })
  expect([mixed.status, await mixed.json()]).toMatchObject([400, { code: 'sign_in.rejected' }])
  expect(cookiesOf(mixed)[0]).toContain('__Host-pre-session=; Max-Age=0')
})

it('takes the pre-session away and gives no session where the sign-in is refused', async () => {
  const { back } = await comeBack('/sign-in/graduate', graduateClaims('110101200401018888'))
  expect([back.status, await back.json()]).toMatchObject([403, { code: 'sign_in.no_entry' }])
  expect(cookiesOf(back)).toHaveLength(1)
  expect(cookiesOf(back)[0]).toContain('__Host-pre-session=; Max-Age=0')
})

it.each([
  ['access_denied', 403, 'sign_in.cancelled'],
  ['invalid_scope', 400, 'sign_in.rejected'],
  ['temporarily_unavailable', 503, 'provider.unreachable'],
])('answers a sign-in that ended with %s by %i %s', async (error, status, code) => {
  const leaving = await request('/sign-in/graduate')
  const state = new URL(leaving.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const back = await request(
    `/sign-in/callback/graduate?${new URLSearchParams({ error, state }).toString()}`,
    {
      headers: { Cookie: valueOf(leaving, '__Host-pre-session') ?? '' },
    },
  )
  expect([back.status, await back.json()]).toMatchObject([status, { code }])
  expect(valueOf(back, '__Host-graduate')).toBeUndefined()
})

it('takes a graduate through the step-up and back, under a new session id', async () => {
  const { idNumber } = await graduate()
  const claims = graduateClaims(idNumber)
  const signedIn = await comeBack('/sign-in/graduate', claims)
  const cookie = valueOf(signedIn.back, '__Host-graduate') ?? ''
  const acr = workAt().config.stepUpAcr
  const { asked, back } = await comeBack('/step-up?return=/graduate/authorize/', { ...claims, acr }, cookie)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    acr_values: acr,
    max_age: '0',
    prompt: 'login',
  })
  expect([back.status, back.headers.get('location')]).toEqual([303, '/graduate/authorize/'])
  const renamed = valueOf(back, '__Host-graduate') ?? ''
  expect(renamed).not.toBe(cookie)
  const cards = await request('/api/graduate/authorizations', { headers: { Cookie: renamed } })
  const { stepUp } = (await cards.json()) as { stepUp: { secondsLeft: number } }
  expect(stepUp.secondsLeft).toBeGreaterThan(590)
  expect((await request('/api/graduate/session', { headers: { Cookie: cookie } })).status).toBe(401)
})

it('shows how to go on where the step-up was cancelled, and opens nothing', async () => {
  const { seeded } = await graduate()
  const cookie = `__Host-graduate=${seeded.cookie}`
  const leaving = await request('/step-up', { headers: { Cookie: cookie } })
  const state = new URL(leaving.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const query = new URLSearchParams({ error: 'access_denied', state })
  const back = await request(`/sign-in/callback/graduate?${query.toString()}`, {
    headers: { Cookie: `${valueOf(leaving, '__Host-pre-session')}; ${cookie}` },
  })
  const problem = (await back.json()) as { code: string; detail: string }
  expect(problem.code).toBe('step_up.refused')
  expect(problem.detail).toContain('当面核验')
  expect(problem.detail).toContain('010-11110000')
  expect((await request('/api/graduate/session', { graduate: seeded.cookie })).status).toBe(200)
})

it('leads a step-up without a session to the sign-in, and back to the step-up', async () => {
  const answer = await request('/step-up?return=//evil.example')
  expect(answer.status).toBe(302)
  const location = new URL(answer.headers.get('location') ?? '', origin)
  expect(location.pathname).toBe('/sign-in/graduate')
  expect(location.searchParams.get('return')).toBe('/step-up?return=%2Fgraduate%2Fauthorize%2F')
})

it('continues under our own host what was opened under another name of it', async () => {
  const worker = exports as unknown as { default: { fetch: typeof fetch } }
  for (const path of ['/sign-in/graduate?return=/graduate/confirm/', '/sign-in/staff', '/step-up']) {
    const answer = await worker.default.fetch(`http://localhost:8787${path}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, origin + path])
    expect(cookiesOf(answer)).toEqual([])
  }
})

it('signs out from our own pages only, and for good', async () => {
  const { seeded } = await graduate()
  const foreign = await request('/sign-out', {
    method: 'POST',
    graduate: seeded.cookie,
    headers: { Origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
  expect((await request('/api/graduate/session', { graduate: seeded.cookie })).status).toBe(200)
  const answer = await request('/sign-out', { method: 'POST', graduate: seeded.cookie })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(cookiesOf(answer).map((each) => each.split(';')[0])).toEqual([
    '__Host-graduate=',
    '__Host-staff=',
    '__Host-department=',
  ])
  expect((await request('/api/graduate/session', { graduate: seeded.cookie })).status).toBe(401)
})

it('says that the provider cannot be reached, also under this runtime', async () => {
  vi.unstubAllGlobals()
  const work = workAt()
  const graduateProvider = { ...work.config.graduateProvider, issuer: 'http://127.0.0.1:9' }
  await expect(
    beginSignIn({ ...work, config: { ...work.config, graduateProvider } }, 'graduate'),
  ).rejects.toMatchObject({ code: 'provider.unreachable' })
})
