import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { commit } from '../../../db/commit.ts'
import { schools } from '../../../db/schema/places.ts'
import { dayOf, endOfDay, serviceEndsAt } from '#model/calendar/caps.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { changesEndAt } from '#model/calendar/deadlines.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { impossible } from '../../support/impossible.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Act, type Cast, type Kind, lifeOf } from '../../support/life-over-http.ts'
import { seedClient } from '../../support/machine-client.ts'

// Random lives of a record, as requests: a province reports, a school corrects, a graduate registers, college and school
// review, the graduate confirms, disputes, withdraws, authorizes and ends, the clock runs. After every act the worker
// must answer as the model below does.
const DAY = 86_400_000
const start = Date.parse('2026-08-20T02:00:00Z')
const cap = serviceEndsAt('202606')
const lastChange = changesEndAt(2026)
const kinds = ['archive', 'hukou'] as const

const of = (weight: number, ...acts: Act[]) => ({
  weight,
  arbitrary: fc.constantFrom<Act>(...acts),
})
const act: fc.Arbitrary<Act> = fc.oneof(
  of(3, { do: 'check' }),
  of(2, { do: 'withdraw' }, { do: 'take-back' }, { do: 'discard' }),
  of(3, { do: 'correct' }, { do: 'report' }, { do: 'rename' }),
  of(5, { do: 'confirm', stale: false }),
  of(1, { do: 'confirm', stale: true }, { do: 'dispute', stale: true }),
  of(2, { do: 'dispute', stale: false }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      kind: fc.constantFrom('registration', 'change', 'archive_change', 'void'),
    }),
  },
  of(5, { do: 'approve', by: 'college' }, { do: 'approve', by: 'school' }),
  of(1, { do: 'return', by: 'college' }, { do: 'return', by: 'school' }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('authorize' as const),
      kind: fc.constantFrom(...kinds),
      days: fc.integer({ min: 0, max: 200 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), kind: fc.constantFrom(...kinds) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
  },
)

/** Most lives begin where random acts seldom get to. */
const reviewed: Act[] = [
  { do: 'check' },
  { do: 'submit', kind: 'registration' },
  { do: 'submit', kind: 'change' },
  { do: 'approve', by: 'college' },
  { do: 'approve', by: 'school' },
]
const authorized: Act[] = [
  ...reviewed,
  { do: 'confirm', stale: false },
  { do: 'authorize', kind: 'archive', days: 30 },
]
const beginnings: Act[][] = [
  [],
  reviewed,
  [...reviewed, { do: 'report' }, { do: 'dispute', stale: false }],
  [...authorized, { do: 'end', kind: 'archive' }],
  [
    ...authorized,
    { do: 'submit', kind: 'void' },
    { do: 'approve', by: 'college' },
    { do: 'approve', by: 'school' },
  ],
]
const story = fc
  .tuple(fc.constantFrom(...beginnings), fc.array(act, { minLength: 8, maxLength: 22 }))
  .map(([begun, then]) => begun.concat(then))

interface Code {
  code: string
  authorizationId: string
  validUntil: number
  endedAt: number | null
  supersededAt: number | null
}

interface Model {
  now: number
  checked: boolean
  /** of the newest version there ever was; `effective` says whether one stands */
  version: number
  effective: boolean
  source: 'national' | 'provincial'
  confirmed: boolean
  disputed: boolean
  open: { kind: string; state: 'draft' | 'college_review' | 'school_review' | 'returned' } | undefined
  codes: Record<Kind, Code | undefined>
}

const isLive = (code: Code | undefined, now: number) => code !== undefined && verdictOf(code, now) === 'valid'
const inReview = (open: Model['open']) => open?.state === 'college_review' || open?.state === 'school_review'
/** refused, whatever the code says */
const somehow = '*'

function expected(
  model: Model,
  one: Act,
): string | ((card?: { code: string; authorizationId: string }) => void) {
  const endStanding = () => {
    for (const kind of kinds) {
      const code = model.codes[kind]
      if (code !== undefined && isLive(code, model.now)) code.supersededAt = model.now
    }
    model.confirmed = false
  }
  const nextVersion = (source: Model['source']) => {
    endStanding()
    model.disputed = false
    model.version += 1
    model.effective = true
    model.source = source
    if (model.open !== undefined && inReview(model.open)) model.open.state = 'returned'
  }
  const answerable = (stale: boolean): string | undefined => {
    if (!model.checked) return 'basic_info.unchecked'
    if (!model.effective) return 'record.missing'
    if (stale && model.version > 1) return 'record.changed'
    return model.disputed ? 'dispute.open' : undefined
  }
  const { open } = model
  switch (one.do) {
    case 'wait':
      return () => (model.now += one.days * DAY)
    case 'check':
      return () => (model.checked = true)
    case 'confirm':
      return (
        answerable(one.stale) ?? (model.confirmed ? 'confirmation.exists' : () => (model.confirmed = true))
      )
    case 'dispute':
      return (
        answerable(one.stale) ??
        (() => {
          endStanding()
          model.disputed = true
        })
      )
    case 'withdraw':
      return model.disputed ? () => (model.disputed = false) : 'dispute.missing'
    case 'correct':
      return model.effective && model.source === 'provincial' ? 'row.refused' : () => nextVersion('national')
    case 'report':
      return () => nextVersion('provincial')
    case 'rename':
      return () => {
        endStanding()
        model.checked = false
      }
    case 'submit': {
      if (!model.checked || inReview(open)) return somehow
      if (model.effective && model.source === 'provincial') return somehow
      const kind = open?.kind ?? one.kind
      if ((kind === 'registration') === model.effective) return somehow
      if (kind !== 'registration' && model.now >= lastChange) return somehow
      return () => (model.open = { kind, state: 'college_review' })
    }
    case 'take-back':
      return open !== undefined && inReview(open) ? () => (open.state = 'draft') : somehow
    case 'discard':
      return open !== undefined && !inReview(open) ? () => (model.open = undefined) : somehow
    case 'approve':
      if (open?.state !== `${one.by}_review`) return somehow
      if (one.by === 'college') return () => (open.state = 'school_review')
      return () => {
        model.open = undefined
        if (open.kind !== 'void') return nextVersion('national')
        endStanding()
        model.disputed = false
        model.effective = false
      }
    case 'return':
      return open?.state === `${one.by}_review` ? () => (open.state = 'returned') : somehow
    case 'authorize': {
      if (model.now >= cap) return 'authorization.service_ended'
      if (!model.confirmed) return model.effective ? 'confirmation.missing' : somehow
      if (isLive(model.codes[one.kind], model.now)) return 'authorization.exists'
      const validUntil = Math.min(endOfDay(dayOf(model.now + one.days * DAY)) ?? 0, cap)
      return (card) => {
        const { code = '', authorizationId = '' } = card ?? {}
        model.codes[one.kind] = { code, authorizationId, validUntil, endedAt: null, supersededAt: null }
      }
    }
    case 'end': {
      const code = model.codes[one.kind]
      if (code === undefined) return 'authorization.not_found'
      return isLive(code, model.now) ? () => (code.endedAt = model.now) : 'authorization.not_active'
    }
  }
}

const stateOf = (model: Model) => {
  if (!model.effective) return 'unregistered'
  if (model.disputed) return 'disputed'
  return model.confirmed ? 'confirmed' : 'unconfirmed'
}

let cast: Cast
let drawn = 0

beforeAll(async () => {
  const work = workAt()
  await seedSchool(work, { code: '10001', provinceCode: '11', name: '北京大学' })
  const db = work.shards.directory
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: { seeded: [db.update(schools).set({ reviewLevels: 2 })] },
  })
  cast = {
    college: (await seedStaff(work, '10001', '哲学系')).cookie,
    school: (await seedStaff(work, '10001')).cookie,
    second: (await seedStaff(work, '10001')).cookie,
    provinceToken: await (await seedClient('11')).token(),
  }
})

/** Some begin with a record that the school uploaded, some with nothing registered. */
async function newLife(registered: boolean) {
  drawn += 1
  const idNumber = inventIdNumber()
  const person = await seedGraduate(workAt(new Date(start).toISOString()), {
    schoolCode: '10001',
    examNumber: `2211010820${String(drawn).padStart(4, '0')}`,
    idNumber,
    checked: false,
    ...(registered ? {} : { record: null }),
  })
  return { person, life: lifeOf({ ...person, idNumber }, cast) }
}

it('answers every request as the model does, in any order', { timeout: 600_000 }, async () => {
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.boolean(), story, async (registered, acts) => {
      const { person, life } = await newLife(registered)
      const model: Model = {
        now: start,
        checked: false,
        version: registered ? 1 : 0,
        effective: registered,
        source: 'national',
        confirmed: false,
        disputed: false,
        open: undefined,
        codes: { archive: undefined, hukou: undefined },
      }
      for (const one of acts) {
        const next = expected(model, one)
        const done = await life.perform(one, model.now, model.codes)
        if (typeof next === 'string') {
          expect({ acts, one, refused: done.refused !== undefined }).toEqual({ acts, one, refused: true })
          if (next !== somehow) expect({ acts, one, code: done.refused }).toEqual({ acts, one, code: next })
        } else {
          expect({ acts, one, refused: done.refused }).toEqual({ acts, one, refused: undefined })
          next(done.card)
          reached.add(one.do === 'approve' ? `${one.do} ${one.by}` : one.do)
        }
        model.now += 60_000
        const issued = kinds.flatMap((kind) => model.codes[kind] ?? [])
        const [{ state }, verdicts, wrong] = await Promise.all([
          life.stateAt(model.now),
          Promise.all(
            kinds.flatMap((kind) => {
              const code = model.codes[kind]
              return code === undefined ? [] : [life.verdictAt(model.now, kind, code.code)]
            }),
          ),
          impossible(person.entry.id, model.now),
        ])
        expect({ acts, one, state, verdicts, wrong }).toEqual({
          acts,
          one,
          state: stateOf(model),
          verdicts: issued.map((code) => verdictOf(code, model.now)),
          wrong: [],
        })
      }
    }),
    { numRuns: 40 },
  )
  // a model that never gets anywhere would agree with anything
  for (const each of ['approve college', 'approve school', 'report', 'authorize', 'dispute', 'end'])
    expect(reached).toContain(each)
})

it(
  'never shows a good code without its confirmation, whatever arrives at once',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, act, act), { minLength: 2, maxLength: 6 }), async (rounds) => {
        const { person, life } = await newLife(true)
        const none = { archive: undefined, hukou: undefined }
        let now = start
        await life.perform({ do: 'check' }, now, none)
        await life.perform({ do: 'submit', kind: 'change' }, now, none)
        await life.perform({ do: 'confirm', stale: false }, now, none)
        await life.perform({ do: 'authorize', kind: 'archive', days: 60 }, now, none)
        for (const together of rounds) {
          await Promise.all(together.map((one) => life.perform(one, now, none)))
          expect(await impossible(person.entry.id, now)).toEqual([])
          now += DAY
        }
      }),
      { numRuns: 30 },
    )
  },
)
