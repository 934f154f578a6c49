import { beforeAll, expect, it } from 'vitest'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { dayOf } from '#model/calendar/caps.ts'
import { monthBefore } from '../../sandbox/redate.ts'
import { type Graduate, passStepUp, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

// Over HTTP the clock is the machine's: months are chosen relative to it.
const now = Date.now()
const lastDay = dayOf(now + 7 * 86_400_000)
let person: Graduate
const post = (path: string, json: unknown, key?: string) =>
  request(path, {
    graduate: person.cookie,
    json,
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
  })
const said = async (answer: Response) => [answer.status, await answer.json()] as const

beforeAll(async () => {
  const work = workAt(new Date(now).toISOString())
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  person = await seedGraduate(work, {
    schoolCode: '10001',
    examNumber: '22110108180001',
    idNumber: inventIdNumber(),
    graduationMonth: monthBefore(now, 1),
  })
})

it('goes the whole way over plain HTTP, refusing what is out of order and repeating first answers', async () => {
  const ask = { kind: 'archive', lastDay, consent: true, consentTextVersion }
  expect(await said(await post('/api/graduate/authorizations', ask))).toMatchObject([
    409,
    { code: 'confirmation.missing' },
  ])
  expect(await said(await post('/api/graduate/confirmations', { version: 1 }, 'confirm-1'))).toMatchObject([
    200,
    { state: 'confirmed' },
  ])
  const again = await said(await post('/api/graduate/confirmations', { version: 1 }, 'confirm-1'))
  expect(again).toMatchObject([200, { state: 'confirmed' }])
  expect(await said(await post('/api/graduate/confirmations', { version: 1 }))).toMatchObject([
    409,
    { code: 'confirmation.exists' },
  ])
  expect(await said(await post('/api/graduate/authorizations', ask))).toMatchObject([
    403,
    { code: 'step_up.missing' },
  ])

  await passStepUp(workAt(), person)
  for (const missing of [
    { ...ask, consent: false },
    { ...ask, consent: undefined },
  ])
    expect(await said(await post('/api/graduate/authorizations', missing))).toMatchObject([
      400,
      { code: 'request.malformed' },
    ])
  const first = await said(await post('/api/graduate/authorizations', ask, 'authorize-1'))
  expect(first).toMatchObject([200, { cut: false, card: { state: 'active', lastDay } }])
  expect(await said(await post('/api/graduate/authorizations', ask, 'authorize-1'))).toEqual(first)
  expect(
    await said(await post('/api/graduate/authorizations', { ...ask, kind: 'hukou' }, 'authorize-1')),
  ).toMatchObject([409, { code: 'idempotency.key_reused' }])
  expect(await said(await post('/api/graduate/authorizations', ask))).toMatchObject([
    409,
    { code: 'authorization.exists' },
  ])

  const { card } = first[1] as { card: { authorizationId: string; code: string } }
  const path = `/api/graduate/authorizations/${card.authorizationId}`
  const longer = await said(
    await post(`/api/graduate/authorizations/${card.authorizationId}/validity`, { lastDay: '2099-01-01' }),
  )
  expect(longer).toMatchObject([200, { cut: true, card: { code: card.code } }])
  const verified = await request('/api/verifications', {
    json: { kind: 'archive', name: '陈诚', code: card.code },
  })
  expect(await verified.json()).toMatchObject({ verdict: 'valid' })
  expect(await said(await post(`${path}/end`, {}, 'end-12345'))).toMatchObject([
    200,
    { card: { state: 'ended' } },
  ])
  expect(await said(await post(`${path}/end`, {}, 'end-12345'))).toMatchObject([
    200,
    { card: { state: 'ended' } },
  ])
  expect(await said(await post(`${path}/end`, {}))).toMatchObject([409, { code: 'authorization.not_active' }])
  expect(
    await said(await post(`/api/graduate/authorizations/${card.authorizationId}/resume`, {}, 'resume-12345')),
  ).toMatchObject([200, { card: { state: 'active', code: card.code } }])
  expect(
    await said(await post(`/api/graduate/authorizations/${card.authorizationId}/resume`, {})),
  ).toMatchObject([409, { code: 'authorization.not_resumable' }])
  expect(await said(await post(`${path}/end`, {}, 'end-23456'))).toMatchObject([
    200,
    { card: { state: 'ended' } },
  ])
  const after = await request('/api/verifications', {
    json: { kind: 'archive', name: '陈诚', code: card.code },
  })
  expect(await after.json()).toMatchObject({ verdict: 'revoked' })
})

it('finds no authorization under an id that is none, or is somebody else’s', async () => {
  for (const id of ['x', 'AAAAAAAAAAAAAAAAAAAAAA']) {
    for (const act of ['end', 'resume']) {
      const answer = await post(`/api/graduate/authorizations/${id}/${act}`, {})
      expect(answer.status).toBe(404)
    }
  }
})
