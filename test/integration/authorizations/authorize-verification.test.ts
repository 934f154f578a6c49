import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { authorizations, codes, consents, reports } from '../../../db/schema/authorizations.ts'
import { stepUps } from '../../../db/schema/access.ts'
import { confirmations, records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { changeValidity } from '../../../functions/authorizations/change-validity.ts'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { onceUnder } from '../../../functions/platform/once.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { type Graduate, passStepUp, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' }, { hukouReported: false })
})

let exam = 22110108160000
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) => {
  exam += 1
  return seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    ...more,
  })
}
const as = (person: Graduate, now?: string) => workAt(now, person.actor)
const ask = { kind: 'archive' as const, lastDay: '2026-12-01', consentTextVersion }

async function ready(more: Parameters<typeof graduate>[0] = {}) {
  const person = await graduate(more)
  await confirmDestination(as(person), 1)
  await passStepUp(as(person), person)
  return person
}

const disputeOf = {
  destination: null,
  archive: { explanation: '档案应转回生源地' },
  hukou: null,
  contact: '13900000000',
}

async function rowsOf(person: Graduate) {
  const db = workAt().shards.directory
  const { a, b, c, d } = await read(db, {
    a: db.select().from(authorizations).where(eq(authorizations.rosterEntryId, person.entry.id)),
    b: db.select().from(reports).where(eq(reports.rosterEntryId, person.entry.id)),
    c: db.select().from(codes).where(eq(codes.rosterEntryId, person.entry.id)),
    d: db.select().from(consents).where(eq(consents.rosterEntryId, person.entry.id)),
  })
  return { authorizations: a, reports: b, codes: c, consents: d }
}

it('issues a code, a frozen report and a consent, in one batch', async () => {
  const person = await ready()
  const work = as(person)
  const { card, cut } = await authorizeVerification(work, ask)
  // two reads, the place in the status list, the batch
  expect(work.meter.calls).toBe(4)
  expect(cut).toBe(false)
  expect(card).toMatchObject({
    state: 'active',
    lastDay: '2026-12-01',
    validUntil: '2026-12-01T16:00:00.000Z',
  })
  expect(card.code).toMatch(/^2610001[2-9A-HJKMNP-Z]{8}$/)
  const left = await rowsOf(person)
  expect(left.authorizations).toHaveLength(1)
  expect(left.consents).toMatchObject([{ kind: 'archive', textVersion: consentTextVersion }])
  expect(JSON.parse(left.reports[0]?.content ?? '')).toMatchObject({
    kind: 'archive',
    basicInfo: { name: '陈诚' },
    archive: { unitName: '北京市海淀区人力资源公共服务中心' },
  })
  expect(JSON.stringify(left)).not.toContain(card.code)
  const view = await listCards(as(person))
  expect(view.cards[0]).toEqual(card)
  expect(view.cards[1]).toMatchObject({ kind: 'hukou', state: 'unset', open: true, code: null })
})

it('issues one code to many taps at once, and gives a repeat with the same key the first answer', async () => {
  const person = await ready()
  const settled = await Promise.allSettled([1, 2, 3, 4].map(() => authorizeVerification(as(person), ask)))
  expect(settled.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  await expect(authorizeVerification(as(person), ask)).rejects.toMatchObject({ code: 'authorization.exists' })
  const other = await ready()
  const tap = () =>
    onceUnder(as(other), workAt().shards.directory, 'tap-12345678', ask, (work) =>
      authorizeVerification(work, ask),
    )
  const answers = await Promise.all([tap(), tap(), tap()])
  expect(new Set(answers.map((each) => each.card.code)).size).toBe(1)
  expect((await tap()).card.code).toBe(answers[0]?.card.code)
  expect((await rowsOf(other)).codes).toHaveLength(1)
})

it('refuses before confirming and after a dispute', async () => {
  const person = await graduate()
  await passStepUp(as(person), person)
  await expect(authorizeVerification(as(person), ask)).rejects.toMatchObject({ code: 'confirmation.missing' })
  await confirmDestination(as(person), 1)
  await disputeRecord(as(person), 1, disputeOf)
  await expect(authorizeVerification(as(person), ask)).rejects.toMatchObject({ code: 'confirmation.missing' })
  expect((await rowsOf(person)).codes).toHaveLength(0)
})

it('refuses without a step-up, with one that ran out, and with one of another session', async () => {
  const none = await graduate()
  await confirmDestination(as(none), 1)
  await expect(authorizeVerification(as(none), ask)).rejects.toMatchObject({ code: 'step_up.missing' })
  await passStepUp(as(none), none, -1)
  await expect(authorizeVerification(as(none), ask)).rejects.toMatchObject({ code: 'step_up.missing' })
  const other = await ready()
  const borrowed = workAt(undefined, { ...none.actor, sessionHash: other.actor.sessionHash })
  await expect(authorizeVerification(borrowed, ask)).rejects.toMatchObject({ code: 'step_up.missing' })
  expect((await rowsOf(none)).codes).toHaveLength(0)
})

it.each([
  ['2026-11-22', 'authorization.day_past'],
  ['2026-02-30', 'authorization.not_a_day'],
  ['明天', 'authorization.not_a_day'],
])('refuses the day %s', async (lastDay, code) => {
  const person = await ready()
  await expect(authorizeVerification(as(person), { ...ask, lastDay })).rejects.toMatchObject({ code })
})

it('refuses a consent to a text that is no longer shown', async () => {
  const person = await ready()
  await expect(
    authorizeVerification(as(person), { ...ask, consentTextVersion: '2020-01' }),
  ).rejects.toMatchObject({
    code: 'consent.outdated',
  })
})

it('cuts a day after the cap to the cap, and refuses once the cap has passed', async () => {
  const person = await ready()
  const { card, cut } = await authorizeVerification(as(person), { ...ask, lastDay: '2027-06-30' })
  expect({ cut, lastDay: card.lastDay }).toEqual({ cut: true, lastDay: '2026-12-31' })
  const late = await ready()
  await expect(
    authorizeVerification(as(late, '2026-12-31T16:00:00Z'), { ...ask, lastDay: '2027-01-05' }),
  ).rejects.toMatchObject({ code: 'authorization.service_ended' })
  expect((await listCards(as(late, '2026-12-31T16:00:00Z'))).cards).toMatchObject([
    { state: 'service_ended', open: false, closedBecause: 'service_ended' },
    { state: 'service_ended', open: false },
  ])
  expect((await listCards(as(person, '2026-12-31T15:59:59Z'))).cards[0]).toMatchObject({ state: 'active' })
})

it.each([
  [{ record: { hukouMigrationType: '' }, hukouMovedIn: false }, 'hukou_never_moved_in'],
  [{ record: { hukouMigrationType: '' } }, 'hukou_not_registered'],
  [{ record: { hukouMigrationType: '' }, schoolCode: '10558' }, 'hukou_not_reported_by_province'],
] as const)('keeps the hukou card closed and says why: %#', async (more, because) => {
  const person = await ready(more)
  expect((await listCards(as(person))).cards[1]).toMatchObject({ open: false, closedBecause: because })
  await expect(authorizeVerification(as(person), { ...ask, kind: 'hukou' })).rejects.toMatchObject({
    code: 'authorization.closed',
  })
})

it('leaves the archive block out of the report where none was registered, and the employer out of a hukou report', async () => {
  const person = await ready({ record: { archiveTransferType: '' } })
  await authorizeVerification(as(person), ask)
  await authorizeVerification(as(person), { ...ask, kind: 'hukou' })
  const contents = (await rowsOf(person)).reports.map(
    (each) => JSON.parse(each.content) as Record<string, unknown>,
  )
  expect(contents.find((each) => each.kind === 'archive')).not.toHaveProperty('archive')
  expect(contents.find((each) => each.kind === 'hukou')).toMatchObject({
    destination: { category: '签就业协议形式就业' },
    hukou: { region: '北京市海淀区' },
  })
  expect(JSON.stringify(contents.find((each) => each.kind === 'hukou'))).not.toContain('云帆')
})

it('shortens without a step-up, extends only with one, and keeps the code', async () => {
  const person = await ready()
  const { card } = await authorizeVerification(as(person), ask)
  const id = card.authorizationId ?? ''
  const db = workAt().shards.directory
  await db.delete(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id))
  expect((await changeValidity(as(person), id, '2026-11-25')).card).toMatchObject({
    lastDay: '2026-11-25',
    code: card.code,
  })
  await expect(changeValidity(as(person), id, '2026-11-26')).rejects.toMatchObject({
    code: 'step_up.missing',
  })
  await passStepUp(as(person), person)
  expect(await changeValidity(as(person), id, '2027-11-26')).toMatchObject({
    cut: true,
    card: { lastDay: '2026-12-31', code: card.code },
  })
  await expect(changeValidity(as(person), id, '2026-11-20')).rejects.toMatchObject({
    code: 'authorization.day_past',
  })
})

it('ends at once and does not revive: the next authorization has another code', async () => {
  const person = await ready()
  const { card } = await authorizeVerification(as(person), ask)
  const id = card.authorizationId ?? ''
  expect((await endAuthorization(as(person), id)).card).toMatchObject({ state: 'ended', open: true })
  await expect(endAuthorization(as(person), id)).rejects.toMatchObject({ code: 'authorization.not_active' })
  await expect(changeValidity(as(person), id, '2026-12-02')).rejects.toMatchObject({
    code: 'authorization.not_active',
  })
  const next = await authorizeVerification(as(person), ask)
  expect(next.card.code).not.toBe(card.code)
})

it('issues a new code after the old one expired, although no schedule has marked it', async () => {
  const person = await ready()
  const { card } = await authorizeVerification(as(person), ask)
  const after = '2026-12-02T02:00:00Z'
  expect((await listCards(as(person, after))).cards[0]).toMatchObject({ state: 'expired', code: card.code })
  const next = await authorizeVerification(as(person, after), { ...ask, lastDay: '2026-12-20' })
  expect(next.card).toMatchObject({ state: 'active' })
  expect((await rowsOf(person)).codes.filter((each) => each.expiredAt !== null)).toHaveLength(1)
})

it("treats another graduate's authorization as missing", async () => {
  const person = await ready()
  const { card } = await authorizeVerification(as(person), ask)
  const other = await ready()
  const id = card.authorizationId ?? ''
  await expect(endAuthorization(as(other), id)).rejects.toMatchObject({ code: 'authorization.not_found' })
  await expect(changeValidity(as(other), id, '2026-12-02')).rejects.toMatchObject({
    code: 'authorization.not_found',
  })
})

it('supersedes live codes when the graduate disputes', async () => {
  const person = await ready()
  await authorizeVerification(as(person), ask)
  await disputeRecord(as(person), 1, disputeOf)
  expect((await listCards(as(person))).cards[0]).toMatchObject({
    state: 'superseded',
    because: 'dispute',
    open: false,
    closedBecause: 'unconfirmed',
  })
})

const races: [string, (person: Graduate) => Promise<unknown>][] = [
  [
    'the confirmation ends',
    (person) =>
      workAt()
        .shards.directory.update(confirmations)
        .set({ endedAt: 1 })
        .where(eq(confirmations.rosterEntryId, person.entry.id)),
  ],
  [
    'a new version arrives',
    (person) =>
      workAt()
        .shards.directory.update(records)
        .set({ supersededAt: 1 })
        .where(eq(records.rosterEntryId, person.entry.id)),
  ],
  [
    'the roster entry changes',
    (person) =>
      workAt()
        .shards.directory.update(rosterEntries)
        .set({ version: 2 })
        .where(eq(rosterEntries.id, person.entry.id)),
  ],
  ['a dispute opens', (person) => disputeRecord(as(person), 1, disputeOf)],
  [
    'the step-up is gone',
    (person) => workAt().shards.directory.delete(stepUps).where(eq(stepUps.rosterEntryId, person.entry.id)),
  ],
]

it.each(races)('writes nothing when %s between the reading and the writing', async (_, change) => {
  const person = await ready()
  const work = as(person)
  const db = work.shards.directory
  const batch = db.batch.bind(db)
  const racing = Object.create(db) as typeof db
  let calls = 0
  racing.batch = (async (statements: never) => {
    calls += 1
    if (calls === 3) await change(person)
    return batch(statements)
  }) as typeof db.batch
  await expect(
    authorizeVerification(
      { ...work, shards: { directory: racing, of: () => racing, all: () => [racing] } },
      ask,
    ),
  ).rejects.toMatchObject({ code: 'state.changed' })
  const left = await rowsOf(person)
  expect([left.authorizations, left.reports, left.codes, left.consents]).toEqual([[], [], [], []])
})
