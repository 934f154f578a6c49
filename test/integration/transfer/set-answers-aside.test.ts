import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { dispatchAnswers } from '../../../db/schema/dispatches.ts'
import { audit } from '../../../db/schema/operations.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { getDispatch } from '../../../functions/transfer/get-dispatch.ts'
import type { TransferCodesView } from '../../../functions/transfer/wire.ts'
import {
  type Coded,
  seedAnswer,
  seedCoded,
  seedDispatch,
  sendingsOf,
} from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let cookie = ''
const setup = workAt()
const db = setup.shards.directory
beforeAll(async () => {
  for (const code of ['10001', '10002']) await seedSchool(setup, { code, provinceCode: '11' })
  cookie = (await seedStaff(setup, '10001')).cookie
})

const reason = '邮局证明尚在途中，并未签收'
async function setAside(id: string, given: object = {}, headers = {}) {
  const json = { version: 1, reason, ...given }
  const answer = await request(`/api/staff/dispatches/${id}/setting-aside`, { staff: cookie, json, headers })
  return [answer.status, await answer.json()]
}
async function answered(given: Parameters<typeof seedDispatch>[2] = { outcome: 'received' }) {
  const person = await seedCoded(setup)
  return { person, sending: await seedDispatch(setup, person, given) }
}
const auditOf = async ({ entry }: Coded) => db.select().from(audit).where(eq(audit.subjectId, entry.id))

describe('refuses', () => {
  it.each([{ version: '1' }, { version: undefined }, { reason: undefined }, { more: 1 }])(
    '%j',
    async (given) => {
      const { sending } = await answered()
      expect(await setAside(sending.id, given)).toMatchObject([400, { code: 'request.malformed' }])
    },
  )

  it.each(['', '  ', '误'.repeat(501)])('the reason %j', async (given) => {
    const { person, sending } = await answered()
    expect(await setAside(sending.id, { reason: given })).toMatchObject([
      422,
      { code: 'dispatch.reason_needed' },
    ])
    expect((await sendingsOf(setup, person))[0]).toMatchObject({ outcome: 'received', version: 1 })
  })

  it("another school's, a replaced one, one without an answer that stands, and what was not seen", async () => {
    const theirs = await seedDispatch(setup, await seedCoded(setup, { schoolCode: '10002' }), {
      outcome: 'received',
    })
    const replaced = await answered({ outcome: 'returned', replacedAt: 5 })
    for (const id of [theirs.id, replaced.sending.id, newId()])
      expect(await setAside(id)).toMatchObject([404, { code: 'dispatch.not_found' }])
    const { sending } = await answered({})
    expect(await setAside(sending.id)).toMatchObject([409, { code: 'dispatch.not_answered' }])
    const changed = await answered({ outcome: 'received', version: 2 })
    expect(await setAside(changed.sending.id)).toMatchObject([409, { code: 'dispatch.changed' }])
  })
})

it('leaves the sending without an answer, and keeps the answer with who, when and why', async () => {
  const { person, sending } = await answered()
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  for (const _ of [1, 2])
    expect(await setAside(sending.id, { reason: ` ${reason} ` }, headers)).toEqual([200, { setAside: 1 }])
  const [row] = await db.select().from(dispatchAnswers).where(eq(dispatchAnswers.dispatchId, sending.id))
  expect(row).toMatchObject({
    outcome: 'received',
    setAsideAt: expect.any(Number),
    setAsideByName: '就业老师',
  })
  expect(JSON.stringify(row)).not.toContain('邮局')
  const trail = await auditOf(person)
  expect(trail).toMatchObject([{ action: 'file_answer.set_aside', actorKind: 'staff', schoolCode: '10001' }])
  expect(JSON.parse(trail[0]?.detail ?? '')).toEqual({
    dispatchId: sending.id,
    outcome: 'received',
    givenAs: 'claim',
    count: 1,
  })
  const view = await getDispatch(workAt(undefined, person.actor))
  expect(view).toMatchObject({
    state: 'sent',
    dispatch: { answer: null, earlierAnswers: [{ outcome: 'received', setAside: { reason } }] },
  })
  const list = await request('/api/staff/transfer-codes/search', {
    staff: cookie,
    json: { cohort: String(person.entry.cohort), status: 'sent', q: person.entry.examNumber },
  })
  expect(((await list.json()) as TransferCodesView).rows).toMatchObject([
    {
      state: 'sent',
      dispatch: { answer: null, version: 2, earlierAnswers: [{ setAside: { by: '就业老师', reason } }] },
    },
  ])
})

it('sets the unit’s answer and the claim below it aside together', async () => {
  const { person, sending } = await answered()
  await seedAnswer(setup, sending.id, { givenAs: 'unit', outcome: 'returned', departmentName: '中心' })
  expect(await setAside(sending.id)).toEqual([200, { setAside: 2 }])
  expect(await sendingsOf(setup, person)).toMatchObject([{ outcome: null, version: 2 }])
})

it('is the way out of a withdrawal that an answer stops, and the sending is kept with its answers', async () => {
  const { person, sending } = await answered()
  const withdraw = async (version: number) => {
    const answer = await request(`/api/staff/dispatches/${sending.id}/withdrawal`, {
      staff: cookie,
      json: { version },
    })
    return [answer.status, await answer.json()]
  }
  expect(await withdraw(1)).toMatchObject([
    409,
    { code: 'dispatch.answered', detail: expect.stringContaining('将回执作废') },
  ])
  expect(await setAside(sending.id)).toMatchObject([200, {}])
  expect(await withdraw(2)).toEqual([200, { withdrawn: true }])
  expect(await getDispatch(workAt(undefined, person.actor))).toMatchObject({
    state: 'unsent',
    dispatch: null,
    history: [{ answer: null, withdrawnAt: expect.any(String), earlierAnswers: [{ setAside: { reason } }] }],
  })
})

it('ends a sending of November that nobody had entered', async () => {
  const { person, sending } = await answered({
    outcome: 'received',
    method: '',
    trackingNumber: '',
    sentOn: '',
  })
  expect(await setAside(sending.id)).toMatchObject([200, {}])
  expect(await getDispatch(workAt(undefined, person.actor))).toMatchObject({
    state: 'unsent',
    dispatch: null,
  })
})
