import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../../db/client.ts'
import { findSession } from '../../../../db/sessions.ts'
import { stepUps } from '../../../../db/schema/access.ts'
import { audit } from '../../../../db/schema/operations.ts'
import { authorizeVerification } from '../../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../../functions/authorizations/consent.ts'
import { newId, sha256 } from '../../../../functions/platform/secrets.ts'
import type { Work } from '../../../../functions/platform/work.ts'
import { confirmDestination } from '../../../../functions/records/confirm-destination.ts'
import { askStepUp } from '../../../../functions/access/sign-in/begin-step-up.ts'
import { passStepUp, type StepUpClaims } from '../../../../functions/access/sign-in/pass-step-up.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../../support/fixtures.ts'
import { inventIdNumber } from '../../../support/invented-people.ts'
import { request } from '../../../support/http.ts'

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))

let exam = 22110108154000
const graduate = () => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
  })
}
const as = (person: Graduate) => workAt(undefined, person.actor)
const after = <W extends Work>(work: W, ms: number): W => ({ ...work, machineNow: work.machineNow + ms })

/** A graduate who asked for a step-up, and the answer of a good provider. */
async function asked() {
  const person = await graduate()
  const work = as(person)
  const nonce = newId()
  await askStepUp(work, nonce)
  const claims: StepUpClaims = {
    issuer: person.actor.issuer,
    subject: person.actor.subject,
    nonce,
    acr: work.config.stepUpAcr,
    authTime: Math.floor(work.machineNow / 1000),
  }
  return { person, work, claims, session: person.actor.sessionHash }
}
const rowsOf = async (person: Graduate) => {
  const db = workAt().shards.directory
  const [rows] = await read(db, [db.select().from(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id))])
  return rows
}

it.each<[string, Partial<StepUpClaims>]>([
  ['another nonce', { nonce: 'another' }],
  ['another subject', { subject: 'them' }],
  ['another issuer', { issuer: 'http://another-provider' }],
  ['another acr', { acr: 'urn:password' }],
  ['no acr', { acr: undefined }],
  ['an authentication from before', { authTime: Math.floor(Date.now() / 1000) - 60 }],
  ['no time of authentication', { authTime: undefined }],
])('counts no answer with %s', async (_, change) => {
  const { person, work, claims, session } = await asked()
  await expect(passStepUp(work, session, { ...claims, ...change })).rejects.toMatchObject({
    code: 'step_up.rejected',
  })
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null, sessionHash: session }])
})

it('counts no answer for a session that did not ask', async () => {
  const { work, claims, person } = await asked()
  const other = await asked()
  // the other person's browser brings the first person's answer
  await expect(passStepUp(other.work, other.session, claims)).rejects.toMatchObject({
    code: 'step_up.rejected',
  })
  await expect(passStepUp(work, other.session, claims)).rejects.toMatchObject({ code: 'step_up.rejected' })
  await expect(passStepUp(work, null, claims)).rejects.toMatchObject({ code: 'step_up.rejected' })
  expect(await rowsOf(person)).toMatchObject([{ passedAt: null }])
})

it('counts no answer after ten minutes', async () => {
  const { work, claims, session } = await asked()
  const late = after(work, 600_000)
  await expect(passStepUp(late, session, claims)).rejects.toMatchObject({ code: 'step_up.rejected' })
})

it('passes once, for ten minutes, and moves the session to a new id', async () => {
  const { person, work, claims, session } = await asked()
  const returned = after(work, 30_000)
  const id = await passStepUp(returned, session, claims)
  const renamed = await sha256(id)
  expect(await rowsOf(person)).toMatchObject([
    { passedAt: returned.machineNow, expiresAt: returned.machineNow + 600_000, sessionHash: renamed },
  ])
  const db = work.shards.directory
  expect(await findSession(db, session, work.machineNow)).toBeUndefined()
  expect(await findSession(db, renamed, work.machineNow)).toMatchObject({ subject: person.actor.subject })
  const [trail] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, person.entry.id))])
  expect(trail.map((row) => row.action)).toEqual(['step_up.passed'])
  const seen = await request('/api/graduate/session', { graduate: id })
  const old = await request('/api/graduate/session', { graduate: person.cookie })
  expect([seen.status, old.status]).toEqual([200, 401])
})

it('passes once when the answer comes twice at the same time, and not again later', async () => {
  const { person, work, claims, session } = await asked()
  const both = await Promise.allSettled([
    passStepUp(work, session, claims),
    passStepUp(work, session, claims),
  ])
  expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(passStepUp(work, session, claims)).rejects.toMatchObject({ code: 'step_up.rejected' })
  expect(await rowsOf(person)).toHaveLength(1)
})

it('opens an authorization for the new session, and for no other', async () => {
  const { person, work, claims, session } = await asked()
  await confirmDestination(work, 1)
  const authorization = { kind: 'archive' as const, lastDay: '2026-11-30', consentTextVersion }
  await expect(authorizeVerification(work, authorization)).rejects.toMatchObject({ code: 'step_up.missing' })
  const renamed = await sha256(await passStepUp(work, session, claims))
  await expect(authorizeVerification(work, authorization)).rejects.toMatchObject({ code: 'step_up.missing' })
  const now = workAt(undefined, { ...person.actor, sessionHash: renamed })
  expect(await authorizeVerification(now, authorization)).toMatchObject({ card: { state: 'active' } })
})
