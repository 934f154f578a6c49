import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { audit } from '../../../db/schema/operations.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { listLookups } from '../../../functions/ledger/list-lookups.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { verify } from '../../../functions/verification/verify.ts'
import {
  type Graduate,
  passStepUp,
  runningMonth,
  seedGraduate,
  seedSchool,
  workAt,
} from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const NOW = '2026-11-23T02:00:00Z'
const setup = workAt(NOW)
let exam = 26_110_111_150_000
let hosts = 0

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))

const newGraduate = () =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    graduationMonth: runningMonth(),
  })

const lookUp = async (
  of: Graduate,
  code: string,
  given: { name?: string; kind?: 'archive' | 'hukou' } = {},
) =>
  (
    await verify(workAt(NOW, { kind: 'anonymous' }), {
      kind: 'archive',
      name: of.entry.name,
      ...given,
      code,
      via: 'page',
      address: `host-${(hosts += 1)}`,
      origin: '北京市',
    })
  ).answer

/** The newest look-up of this graduate, as their page lists it. */
const newest = async (of: Graduate) => {
  const [row] = (await listLookups(workAt(NOW, of.actor), undefined)).lookups
  if (row === undefined) throw new Error('nothing was looked up')
  return row
}
const disown = (of: Graduate, receipt: string) => disownLookup(workAt(NOW, of.actor), receipt)

const codeOf = async (hmac: string) => {
  const db = setup.shards.directory
  const [rows] = await read(db, [db.select().from(codes).where(eq(codes.hmac, hmac))])
  return rows[0]
}
const audited = async (of: Graduate, action: string) => {
  const db = setup.shards.directory
  const [rows] = await read(db, [
    db
      .select({ detail: audit.detail, subjectId: audit.subjectId })
      .from(audit)
      .where(and(eq(audit.action, action), eq(audit.actorId, of.entry.id))),
  ])
  return rows
}

async function lookedUp(given: Parameters<typeof seedReport>[2] = {}) {
  const mine = await newGraduate()
  const report = await seedReport(setup, mine, given)
  await lookUp(mine, report.code)
  return { mine, report, receipt: (await newest(mine)).receipt }
}

describe('a look-up by a code that is good', () => {
  it('freezes it at once: the next look-up says so, and how to go on', async () => {
    const { mine, report, receipt } = await lookedUp()
    expect(await newest(mine)).toMatchObject({ codeLive: true, disownedAt: null, origin: '北京市' })
    expect(await disown(mine, receipt)).toEqual({
      receipt,
      disownedAt: '2026-11-23T02:00:00.000Z',
      code: 'frozen',
    })
    expect(await codeOf(report.hmac)).toMatchObject({
      endedAt: Date.parse(NOW),
      endedBecause: 'frozen',
    })
    expect(await lookUp(mine, report.code)).toMatchObject({ verdict: 'revoked', because: 'frozen' })
    expect(
      (
        await verify(workAt(NOW, { kind: 'anonymous' }), {
          token: report.token,
          via: 'api',
          address: 'a',
        })
      ).answer,
    ).toMatchObject({ verdict: 'revoked', because: 'frozen' })
    const { cards } = await listCards(workAt(NOW, mine.actor))
    expect(cards[0]).toMatchObject({ state: 'superseded', because: 'frozen' })
  })

  it('leaves one mark, one sealed row of its own and two audit rows, and counts as no look-up', async () => {
    const { mine, receipt } = await lookedUp()
    const before = (await ledgerOf(setup, mine.entry.id)).length
    await checkChain(workAt(NOW, mine.actor), undefined)
    await disown(mine, receipt)
    const rows = await ledgerOf(setup, mine.entry.id)
    expect(rows).toHaveLength(before + 1)
    expect(rows[0]).toMatchObject({ receipt, disownedAt: Date.parse(NOW), disowns: null })
    expect(rows.at(-1)).toMatchObject({
      disowns: receipt,
      at: Date.parse(NOW),
      endedAt: Date.parse(NOW),
      reportId: rows[0]?.reportId,
      origin: '北京市',
    })
    expect(await checkChain(workAt(NOW, mine.actor), undefined)).toMatchObject({
      // the row that disowns, and that the code was frozen
      sealed: before + 2,
      broken: null,
    })
    expect(await audited(mine, 'lookup.disowned')).toMatchObject([
      {
        subjectId: mine.entry.id,
        detail: JSON.stringify({ receipt, kind: 'archive', codeKind: 'verification' }),
      },
    ])
    expect(await audited(mine, 'authorization.frozen')).toHaveLength(1)
    expect((await listCards(workAt(NOW, mine.actor))).cards[0]?.lookups).toBe(before)
    expect((await listLookups(workAt(NOW, mine.actor), undefined)).lookups).toHaveLength(before)
    expect(await newest(mine)).toMatchObject({ codeLive: false, disownedAt: '2026-11-23T02:00:00.000Z' })
  })

  it('answers a second time the same and changes nothing, also at once on two devices', async () => {
    const { mine, receipt } = await lookedUp()
    const answers = await Promise.all(Array.from({ length: 5 }, () => disown(mine, receipt)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ code: 'frozen' })
    const later = workAt('2026-11-23T03:00:00Z', mine.actor)
    expect(await disownLookup(later, receipt)).toEqual(answers[0])
    expect(await audited(mine, 'lookup.disowned')).toHaveLength(1)
    expect((await ledgerOf(setup, mine.entry.id)).filter((row) => row.disowns !== null)).toHaveLength(1)
  })

  it('is frozen also by a look-up that was refused: somebody had the code', async () => {
    const mine = await newGraduate()
    const report = await seedReport(setup, mine)
    await lookUp(mine, report.code, { name: '别人' })
    expect(await disown(mine, (await newest(mine)).receipt)).toMatchObject({ code: 'frozen' })
    expect(await codeOf(report.hmac)).toMatchObject({ endedBecause: 'frozen' })
  })

  it('answers nobody right after it, whatever is asked at the same time', async () => {
    const { mine, report, receipt } = await lookedUp()
    const [, ...during] = await Promise.all([
      disown(mine, receipt),
      ...Array.from({ length: 8 }, () => lookUp(mine, report.code)),
    ])
    expect(during.every((answer) => ['valid', 'revoked'].includes(answer.verdict))).toBe(true)
    expect((await lookUp(mine, report.code)).verdict).toBe('revoked')
    // entered in the order of the database: no valid answer behind the freeze
    const rows = await ledgerOf(setup, mine.entry.id)
    const frozen = rows.findIndex((row) => row.disowns !== null)
    expect(rows.slice(frozen + 1).every((row) => row.endedAt !== null)).toBe(true)
    expect(await checkChain(workAt(NOW, mine.actor), undefined)).toMatchObject({ broken: null })
  })

  it('ends once where ending and freezing meet', async () => {
    const { mine, report, receipt } = await lookedUp()
    const { cards } = await listCards(workAt(NOW, mine.actor))
    const id = cards[0]?.authorizationId ?? ''
    const [disowned, ended] = await Promise.allSettled([
      disown(mine, receipt),
      endAuthorization(workAt(NOW, mine.actor), id),
    ])
    expect(disowned.status).toBe('fulfilled')
    const code = await codeOf(report.hmac)
    const frozen = disowned.status === 'fulfilled' && disowned.value.code === 'frozen'
    expect(code?.endedBecause).toBe(frozen ? 'frozen' : 'graduate')
    expect(ended.status).toBe(frozen ? 'rejected' : 'fulfilled')
  })

  it('lets the graduate authorize again: a new code, and the old one stays dead', async () => {
    const mine = await newGraduate()
    await confirmDestination(workAt(NOW, mine.actor), mine.record?.version ?? 0)
    const authorize = async () => {
      await passStepUp(setup, mine)
      const { card } = await authorizeVerification(workAt(NOW, mine.actor), {
        kind: 'archive',
        lastDay: '2026-12-20',
        consentTextVersion,
      })
      return card.code ?? ''
    }
    const first = await authorize()
    await lookUp(mine, first)
    await disown(mine, (await newest(mine)).receipt)
    expect((await listCards(workAt(NOW, mine.actor))).cards[0]).toMatchObject({
      state: 'superseded',
      open: true,
    })
    const second = await authorize()
    expect(second).not.toBe(first)
    expect((await lookUp(mine, second)).verdict).toBe('valid')
    expect(await lookUp(mine, first)).toMatchObject({ verdict: 'revoked', because: 'frozen' })
  })
})

describe('a look-up with nothing to freeze', () => {
  const dead: [string, Parameters<typeof seedReport>[2]][] = [
    ['expired', { validUntil: Date.parse(NOW) }],
    ['ended', { endedAt: 5, endedBecause: 'graduate' }],
    ['superseded', { supersededAt: 5, supersededBecause: 'record' }],
  ]
  it.each(dead)('is marked; a code that had %s stays as it was', async (_, given) => {
    const { mine, report, receipt } = await lookedUp(given)
    const before = await codeOf(report.hmac)
    expect(await newest(mine)).toMatchObject({ codeLive: false })
    expect(await disown(mine, receipt)).toMatchObject({ code: 'dead' })
    expect(await codeOf(report.hmac)).toEqual(before)
    expect((await ledgerOf(setup, mine.entry.id)).at(-1)).toMatchObject({ disowns: receipt, endedAt: null })
    expect(await audited(mine, 'authorization.frozen')).toEqual([])
    expect(await disown(mine, receipt)).toMatchObject({ code: 'dead' })
  })

  it('is marked where it was by 转递编号, which is the school’s and stays', async () => {
    const mine = await newGraduate()
    const code = await seedTransferCode(setup, mine)
    const report = await seedReport(setup, mine)
    await lookUp(mine, code)
    const { receipt } = await newest(mine)
    expect(await disown(mine, receipt)).toMatchObject({ code: 'school' })
    expect(await disown(mine, receipt)).toMatchObject({ code: 'school' })
    expect((await lookUp(mine, code)).verdict).toBe('valid')
    expect((await lookUp(mine, report.code)).verdict).toBe('valid')
  })
})

it('leaves the graduate’s other code alone', async () => {
  const { mine, receipt } = await lookedUp()
  const hukou = await seedReport(setup, mine, { kind: 'hukou' })
  await disown(mine, receipt)
  expect((await lookUp(mine, hukou.code, { kind: 'hukou' })).verdict).toBe('valid')
})

describe('over HTTP', () => {
  const post = (of: Graduate, receipt: string, more: object = {}) =>
    request(`/api/graduate/lookups/${receipt}/disowning`, { graduate: of.cookie, json: {}, ...more })

  it('answers another graduate’s receipt like one nobody has, and changes nothing', async () => {
    const { report, receipt } = await lookedUp()
    const stranger = await newGraduate()
    const shown = async (answer: Response) => {
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>
      return [answer.status, body]
    }
    const theirs = await shown(await post(stranger, receipt))
    expect(theirs).toMatchObject([404, { code: 'lookup.not_found' }])
    expect(await shown(await post(stranger, 'AAAA-AAAA-AAAA'))).toEqual(theirs)
    expect(await codeOf(report.hmac)).toMatchObject({ endedAt: null })
  })

  it('takes no receipt of a disowning for a look-up', async () => {
    const { mine, receipt } = await lookedUp()
    await disown(mine, receipt)
    for (const odd of [`disowned:${receipt}`, encodeURIComponent(`disowned:${receipt}`), 'a b', '..'])
      expect((await post(mine, odd)).status).toBe(404)
  })

  it('gives a repeat under the same key the first answer', async () => {
    const { mine, receipt } = await lookedUp()
    const headers = { 'Idempotency-Key': 'the-same-key' }
    const first = await (await post(mine, receipt, { headers })).json()
    expect(first).toMatchObject({ code: 'frozen' })
    expect(await (await post(mine, receipt, { headers })).json()).toEqual(first)
    const keyless = await post(mine, receipt, { headers: { 'Idempotency-Key': '' } })
    expect(await keyless.json()).toMatchObject({ code: 'idempotency.key_missing' })
  })

  it('costs two round trips', async () => {
    const { mine, receipt } = await lookedUp()
    const here = workAt(NOW, mine.actor)
    await disownLookup(here, receipt)
    expect(here.meter.calls).toBe(2)
  })
})
