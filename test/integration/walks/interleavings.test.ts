import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { dayOf, endOfDay, serviceEndsAt } from '#model/calendar/caps.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { verdictOf } from '#model/verdict/verdict.ts'
import { checkBasicInfo } from '../../../functions/records/basic-info/check-basic-info.ts'
import { findStanding } from '../../../db/records.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { listLookups } from '../../../functions/ledger/list-lookups.ts'
import { Problem } from '../../../functions/platform/problem.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { csvOf, destinationLine, rosterLine } from '../../support/files.ts'
import {
  type Graduate,
  passStepUp,
  seedGraduate,
  seedSchool,
  seedStaff,
  workAt,
} from '../../support/fixtures.ts'
import { impossible } from '../../support/impossible.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

// Random ways through the life of a record, against a simple model: what a graduate, a school and the clock can do in
// any order, and what every look-up must answer afterwards. Then the same acts in pairs at once, where only what must
// never be is checked.
const DAY = 86_400_000
const start = Date.parse('2026-08-01T02:00:00Z')
const cap = serviceEndsAt('202606')
const kinds = ['archive', 'hukou'] as const
type Kind = (typeof kinds)[number]

type Act =
  | { do: 'check' | 'confirm' | 'dispute' | 'withdraw' | 'correct' | 'rename' | 'hold' | 'resume' }
  | { do: 'authorize'; kind: Kind; days: number }
  | { do: 'end' | 'disown'; kind: Kind }
  | { do: 'wait'; days: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Act>({ do: 'check' }, { do: 'withdraw' }) },
  { weight: 3, arbitrary: fc.constant<Act>({ do: 'confirm' }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ do: 'dispute' }, { do: 'correct' }, { do: 'rename' }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ do: 'hold' }, { do: 'resume' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('authorize' as const),
      kind: fc.constantFrom(...kinds),
      days: fc.integer({ min: 0, max: 200 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('end' as const, 'disown' as const),
      kind: fc.constantFrom(...kinds),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 45 }) }),
  },
)

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
  confirmed: boolean
  disputed: boolean
  onHold: boolean
  codes: Record<Kind, Code | undefined>
}

let officer: Awaited<ReturnType<typeof seedStaff>>
let drawn = 0

beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11', name: '北京大学' })
  officer = await seedStaff(workAt(), '10001')
})

async function newPerson(): Promise<Graduate> {
  drawn += 1
  const idNumber = inventIdNumber()
  const person = await seedGraduate(workAt(new Date(start).toISOString()), {
    schoolCode: '10001',
    examNumber: `2211010819${String(drawn).padStart(4, '0')}`,
    idNumber,
    sexCode: Number(idNumber[16]) % 2 === 1 ? '1' : '2',
    checked: false,
  })
  await passStepUp(workAt(), person, 600)
  return person
}

const workOf = (person: Graduate, now: number) => workAt(new Date(now).toISOString(), person.actor)

async function upload(now: number, kind: 'roster' | 'destinations', line: Record<string, string>) {
  const work = workAt(new Date(now).toISOString(), officer.actor)
  const bytes = csvOf([line])
  const checked = await checkUpload(work, { kind, fileName: 'model.csv', bytes })
  await importUpload(work, checked.id, bytes)
}

/** Does it for real. @returns the problem's code where it was refused, and the card of a new code */
async function perform(person: Graduate, one: Act, now: number, codes: Model['codes']) {
  const work = workOf(person, now)
  const { examNumber } = person.entry
  const standing = await findStanding(work.shards.directory, person.entry.id)
  const version = standing?.record?.version ?? 0
  drawn += 1
  const roster = async (changes: Record<string, string>) =>
    upload(
      now,
      'roster',
      rosterLine({
        考生号: examNumber,
        身份证号: await work.secrets.open(
          'roster_entries.id_number',
          person.entry.id,
          person.entry.idNumberCipher,
        ),
        专业: standing?.entry.major ?? '',
        ...changes,
      }),
    )
  try {
    switch (one.do) {
      case 'check':
        await checkBasicInfo(work, standing?.entry.version ?? 0)
        return {}
      case 'confirm':
        await confirmDestination(work, version)
        return {}
      case 'dispute':
        await disputeRecord(work, version, {
          destination: { kind: 'changed', explanation: '换了单位' },
          archive: null,
          hukou: null,
          contact: '13900000000',
        })
        return {}
      case 'withdraw':
        await withdrawDispute(work)
        return {}
      case 'correct':
        await upload(
          now,
          'destinations',
          destinationLine(examNumber, { 单位名称: `北京第${drawn}数据有限公司` }),
        )
        return {}
      case 'rename':
        await roster({ 专业: `专业${drawn}` })
        return {}
      case 'hold':
        await roster({ 毕业结论: '延期毕业' })
        return {}
      case 'resume':
        await roster({ 毕业结论: '毕业' })
        return {}
      case 'authorize':
        return await authorizeVerification(work, {
          kind: one.kind,
          lastDay: dayOf(now + one.days * DAY),
          consentTextVersion,
        })
      case 'end':
        await endAuthorization(work, codes[one.kind]?.authorizationId ?? 'none')
        return {}
      case 'disown':
        await disownLookup(work, await lookedUp(person, one.kind, now))
        return {}
      case 'wait':
        return {}
    }
  } catch (error) {
    if (error instanceof Problem) return { refused: error.code }
    throw error
  }
}

/** The receipt of a look-up by the newest code of a kind, made just now. */
async function lookedUp(person: Graduate, kind: Kind, now: number): Promise<string> {
  const work = workOf(person, now)
  const code = (await listCards(work)).cards.find((card) => card.kind === kind)?.code
  if (code != null)
    await verify(workAt(new Date(now).toISOString(), { kind: 'anonymous' }), {
      kind,
      name: '陈诚',
      code,
      via: 'api',
      address: 'model',
    })
  const { lookups } = await listLookups(work, undefined)
  return lookups.find((each) => each.kind === kind)?.receipt ?? 'none'
}

const isLive = (code: Code | undefined, now: number) => code !== undefined && verdictOf(code, now) === 'valid'

/** What the model says of an act: why it is refused, or how the model goes on. */
function expected(
  model: Model,
  one: Act,
): string | ((card?: { code: string; authorizationId: string }) => void) {
  const supersede = () => {
    for (const kind of kinds) {
      const code = model.codes[kind]
      if (code !== undefined && isLive(code, model.now)) code.supersededAt = model.now
    }
  }
  const over = model.now >= cap
  switch (one.do) {
    case 'wait':
      return () => (model.now += one.days * DAY)
    case 'check':
      return () => (model.checked = true)
    case 'confirm':
      if (model.onHold) return 'entry.on_hold'
      if (!model.checked) return 'basic_info.unchecked'
      if (model.disputed) return 'dispute.open'
      if (model.confirmed) return 'confirmation.exists'
      return () => (model.confirmed = true)
    case 'dispute':
      if (model.onHold) return 'entry.on_hold'
      if (!model.checked) return 'basic_info.unchecked'
      if (model.disputed) return 'dispute.open'
      return () => {
        supersede()
        model.confirmed = false
        model.disputed = true
      }
    case 'withdraw':
      return model.disputed ? () => (model.disputed = false) : 'dispute.missing'
    case 'correct':
      return () => {
        supersede()
        model.confirmed = false
        model.disputed = false
      }
    case 'rename':
      return () => {
        supersede()
        model.confirmed = false
        model.checked = false
      }
    case 'hold':
      return () => {
        supersede()
        model.confirmed = false
        model.onHold = true
      }
    case 'resume':
      return () => (model.onHold = false)
    case 'authorize': {
      if (over) return 'authorization.service_ended'
      if (model.onHold) return 'entry.on_hold'
      if (!model.confirmed) return 'confirmation.missing'
      if (isLive(model.codes[one.kind], model.now)) return 'authorization.exists'
      const validUntil = Math.min(endOfDay(dayOf(model.now + one.days * DAY)) ?? 0, cap)
      return (card) => {
        model.codes[one.kind] = {
          code: card?.code ?? '',
          authorizationId: card?.authorizationId ?? '',
          validUntil,
          endedAt: null,
          supersededAt: null,
        }
      }
    }
    case 'end': {
      const code = model.codes[one.kind]
      if (code === undefined) return 'authorization.not_found'
      if (!isLive(code, model.now)) return 'authorization.not_active'
      return () => (code.endedAt = model.now)
    }
    case 'disown': {
      const code = model.codes[one.kind]
      if (code === undefined) return 'lookup.not_found'
      return () => (code.endedAt = isLive(code, model.now) ? model.now : code.endedAt)
    }
  }
}

it('answers every act and every look-up as the model does, in any order', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 14 }), async (acts) => {
      const person = await newPerson()
      const model: Model = {
        now: start,
        checked: false,
        confirmed: false,
        disputed: false,
        onHold: false,
        codes: { archive: undefined, hukou: undefined },
      }
      for (const one of acts) {
        const next = expected(model, one)
        const done = await perform(person, one, model.now, model.codes)
        const refused = 'refused' in done ? done.refused : undefined
        expect({ one, refused }).toEqual({ one, refused: typeof next === 'string' ? next : undefined })
        if (typeof next !== 'string') {
          const card = 'card' in done ? done.card : undefined
          next(
            card === undefined
              ? undefined
              : { code: card.code ?? '', authorizationId: card.authorizationId ?? '' },
          )
        }
        model.now += 1000
        for (const kind of kinds) {
          const code = model.codes[kind]
          if (code === undefined) continue
          const { answer } = await verify(workAt(new Date(model.now).toISOString(), { kind: 'anonymous' }), {
            kind,
            name: '陈诚',
            code: code.code,
            via: 'api',
            address: 'model',
          })
          expect({ acts, kind, verdict: answer.verdict }).toEqual({
            acts,
            kind,
            verdict: verdictOf(code, model.now),
          })
        }
        expect(await impossible(person.entry.id, model.now)).toEqual([])
      }
      expect((await checkChain(workOf(person, model.now), undefined)).broken).toBeNull()
    }),
    { numRuns: 40 },
  )
})

it(
  'never leaves a good code without its confirmation, whatever happens at once',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, act, act), { minLength: 2, maxLength: 6 }), async (rounds) => {
        const person = await newPerson()
        let now = start
        await perform(person, { do: 'check' }, now, { archive: undefined, hukou: undefined })
        await perform(person, { do: 'confirm' }, now, { archive: undefined, hukou: undefined })
        for (const together of rounds) {
          await Promise.all(
            together.map((one) => perform(person, one, now, { archive: undefined, hukou: undefined })),
          )
          expect(await impossible(person.entry.id, now)).toEqual([])
          now += DAY
        }
        expect((await checkChain(workOf(person, now), undefined)).broken).toBeNull()
      }),
      { numRuns: 30 },
    )
  },
)
