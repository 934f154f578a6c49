import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { audit } from '../../../db/schema/operations.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { withdrawDispute } from '../../../functions/records/withdraw-dispute.ts'
import type { listDisputes } from '../../../functions/exchange/list-disputes.ts'
import { reportProvincially } from '../../../functions/exchange/report-provincially.ts'
import { destinationLine, inventExamNumber } from '../../support/files.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'

const clients: Record<string, { id: string; token: string }> = {}
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', provinceCode: '44' })
  for (const province of ['11', '44', '51']) {
    const client = await seedClient(province)
    clients[province] = { id: client.id, token: await client.token() }
  }
})

const claims = {
  destination: { kind: 'changed' as const, explanation: '已换单位' },
  archive: null,
  hukou: { explanation: '户口已迁走' },
  contact: 'someone@example.com',
}
async function disputed(schoolCode: string, sourceSystem: 'national' | 'provincial', at: string) {
  const person = await seedGraduate(workAt(), {
    schoolCode,
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    record: { sourceSystem, version: 2 },
  })
  await disputeRecord(workAt(at, person.actor), 2, claims)
  return person
}
const ask = (province: string, query = '') =>
  request(`/api/sync/disputes${query}`, {
    headers: { Origin: '', Authorization: `Bearer ${clients[province]?.token}` },
  })
async function list(province: string, query = '') {
  const answer = await ask(province, query)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return (await answer.json()) as Awaited<ReturnType<typeof listDisputes>>
}
const readings = (province: string) =>
  workAt()
    .shards.directory.select({ count: audit.detail, subject: audit.subjectId })
    .from(audit)
    .where(and(eq(audit.action, 'disputes.read'), eq(audit.actorId, clients[province]?.id ?? '')))

it.each(['?after=1', '?after=1.short', '?limit=0', '?limit=201', '?limit=x', '?province=11'])(
  'refuses %s',
  async (query) => {
    const answer = await ask('44', query)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
  },
)

it('tells a province of the open disputes about its own records only, oldest first, and audits it', async () => {
  const later = await disputed('10558', 'provincial', '2026-11-22T02:00:00Z')
  const first = await disputed('10558', 'provincial', '2026-11-21T02:00:00Z')
  await disputed('10558', 'national', '2026-11-20T02:00:00Z')
  await disputed('10001', 'provincial', '2026-11-20T02:00:00Z')
  const withdrawn = await disputed('10558', 'provincial', '2026-11-20T02:00:00Z')
  await withdrawDispute(workAt(undefined, withdrawn.actor))
  const all = await list('44')
  expect(all).toEqual({
    disputes: [
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        openedAt: '2026-11-21T02:00:00.000Z',
        schoolCode: '10558',
        examNumber: first.entry.examNumber,
        name: first.entry.name,
        recordVersion: 2,
        ...claims,
      },
      expect.objectContaining({ examNumber: later.entry.examNumber }),
    ],
    next: null,
  })
  expect(await readings('44')).toEqual([{ count: '{"count":2}', subject: '44' }])
  const page = await list('44', '?limit=1')
  expect(page.disputes).toEqual(all.disputes.slice(0, 1))
  const rest = await list('44', `?limit=1&after=${page.next}`)
  expect(rest).toEqual({ disputes: all.disputes.slice(1), next: null })
  expect(await readings('44')).toHaveLength(3)
})

it('audits no reading that showed nobody', async () => {
  expect(await list('51')).toEqual({ disputes: [], next: null })
  expect(await readings('51')).toEqual([])
})

it('drops a dispute once the corrected record is reported', async () => {
  const person = await disputed('10558', 'provincial', '2026-11-23T02:00:00Z')
  const listed = async () =>
    (await list('44')).disputes.some(({ examNumber }) => examNumber === person.entry.examNumber)
  expect(await listed()).toBe(true)
  const report = (unitName: string) => ({
    上报系统: '省级系统',
    省份代码: '44',
    上报时间: '2026-11-24T09:30:00+08:00',
    记录: [destinationLine(person.entry.examNumber, { 单位名称: unitName })],
  })
  await reportProvincially(workAt(), report('更正后的单位'))
  expect(await listed()).toBe(false)
})
