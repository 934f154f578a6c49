import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { audit } from '../../../db/schema/operations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { resumeAuthorization } from '../../../functions/authorizations/resume-authorization.ts'
import type { Work } from '../../../functions/platform/work.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { verify } from '../../../functions/verification/verify.ts'
import type { GraduateActor } from '#model/actors.ts'
import { RESUME_FOR } from '#model/authorization/resume.ts'
import { statusAt, statuses } from '#model/proof/status-list.ts'
import { refreshStatusList } from '../../../functions/proof/refresh-status-list.ts'
import { listIn } from '../../../functions/proof/status-list.ts'
import { passStepUp, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const at = (actor: GraduateActor, later = 0): Work<GraduateActor> =>
  workAt(new Date(NOW + later).toISOString(), actor)
let exam = 26_110_121_150_000

beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))

/** Somebody with a live code, who has just ended it. */
async function ended() {
  const person = await seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
  const own = (later = 0) => at(person.actor, later)
  await confirmDestination(own(), 1)
  await passStepUp(own(), person)
  const { card } = await authorizeVerification(own(), {
    kind: 'archive',
    lastDay: '2026-12-20',
    consentTextVersion,
  })
  const id = card.authorizationId ?? ''
  await endAuthorization(own(), id)
  const look = async (later = 0) => {
    const asked = { kind: 'archive', name: person.entry.name, code: card.code ?? '' } as const
    const found = await verify(at(person.actor, later), {
      ...asked,
      via: 'api',
      address: `host-${exam}-${later}`,
    })
    return found.answer.verdict
  }
  return { person, own, id, code: card.code, look }
}

const refused = (act: Promise<unknown>) =>
  expect(act).rejects.toMatchObject({ code: 'authorization.not_resumable' })

it('gives the same code back, and leaves in the ledger what was answered in between', async () => {
  const { person, own, id, code, look } = await ended()
  expect(await look(1000)).toBe('revoked')
  const { card, number } = await resumeAuthorization(own(2000), id)
  expect(card).toMatchObject({ state: 'active', code, resumableUntil: null })
  expect(await look(3000)).toBe('valid')
  const db = workAt().shards.directory
  const { rows, acts } = await read(db, {
    rows: db
      .select({ endedAt: lookups.endedAt })
      .from(lookups)
      .where(eq(lookups.rosterEntryId, person.entry.id))
      .orderBy(lookups.seq),
    acts: db.select().from(audit).where(eq(audit.action, 'authorization.resumed')),
  })
  expect(rows).toEqual([{ endedAt: NOW }, { endedAt: null }])
  expect(acts.map(({ subjectId, detail }) => [subjectId, JSON.parse(detail)])).toContainEqual([
    id,
    { kind: 'archive', number },
  ])
})

it('can be done until the last millisecond of ten minutes, and no more after them', async () => {
  const first = await ended()
  expect((await listCards(first.own(RESUME_FOR - 1))).cards[0]?.resumableUntil).toBe(
    new Date(NOW + RESUME_FOR).toISOString(),
  )
  await resumeAuthorization(first.own(RESUME_FOR - 1), first.id)
  const second = await ended()
  expect((await listCards(second.own(RESUME_FOR))).cards[0]?.resumableUntil).toBeNull()
  await refused(resumeAuthorization(second.own(RESUME_FOR), second.id))
  expect(await second.look(RESUME_FOR)).toBe('revoked')
})

it('is the ending session’s alone', async () => {
  const { person, id } = await ended()
  const other = at({ ...person.actor, sessionHash: 'another session' })
  expect((await listCards(other)).cards[0]?.resumableUntil).toBeNull()
  await refused(resumeAuthorization(other, id))
})

it('is refused where what the code rests on has ended meanwhile, even if it was taken back itself', async () => {
  const { own, id, look } = await ended()
  await disputeRecord(own(1000), 1, {
    destination: { kind: 'wrong', explanation: '单位名称有误' },
    archive: null,
    hukou: null,
    contact: '13900001111',
  })
  await refused(resumeAuthorization(own(2000), id))
  await withdrawDispute(own(3000))
  await confirmDestination(own(4000), 1)
  expect((await listCards(own(5000))).cards[0]?.resumableUntil).toBeNull()
  await refused(resumeAuthorization(own(5000), id))
  expect(await look(6000)).toBe('revoked')
})

it('is refused once another code of the kind was issued', async () => {
  const { person, own, id } = await ended()
  await passStepUp(own(1000), person)
  await authorizeVerification(own(1000), { kind: 'archive', lastDay: '2026-12-20', consentTextVersion })
  await refused(resumeAuthorization(own(2000), id))
})

it('happens once where two ask at the same moment, and a second ending starts its own ten minutes', async () => {
  const { own, id, look } = await ended()
  const both = await Promise.allSettled([
    resumeAuthorization(own(1000), id),
    resumeAuthorization(own(1000), id),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await endAuthorization(own(2000), id)
  expect(await look(3000)).toBe('revoked')
  expect((await listCards(own(RESUME_FOR + 1000))).cards[0]?.resumableUntil).not.toBeNull()
})

it('is in the next status list, which had it as ended', async () => {
  const { person, own, id } = await ended()
  const db = workAt().shards.directory
  const [row] = await db.all<{ place: number }>(
    `select status_index as place from reports where roster_entry_id = '${person.entry.id}'`,
  )
  const listed = async (later: number) => {
    const work = own(later)
    const list = listIn(await refreshStatusList({ ...work, machineNow: work.machineNow + later }))
    return statusAt(list, row?.place ?? -1)
  }
  expect(await listed(10_000)).toBe(statuses.invalid)
  await resumeAuthorization(own(20_000), id)
  expect(await listed(30_000)).toBe(statuses.valid)
})
