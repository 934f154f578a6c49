import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { stepUps } from '../../../../db/schema/access.ts'
import { listCards } from '../../../../functions/authorizations/list-cards.ts'
import { askInPerson } from '../../../../functions/access/step-ups/ask-in-person.ts'
import { type Graduate, passStepUp, seedGraduate, seedSchool, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))

let exam = 22110108156000
const graduate = () => {
  exam += 1
  return seedGraduate(workAt(), { schoolCode: '10001', examNumber: String(exam), idNumber: inventIdNumber() })
}
const as = (person: Graduate) => workAt(undefined, person.actor)
const rowsOf = async (person: Graduate) => {
  const db = workAt().shards.directory
  const [rows] = await read(db, [db.select().from(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id))])
  return rows
}
const path = '/api/graduate/step-ups/in-person'

it('takes nothing in the request, and an idempotency key', async () => {
  const person = await graduate()
  const more = await request(path, { graduate: person.cookie, json: { number: '123456' } })
  expect([more.status, await more.json()]).toMatchObject([400, { code: 'request.malformed' }])
  const keyless = await request(path, {
    graduate: person.cookie,
    json: {},
    headers: { 'Idempotency-Key': '' },
  })
  expect(keyless.status).toBe(400)
  expect(await rowsOf(person)).toEqual([])
})

it('gives six digits for half an hour, keeps none of them in the row, and opens nothing yet', async () => {
  const person = await graduate()
  const answer = await request(path, { graduate: person.cookie, json: {} })
  const { number, secondsLeft }: { number: string; secondsLeft: number } = await answer.json()
  expect(number).toMatch(/^\d{6}$/)
  expect(secondsLeft).toBe(1800)
  const rows = await rowsOf(person)
  expect(rows).toMatchObject([
    {
      route: 'in_person',
      purpose: 'authorize',
      sessionHash: person.actor.sessionHash,
      passedAt: null,
      firstStaffId: null,
      secondStaffId: null,
      wrongTries: 0,
    },
  ])
  expect((rows[0]?.expiresAt ?? 0) - (rows[0]?.askedAt ?? 0)).toBe(1_800_000)
  expect(rows[0]?.nonceHash).toMatch(/^[\w-]{43}$/)
  expect((await listCards(as(person))).stepUp.secondsLeft).toBe(0)
})

it('gives a repeat of one tap the same number', async () => {
  const person = await graduate()
  const tap = async () =>
    (
      await request(path, {
        graduate: person.cookie,
        json: {},
        headers: { 'Idempotency-Key': 'tap-1234567890' },
      })
    ).json()
  expect(await tap()).toEqual(await tap())
  expect(await rowsOf(person)).toHaveLength(1)
})

it('replaces the number of this session only, and leaves a passed step-up', async () => {
  const person = await graduate()
  await passStepUp(as(person), person)
  const elsewhere = workAt(undefined, { ...person.actor, sessionHash: 'another-session' })
  await askInPerson(elsewhere)
  await askInPerson(as(person))
  const before = new Set((await rowsOf(person)).map((row) => row.id))
  await askInPerson(as(person))
  const rows = await rowsOf(person)
  expect(rows).toHaveLength(3)
  expect(rows.filter((row) => before.has(row.id)).map((row) => row.sessionHash)).toEqual(
    expect.arrayContaining(['another-session', person.actor.sessionHash]),
  )
  expect(
    rows.filter((row) => row.passedAt === null && row.sessionHash === person.actor.sessionHash),
  ).toHaveLength(1)
})
