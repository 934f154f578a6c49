// Every door to one entry's record at once, in orders that nobody thought of: whatever happens, one record stands,
// versions follow each other, and nothing took effect that its school had not approved.
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { commit } from '../../../../db/commit.ts'
import { writeVersions } from '../../../../db/record-versions.ts'
import { approveRegistration } from '../../../../functions/records/registrations/approve-registration.ts'
import { returnRegistration } from '../../../../functions/records/registrations/return-registration.ts'
import { submitRegistration } from '../../../../functions/records/registrations/submit-registration.ts'
import {
  discardRegistration,
  withdrawRegistration,
} from '../../../../functions/records/registrations/take-back-registration.ts'
import { Problem } from '../../../../functions/platform/problem.ts'
import { newId } from '../../../../functions/platform/secrets.ts'
import { sealRecord } from '../../../../functions/proof/record-contact.ts'
import { type Graduate, seedSchool, seedStaff, type SeededStaff, workAt } from '../../../support/fixtures.ts'
import { inputOf, rowsOf, seedRegistrant } from '../../../support/registration-fixtures.ts'

const base = workAt('2026-06-15T02:00:00Z')
let officers: Record<'college' | 'school', SeededStaff['actor']>
let template: NonNullable<Graduate['record']>

beforeAll(async () => {
  await seedSchool(base, { code: '10001', provinceCode: '11', reviewLevels: 2 })
  officers = {
    college: (await seedStaff(base, '10001', '哲学系')).actor,
    school: (await seedStaff(base, '10001')).actor,
  }
  const { record } = await seedRegistrant(base, { record: {} })
  if (record === undefined) throw new Error('no record to go by')
  template = record
})

const acts = [
  'register',
  'change',
  'void',
  'withdraw',
  'discard',
  'its level approves',
  'college approves',
  'school approves',
  'college returns',
  'school returns',
  'school reports',
] as const
type Act = (typeof acts)[number]

async function act(kind: Act, graduate: Graduate, serial: number): Promise<unknown> {
  const now = base.now + serial * 1000
  const mine = { ...workAt(), now, actor: graduate.actor }
  const { registrations, records } = await rowsOf(base, graduate.entry.id)
  const open = registrations.find(({ closedAt }) => closedAt === null)
  const by = (level: 'college' | 'school') => ({ ...workAt(), now, actor: officers[level] })
  const submit = (as: 'registration' | 'change' | 'void') =>
    submitRegistration(
      mine,
      inputOf({
        kind: as,
        open: open?.kind === as ? open : null,
        content: { unitName: `单位${serial}` },
        reason: '有变化',
      }),
    )
  switch (kind) {
    case 'register':
      return submit('registration')
    case 'change':
    case 'void':
      return submit(kind)
    case 'withdraw':
      return open && withdrawRegistration(mine, open.id, open.version)
    case 'discard':
      return open && discardRegistration(mine, open.id, open.version)
    case 'its level approves':
      return (
        open &&
        approveRegistration(by(open.state === 'college_review' ? 'college' : 'school'), open.id, open.version)
      )
    case 'college approves':
      return open && approveRegistration(by('college'), open.id, open.version)
    case 'school approves':
      return open && approveRegistration(by('school'), open.id, open.version)
    case 'college returns':
      return open && returnRegistration(by('college'), open.id, open.version, '请修改')
    case 'school returns':
      return open && returnRegistration(by('school'), open.id, open.version, '请修改')
    case 'school reports': {
      const current = records.find(({ supersededAt }) => supersededAt === null)
      const next = { ...template, id: newId(), rosterEntryId: graduate.entry.id, version: records.length + 1 }
      return commit({ ...base, now }, base.shards.directory, {
        audit: { none: 'counter' },
        statements: {
          versions: writeVersions(base.shards.directory, {
            replaced: current === undefined ? [] : [current.id],
            next: [await sealRecord(base, next)],
            issued: [],
            printed: [],
            unprinted: current === undefined ? [] : [graduate.entry.id],
            provinceCode: '11',
            now,
          }),
        },
      })
    }
  }
}

it('keeps one record and an approved history in any order', async () => {
  // mostly what leads on, so that records come into being and end
  const leading = ['register', 'change', 'void', 'its level approves', 'its level approves'] as const
  const one = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Act>(...leading) },
    { weight: 1, arbitrary: fc.constantFrom<Act>(...acts) },
  )
  const together = fc.array(one, { minLength: 1, maxLength: 2 })
  let effective = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(together, { minLength: 10, maxLength: 20 }),
      fc.boolean(),
      async (rounds, recorded) => {
        const graduate = await seedRegistrant(base, {
          graduationMonth: '202606',
          record: recorded ? {} : null,
        })
        let serial = 0
        for (const round of rounds) {
          const done = await Promise.allSettled(round.map((kind) => act(kind, graduate, (serial += 1))))
          for (const each of done) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Problem)
        }
        const { registrations, records, steps } = await rowsOf(base, graduate.entry.id)
        expect(registrations.filter(({ closedAt }) => closedAt === null).length).toBeLessThanOrEqual(1)
        expect(records.filter(({ supersededAt }) => supersededAt === null).length).toBeLessThanOrEqual(1)
        expect(records.map(({ version }) => version)).toEqual(records.map((_, at) => at + 1))
        for (const { id, state, kind, recordId, basedOnRecordId } of registrations) {
          const mine = steps
            .filter(({ registrationId }) => registrationId === id)
            .map(({ act: what, level }) => `${what} ${level}`)
          if (state !== 'effective') {
            expect(recordId).toBeNull()
            continue
          }
          effective += 1
          expect(mine.slice(-3)).toEqual(['submitted graduate', 'approved college', 'approved school'])
          const became = records.find((record) => record.id === recordId)
          const before = records.find((record) => record.id === basedOnRecordId)
          if (kind === 'void') expect([before?.endedBecause, recordId]).toEqual(['voided', null])
          else
            expect(became).toMatchObject({
              origin: kind,
              version: (before?.version ?? became?.version ?? 0) + (before === undefined ? 0 : 1),
            })
        }
      },
    ),
    { numRuns: 12, seed: 20260615 },
  )
  expect(effective).toBeGreaterThan(5)
}, 60_000)
