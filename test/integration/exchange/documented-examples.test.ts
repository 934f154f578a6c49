import { importJWK, SignJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { problems } from '#words/problems/catalogue.ts'
import { registerClient } from '../../../functions/access/machines/register-client.ts'
import {
  answerText,
  assertion,
  type Example,
  examples,
  fill,
  requestText,
  shownValues,
} from '#words/help/provincial-api-examples.ts'
import { provincialApi } from '#words/help/provincial-api.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { origin } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { testApp } from '../../support/test-app.ts'

const client = 'guangdong-jiuye'
const kid = '2026-07'
/** the examples happen on this morning, by the rules' clock */
const day = Date.parse('2026-07-08T01:30:00Z')
const send = testApp({ CLOCK_OFFSET_MS: String(day - Date.now()) })

const known: Record<string, string> = { origin, client, kid }
let person: Graduate
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  person = await seedGraduate(workAt('2026-07-01T00:00:00Z'), {
    schoolCode: '10558',
    examNumber: '26440309150001',
    idNumber: inventIdNumber(),
    name: '梁佩珊',
    record: null,
  })
  const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as Record<string, unknown>
  await registerClient(workAt(), {
    id: client,
    provinceCode: '44',
    name: '广东省省级系统',
    keys: [{ kty: jwk['kty'], crv: jwk['crv'], x: jwk['x'], y: jwk['y'], kid }],
  })
  const { header, claims } = fill(assertion, { ...known, jti: crypto.randomUUID() })
  const now = Math.floor(Date.now() / 1000)
  const privateJwk = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as Record<string, string>
  known['assertion'] = await new SignJWT({ ...claims, iat: now, exp: now + 60 } as never)
    .setProtectedHeader(header)
    .sign(await importJWK(privateJwk, 'ES256'))
})

/** What has to happen before an example can be answered as it is documented. */
const before: Record<string, () => Promise<unknown>> = {
  events: () => confirmDestination(workAt('2026-07-08T02:00:00Z', person.actor), 1),
  disputes: () =>
    disputeRecord(workAt('2026-07-08T03:00:00Z', person.actor), 1, {
      destination: examples.disputes.answer.json.disputes[0].destination,
      archive: null,
      hukou: null,
      contact: '13900000000',
    }),
}

const instant = /^\d{4}-\d\d-\d\dT/

/** The documented answer with what differs from system to system taken over: «names», and the time of a day. */
function asAnswered(documented: unknown, answered: unknown): unknown {
  if (typeof documented === 'string' && typeof answered === 'string') {
    if (/^«\w+»$/.test(documented)) return answered
    if (instant.test(documented) && answered.slice(0, 10) === documented.slice(0, 10)) return answered
  }
  if (Array.isArray(documented) && Array.isArray(answered))
    return documented.map((each, at) => asAnswered(each, answered[at]))
  if (
    typeof documented === 'object' &&
    documented !== null &&
    typeof answered === 'object' &&
    answered !== null
  )
    return Object.fromEntries(
      Object.entries(documented).map(([key, value]) => [
        key,
        asAnswered(value, (answered as Record<string, unknown>)[key]),
      ]),
    )
  return documented
}

it.each(Object.values(examples) as Example[])('answers “$title” as the page says', async (example) => {
  await before[example.id]?.()
  const { request, answer } = fill(example, known)
  const body =
    request.form === undefined
      ? request.json === undefined
        ? undefined
        : JSON.stringify(request.json)
      : new URLSearchParams(request.form).toString()
  const answered = await send(request.path, {
    method: request.method,
    headers: request.headers,
    ...(body === undefined ? {} : { body }),
  })
  expect(answered.status).toBe(answer.status)
  for (const [name, value] of Object.entries(answer.headers))
    expect(answered.headers.get(name)?.split(';')[0]).toBe(value)
  const json = await answered.json()
  expect(json).toEqual(asAnswered(answer.json, json))
  if (example.id === 'token') known['token'] = (json as { access_token: string }).access_token
})

it('has an example of every route of the provincial systems', async () => {
  const document: { paths: Record<string, object> } = await (await send('/api/openapi.json')).json()
  const routes = Object.keys(document.paths).filter((path) => /^\/api\/(sync|oauth)\//.test(path))
  const shown = Object.values(examples).map(({ request }) => request.path.split('?')[0])
  expect(new Set(shown)).toEqual(new Set(routes))
})

it('prints no placeholder, and only codes that are answered', () => {
  const values = { ...shownValues, origin }
  for (const example of Object.values(examples) as Example[])
    expect(requestText(fill(example, values)) + answerText(fill(example, values))).not.toContain('«')
  expect(JSON.stringify(fill(assertion, values))).not.toContain('«')
  expect(provincialApi.errors.codes.filter((code) => !(code in problems))).toEqual([])
})
