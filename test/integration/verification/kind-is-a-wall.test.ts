// Decision 37: who asks for one kind is never answered the other, by whatever way a report can be asked for.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kindNames, type ReportKind } from '#model/report/kinds.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { verifyBulk } from '../../../functions/departments/verify-batch.ts'
import { specimenAddress } from '../../../functions/reports/show-specimen.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const setup = workAt()
let exam = 26_110_119_150_000
let owner: Graduate
let reports: Record<ReportKind, Report>
let callers = 0
const app = testApp()

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  exam += 1
  owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String(exam),
    idNumber: inventIdNumber(),
    name: `陈诚${exam}`,
    record: null,
    // service and codes that go on at whatever time this runs
    graduationMonth: '209806',
    cohort: 2098,
  })
  const validUntil = Date.parse('2098-01-01T00:00:00Z')
  reports = {
    archive: await seedReport(setup, owner, { kind: 'archive', validUntil }),
    hukou: await seedReport(setup, owner, { kind: 'hukou', validUntil }),
  }
})

/** A caller whom no limit has seen. */
const from = () => ({ 'cf-connecting-ip': `2001:db8:${(callers += 1).toString(16)}::1` })

/** Whether an answer says anything of what either report holds. */
const told = (answer: string) => /签就业协议|托管单位接收|迁回原籍/.test(answer)

const otherOf = (kind: ReportKind): ReportKind => (kind === 'archive' ? 'hukou' : 'archive')

type Way = (asked: ReportKind, code: string, name: string) => Promise<boolean>

const inDepartment =
  (via: 'desk' | 'api'): Way =>
  async (kind, code, name) => {
    const { actor } = await seedDepartment(setup)
    const question = { kind, name, code, caseNumber: '' }
    return told(JSON.stringify(await verifyAtDesk(workAt(undefined, actor), question, via)))
  }

/** Every way to ask for a kind, with what is typed for a report: whether it tells anything of it. */
const ways = {
  'the JSON interface': async (kind, code, name) => {
    const answer = await app('/api/verifications', {
      method: 'POST',
      headers: { ...from(), 'content-type': 'application/json' },
      body: JSON.stringify({ kind, name, code }),
    })
    return told(await answer.text())
  },
  'the page': async (kind, code, name) => {
    const answer = await app(`/verify/${kind}/`, {
      method: 'POST',
      headers: { ...from(), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ name, code }).toString(),
    })
    return told(await answer.text())
  },
  'a desk': inDepartment('desk'),
  'a machine of a department': inDepartment('api'),
  bulk: async (kind, code, name) => {
    const { actor } = await seedDepartment(setup)
    const rows = [{ name, code, caseNumber: '' }]
    return told(JSON.stringify(await verifyBulk(workAt(undefined, actor), crypto.randomUUID(), kind, rows)))
  },
} satisfies Record<string, Way>

const texts: Record<string, (of: Report) => string> = {
  'its code': ({ code }) => code,
  'its token': ({ token }) => token,
  'the address of its QR': ({ token }) => `http://127.0.0.1:8787/v#${token}`,
}
const asked = kindNames.flatMap((kind) =>
  Object.entries(ways).flatMap(([way, ask]) =>
    Object.entries(texts)
      // in bulk a token is a text that is no code
      .filter(([text]) => way !== 'bulk' || text === 'its code')
      .map(([text, textOf]): [string, string, ReportKind, (of: Report) => string, Way] => [
        way,
        text,
        kind,
        textOf,
        ask,
      ]),
  ),
)

describe.each(asked)('%s, given %s and asked for %s,', (_way, _text, kind, textOf, ask) => {
  it('answers a report of this kind, and tells nothing of the other', async () => {
    const { name } = owner.entry
    expect(await ask(kind, textOf(reports[kind]), name)).toBe(true)
    expect(await ask(kind, textOf(reports[otherOf(kind)]), name)).toBe(false)
  })
})

it('answers a QR of either kind where none is asked for', async () => {
  for (const kind of kindNames) {
    const { answer } = await verify(workAt(undefined, { kind: 'anonymous' }), {
      token: reports[kind].token,
      via: 'api',
      address: 'a',
    })
    expect(answer).toMatchObject({ verdict: 'valid', kind })
  }
})

it('enters a try with a token of the other kind in the ledger, not answered', async () => {
  await ways['the JSON interface']('archive', reports.hukou.token, owner.entry.name)
  expect(await ledgerOf(setup, owner.entry.id)).toMatchObject([
    { via: 'token', kind: 'hukou', answered: false },
  ])
})

it('answers a department that handles one kind nothing of the other', async () => {
  const { actor } = await seedDepartment(setup, { hukou: false })
  const desk = workAt(undefined, actor)
  const { name } = owner.entry
  for (const code of [reports.hukou.code, reports.hukou.token]) {
    const { answer } = await verifyAtDesk(desk, { kind: 'archive', name, code, caseNumber: '' }, 'desk')
    expect(answer).toEqual({ verdict: 'unknown' })
    await expect(
      verifyAtDesk(desk, { kind: 'hukou', name, code, caseNumber: '' }, 'desk'),
    ).rejects.toMatchObject({ code: 'department.other_kind' })
  }
})

it('holds for specimens too', async () => {
  const token = (await specimenAddress(setup, 'hukou')).split('#')[1] ?? ''
  for (const kind of kindNames) {
    const { answer } = await verify(workAt(undefined, { kind: 'anonymous' }), {
      kind,
      code: token,
      via: 'page',
      address: 'a',
    })
    expect(answer.verdict).toBe(kind === 'hukou' ? 'valid' : 'unknown')
  }
})
