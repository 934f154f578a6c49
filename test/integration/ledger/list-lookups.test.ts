import { beforeAll, expect, it } from 'vitest'
import { lookups } from '../../../db/schema/verification.ts'
import { listCards } from '../../../functions/authorizations/list-cards.ts'
import { listLookups } from '../../../functions/ledger/list-lookups.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'

let mine: Graduate
let other: Graduate
const until = Date.parse('2026-12-01T16:00:00Z')

beforeAll(async () => {
  const work = workAt()
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  const seed = (examNumber: string) =>
    seedGraduate(work, { schoolCode: '10001', examNumber, idNumber: inventIdNumber() })
  mine = await seed('22110108170001')
  other = await seed('22110108170002')
  const row = (
    graduate: Graduate,
    at: number,
    order: number,
    more: Partial<typeof lookups.$inferInsert> = {},
  ) => ({
    receipt: `R-${graduate.entry.examNumber}-${order}`,
    reportId: 'report',
    rosterEntryId: graduate.entry.id,
    kind: 'archive' as const,
    via: 'page' as const,
    at,
    answered: true,
    validUntil: until,
    ...more,
  })
  const db = work.shards.directory
  for (let order = 0; order < 120; order += 1)
    await db.insert(lookups).values(row(mine, until - 200_000 + order, order))
  await db.insert(lookups).values([
    row(mine, until, 120),
    row(mine, until - 10, 121, { endedAt: until - 20 }),
    row(mine, until - 9, 122, { supersededAt: until - 20, via: 'token' }),
    row(mine, until - 8, 123, { answered: false, origin: '北京市', disownedAt: until, chainSeq: 7 }),
    // what the graduate did is no look-up
    row(mine, until, 200, { disowns: `R-${mine.entry.examNumber}-123`, disownedAt: null }),
    row(mine, until - 7, 124, { codeKind: 'transfer', reportId: '', recordId: 'record' }),
    row(other, until - 8, 0),
  ])
})

it('lists what was answered then, newest first, and tells a refused attempt as unknown', async () => {
  const { lookups: page } = await listLookups(workAt(undefined, mine.actor), undefined)
  expect(page.slice(0, 6).map((each) => [each.verdict, each.via, each.codeKind])).toEqual([
    ['valid', 'page', 'transfer'],
    ['unknown', 'page', 'verification'],
    ['superseded', 'token', 'verification'],
    ['revoked', 'page', 'verification'],
    ['expired', 'page', 'verification'],
    ['valid', 'page', 'verification'],
  ])
})

it('goes through all of them once, page by page, and through nobody else’s', async () => {
  const receipts: string[] = []
  let before: number | undefined
  do {
    const work = workAt(undefined, mine.actor)
    const page = await listLookups(work, before)
    // one page costs its own rows and one more, wherever it stands
    expect(work.meter.rows).toBeLessThanOrEqual(2 * 51)
    receipts.push(...page.lookups.map((each) => each.receipt))
    before = page.next ?? undefined
  } while (before !== undefined)
  expect(receipts).toHaveLength(125)
  expect(new Set(receipts).size).toBe(125)
  expect(receipts.every((receipt) => receipt.startsWith(`R-${mine.entry.examNumber}-`))).toBe(true)
})

it.each(['0', '-1', 'x', '1.5'])('refuses a page marker of %s', async (before) => {
  const answer = await request(`/api/graduate/lookups?before=${before}`, { graduate: mine.cookie })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'request.malformed' })
})

it('says where it came from, what was sealed, what was disowned, and whether the code is good now', async () => {
  const { lookups: page } = await listLookups(workAt(undefined, mine.actor), undefined)
  expect(page[1]).toEqual({
    repeats: 0,
    receipt: `R-${mine.entry.examNumber}-123`,
    at: new Date(until - 8).toISOString(),
    kind: 'archive',
    codeKind: 'verification',
    verdict: 'unknown',
    via: 'page',
    department: null,
    origin: '北京市',
    codeLive: false,
    disownedAt: new Date(until).toISOString(),
    chainSeq: 7,
  })
  expect(page[0]).toMatchObject({ origin: '', disownedAt: null, chainSeq: null })
})

it('counts look-ups by 转递编号 on no authorization card', async () => {
  const { cards } = await listCards(workAt(undefined, mine.actor))
  expect(cards.map((card) => card.lookups)).toEqual([124, 0])
})
