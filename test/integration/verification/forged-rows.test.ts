// Who can write to the database: whatever is changed there, no way in calls it valid or shows it.
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes, reports } from '../../../db/schema/authorizations.ts'
import { audit } from '../../../db/schema/operations.ts'
import { changeValidity } from '../../../functions/authorizations/change-validity.ts'
import { endAuthorization } from '../../../functions/authorizations/end-authorization.ts'
import { resumeAuthorization } from '../../../functions/authorizations/resume-authorization.ts'
import { listHistory } from '../../../functions/departments/list-history.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { verifyBulk } from '../../../functions/departments/verify-batch.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { listLookups } from '../../../functions/ledger/list-lookups.ts'
import { digestOf } from '../../../functions/proof/token.ts'
import { refreshStatusList } from '../../../functions/proof/refresh-status-list.ts'
import { listIn } from '../../../functions/proof/status-list.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { checkReceipt } from '../../../functions/verification/check-receipt.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { statusAt } from '#model/proof/status-list.ts'
import { outcomeWords } from '#words/verify/outcomes.ts'
import { acting, authorized, dayAfter } from '../../support/authorized.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { runningMonth, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { request } from '../../support/http.ts'
import { testApp } from '../../support/test-app.ts'

const app = testApp()
const setup = workAt()
const db = () => setup.shards.directory
let exam = 26_110_130_150_000
let mine: Awaited<ReturnType<typeof authorized>>
let logged: MockInstance<typeof console.log>

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  logged = vi.spyOn(console, 'log').mockReturnValue()
  mine = await authorized((exam += 1))
})

const name = () => mine.person.entry.name
const today = () => new Date().toISOString()
const verdictIn = async (answer: Response) => ((await answer.json()) as { verdict: string }).verdict

/** Every way to ask: the verdict, or what stands in its place. */
const ways: Record<string, () => Promise<string>> = {
  'the typed page': async () => {
    const form = new URLSearchParams({ name: name(), code: mine.code })
    const page = await (await app('/verify/archive/', { method: 'POST', body: form })).text()
    if (page.includes('北京云帆')) return 'shown'
    return page.includes(outcomeWords.unverifiable.title) ? 'unverifiable' : 'something else'
  },
  'the JSON interface': async () =>
    verdictIn(
      await request('/api/verifications', { json: { kind: 'archive', name: name(), code: mine.code } }),
    ),
  'the QR page, by token': async () =>
    verdictIn(await request('/api/verifications', { json: { token: mine.token } })),
  'a scanner gun on the typed page': async () => {
    const asked = { kind: 'archive', code: mine.token, via: 'page', address: 'gun' } as const
    return (await verify(workAt(today(), { kind: 'anonymous' }), asked)).answer.verdict
  },
  'a desk': async () => {
    const { actor } = await seedDepartment(setup)
    const asked = { kind: 'archive', name: name(), code: mine.code, caseNumber: '' } as const
    return (await verifyAtDesk(workAt(today(), actor), asked, 'desk')).answer.verdict
  },
  'a desk, by token': async () => {
    const { actor } = await seedDepartment(setup)
    const asked = { kind: 'archive', name: '', code: mine.token, caseNumber: '' } as const
    return (await verifyAtDesk(workAt(today(), actor), asked, 'desk')).answer.verdict
  },
  'a bulk look-up, and its repeat': async () => {
    const { actor } = await seedDepartment(setup)
    const key = `bulk-key-${exam}-${crypto.randomUUID()}`
    const ask = async () =>
      (
        await verifyBulk(workAt(today(), actor), key, 'archive', [
          { name: name(), code: mine.code, caseNumber: '' },
        ])
      ).rows.map(({ verdict, report }) => (report === null ? verdict : 'shown'))
    const [first] = await ask()
    const [again] = await ask()
    return first === again ? String(first) : `${first}, then ${again}`
  },
}
const byToken = (way: string) => way.includes('token') || way.includes('gun')

const change = (set: Partial<typeof codes.$inferInsert>) =>
  db().update(codes).set(set).where(eq(codes.reportId, mine.reportId))
const rewrite = async () => {
  const [row] = await db().select().from(reports).where(eq(reports.id, mine.reportId))
  const content = row?.content.replace('北京云帆', '另一单位') ?? ''
  expect(content).not.toBe(row?.content)
  await db()
    .update(reports)
    .set({ content, digest: await digestOf(content) })
    .where(eq(reports.id, mine.reportId))
}
const open = {
  endedAt: null,
  endedBecause: null,
  endedBySession: null,
  supersededAt: null,
  supersededBecause: null,
  expiredAt: null,
}
const sealOf = async (reportId: string) =>
  (await db().select().from(codes).where(eq(codes.reportId, reportId)))[0]?.openSeal

/** What is done to a code, and what its token is then answered where that is another report's. */
const forgeries: [string, () => PromiseLike<unknown>, { token?: string }?][] = [
  ['content and digest changed together', rewrite, { token: 'unknown' }],
  [
    'an ended code opened again',
    async () => {
      await endAuthorization(acting(mine.person), mine.authorizationId)
      await change(open)
    },
  ],
  [
    'a superseded code opened again',
    async () => {
      await disputeRecord(acting(mine.person), 1, {
        destination: { kind: 'wrong', explanation: '单位名称有误' },
        archive: null,
        hukou: null,
        contact: '13900001111',
      })
      await change(open)
    },
  ],
  [
    'a frozen code opened again',
    async () => {
      const found = await verify(workAt(today(), { kind: 'anonymous' }), {
        kind: 'archive',
        name: name(),
        code: mine.code,
        via: 'api',
        address: 'thief',
      })
      const { receipt } = found.answer as { receipt: string }
      await disownLookup(acting(mine.person), receipt)
      await change(open)
    },
  ],
  ['an end moved later', () => change({ validUntil: Date.now() + 30 * 86_400_000 })],
  [
    'an ended code that is to end later',
    async () => {
      await endAuthorization(acting(mine.person), mine.authorizationId)
      await change({ endedAt: Date.now() + 86_400_000 })
    },
  ],
  ['a seal taken off', () => change({ openSeal: null })],
  [
    "another code's seal",
    async () => {
      const other = await authorized((exam += 1))
      await change({ openSeal: await sealOf(other.reportId) })
    },
  ],
  [
    'an older seal over a newer state',
    async () => {
      const old = await sealOf(mine.reportId)
      await changeValidity(acting(mine.person), mine.authorizationId, dayAfter(3))
      await change({ openSeal: old })
    },
  ],
  [
    'the record of another version',
    () => db().update(reports).set({ recordId: 'another' }).where(eq(reports.id, mine.reportId)),
  ],
]

describe.each(Object.keys(ways))('%s', (way) => {
  it('answers a genuine code as valid', async () => {
    const answer = await ways[way]?.()
    expect(['valid', 'shown']).toContain(answer)
  })

  it.each(forgeries)('never calls valid: %s', async (_, forge, { token = 'unverifiable' } = {}) => {
    await forge()
    expect(await ways[way]?.()).toBe(byToken(way) ? token : 'unverifiable')
  })
})

it('tells a code as ended whose end a look-up finds that began a moment before it, and writes nothing else', async () => {
  await endAuthorization(acting(mine.person, 500), mine.authorizationId)
  const { actor } = await seedDepartment(setup)
  const asked = { kind: 'archive', name: name(), code: mine.code, caseNumber: '' } as const
  expect((await verifyAtDesk(workAt(today(), actor), asked, 'desk')).answer.verdict).toBe('revoked')
  expect(await ways['the QR page, by token']?.()).toBe('revoked')
  expect((await listHistory(workAt(today(), actor), {})).lookups).toMatchObject([{ verdict: 'revoked' }])
  expect((await listLookups(acting(mine.person), undefined)).lookups.map(({ verdict }) => verdict)).toEqual([
    'revoked',
    'revoked',
  ])
  expect(logged.mock.calls.join()).not.toContain(`"report":"${mine.reportId}"`)
})

it('tells a dead code as dead, with no seal on it', async () => {
  await endAuthorization(acting(mine.person), mine.authorizationId)
  expect(await sealOf(mine.reportId)).toBeNull()
  expect(await ways['the JSON interface']?.()).toBe('revoked')
})

it('shows the graduate no report that was changed, nor one of a code that was', async () => {
  const page = () => request(`/reports/${mine.reportId}`, { graduate: mine.person.cookie })
  expect((await page()).status).toBe(200)
  await change({ validUntil: Date.now() + 30 * 86_400_000 })
  const refused = await page()
  expect([refused.status, (await refused.text()).includes('未通过完整性检查')]).toEqual([409, true])
  mine = await authorized((exam += 1))
  await rewrite()
  expect((await page()).status).toBe(409)
})

it('gives a forged state no new seal', async () => {
  await change({ validUntil: Date.now() + 30 * 86_400_000 })
  const shorter = changeValidity(acting(mine.person), mine.authorizationId, dayAfter(3))
  await expect(shorter).rejects.toMatchObject({ code: 'report.unverifiable' })
  // an ending made in the database, in the graduate's own session, to be taken back
  mine = await authorized((exam += 1))
  const resume = () => resumeAuthorization(acting(mine.person, 1000), mine.authorizationId)
  await change({
    endedAt: Date.now(),
    endedBecause: 'graduate',
    endedBySession: mine.person.actor.sessionHash,
  })
  await expect(resume()).rejects.toMatchObject({ code: 'authorization.not_resumable' })
  // nor one whose end was moved after it
  mine = await authorized((exam += 1))
  await endAuthorization(acting(mine.person), mine.authorizationId)
  await change({ validUntil: Date.now() + 30 * 86_400_000 })
  await expect(resume()).rejects.toMatchObject({ code: 'authorization.not_resumable' })
  mine = await authorized((exam += 1))
  await endAuthorization(acting(mine.person), mine.authorizationId)
  expect((await resume()).card.state).toBe('active')
  expect(await ways['the JSON interface']?.()).toBe('valid')
})

it('says it in the ledger, the receipt, the history, the audit and the log, and the chain stays whole', async () => {
  await rewrite()
  const { actor } = await seedDepartment(setup)
  const asked = { kind: 'archive', name: name(), code: mine.code, caseNumber: '' } as const
  const { answer } = await verifyAtDesk(workAt(today(), actor), asked, 'desk')
  if (answer.verdict !== 'unverifiable') throw new Error('told')
  expect(Object.keys(answer).toSorted()).toEqual(['checkedAt', 'codeKind', 'kind', 'receipt', 'verdict'])
  const { receipt } = answer
  const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)) as object)
  expect(lines).toContainEqual(
    expect.objectContaining({ event: 'alarm', alarm: 'seal_broken', report: mine.reportId }),
  )
  expect((await listHistory(workAt(today(), actor), {})).lookups).toMatchObject([
    { verdict: 'unverifiable', receipt },
  ])
  expect((await listLookups(acting(mine.person), undefined)).lookups).toMatchObject([
    { verdict: 'unverifiable', receipt },
  ])
  expect(await checkReceipt(workAt(today()), { receipt, code: mine.code }, 'a')).toMatchObject({
    found: true,
    verdict: 'unverifiable',
  })
  const [rows] = await read(db(), [db().select().from(audit).where(eq(audit.action, 'lookup.withheld'))])
  expect(rows.filter(({ subjectId }) => subjectId === mine.reportId)).toHaveLength(1)
  // issued, the look-up, withheld
  expect(await checkChain(acting(mine.person), undefined)).toMatchObject({ sealed: 3, broken: null })
  await db().run(`update lookups set withheld_at = null where receipt = '${receipt}'`)
  expect(await checkChain(acting(mine.person), undefined)).toMatchObject({ broken: { because: 'mark' } })
})

it('withholds a whole list of a department where all of it was changed, and a repeat says the same', async () => {
  const rows: Parameters<typeof verifyBulk>[3][number][] = []
  for (let at = 0; at < 30; at += 1) {
    const person = await seedGraduate(setup, {
      schoolCode: '10001',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      record: null,
      graduationMonth: runningMonth(),
    })
    const { code } = await seedReport(setup, person)
    rows.push({ name: person.entry.name, code, caseNumber: '' })
  }
  await db().update(reports).set({ seal: null })
  const { actor } = await seedDepartment(setup)
  const ask = async () => (await verifyBulk(workAt(today(), actor), 'one-list', 'archive', rows)).rows
  const first = await ask()
  expect(first.map(({ verdict }) => verdict)).toEqual(rows.map(() => 'unverifiable'))
  expect(await ask()).toEqual(first)
  const { lookups } = await listHistory(workAt(today(), actor), {})
  expect(lookups.map(({ verdict }) => verdict)).toEqual(rows.map(() => 'unverifiable'))
})

it('says it once of look-ups that are one row, however many come at once', async () => {
  await change({ openSeal: null })
  const ask = () =>
    verify(workAt(today(), { kind: 'anonymous' }), { token: mine.token, via: 'api', address: 'one' })
  const answers = await Promise.all(Array.from({ length: 12 }, ask))
  expect(new Set(answers.map(({ answer }) => answer.verdict))).toEqual(new Set(['unverifiable']))
  expect(await checkChain(acting(mine.person), undefined)).toMatchObject({ broken: null })
  const [rows] = await read(db(), [db().select().from(audit).where(eq(audit.subjectId, mine.reportId))])
  const entered = (await listLookups(acting(mine.person), undefined)).lookups
  expect(rows.filter(({ action }) => action === 'lookup.withheld')).toHaveLength(entered.length)
})

it('lists no code as live whose seal does not hold', async () => {
  let wait = 0
  const listed = async (statusIndex: number) => {
    const work = workAt(today())
    wait += 10_000
    return statusAt(
      listIn(await refreshStatusList({ ...work, machineNow: work.machineNow + wait })),
      statusIndex,
    )
  }
  const placeOf = async () =>
    (await db().select().from(reports).where(eq(reports.id, mine.reportId)))[0]?.statusIndex ?? -1
  const place = await placeOf()
  expect(await listed(place)).toBe(0)
  await endAuthorization(acting(mine.person), mine.authorizationId)
  await change(open)
  expect(await listed(place)).toBe(1)
  // nor one that says that it was taken back
  await change({ openSeal: 'made up', resumedAt: Date.now() })
  expect(await listed(place)).toBe(1)
  await db().run('delete from status_lists')
  await change({ openSeal: null, resumedAt: null })
  expect(await listed(place)).toBe(1)
})
