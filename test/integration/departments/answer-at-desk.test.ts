import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { departmentLookups } from '../../../db/schema/departments.ts'
import { audit } from '../../../db/schema/operations.ts'
import { answerAtDesk } from '../../../functions/departments/answer-at-desk.ts'
import { setAnswersAside } from '../../../functions/transfer/set-answers-aside.ts'
import { answerTransfer } from '../../../functions/verification/answer-transfer.ts'
import type { ReceiptRequest } from '../../../functions/verification/wire.ts'
import type { StaffActor } from '#model/actors.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import {
  type Coded,
  seedAnswer,
  seedCoded,
  seedDispatch,
  sendingsOf,
} from '../../support/dispatch-fixtures.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { seedReport } from '../../support/report-fixtures.ts'

const NOW = new Date().toISOString()
const setup = workAt(NOW)
const db = setup.shards.directory
const unit = '北京市海淀区人力资源公共服务中心'
let desk: Awaited<ReturnType<typeof seedDepartment>>
let officer: StaffActor<'school'>
let person: Coded

const newcomer = (given: Parameters<typeof seedCoded>[1] = {}) =>
  seedCoded(setup, { graduationMonth: '209806', cohort: 2098, ...given })

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  officer = (await seedStaff(setup, '10001')).actor
})
beforeEach(async () => {
  desk = await seedDepartment(setup, { name: '海淀区人才中心', unitNames: JSON.stringify([unit]) })
  person = await newcomer()
})

const asked = (given: Partial<ReceiptRequest> = {}, of = person): ReceiptRequest => ({
  name: of.entry.name,
  code: of.code,
  outcome: 'received',
  reason: '',
  ...given,
})
async function send(json: object, cookie = desk.cookie, headers = {}) {
  const answer = await request('/api/department/transfer-receipts', { department: cookie, json, headers })
  return [answer.status, await answer.json()]
}
const atDesk = (given?: Partial<ReceiptRequest>) => answerAtDesk(workAt(NOW, desk.actor), asked(given))
const claim = (given?: Partial<ReceiptRequest>) =>
  answerTransfer(workAt(NOW, { kind: 'anonymous' }), asked(given), {
    via: 'api',
    address: crypto.randomUUID(),
    origin: '广东省',
  })
const returned = { outcome: 'returned', reason: '地址有误' } as const
const sending = async () => (await sendingsOf(setup, person)).at(-1)
const answers = async () => (await sending())?.answers ?? []

describe('refuses', () => {
  it.each([
    ['an unknown key', { extra: 1 }, 400, 'request.malformed'],
    ['a reason for a file that was received', { reason: '好' }, 400, 'request.malformed'],
    ['a file returned without a reason', { outcome: 'returned' }, 422, 'receipt.reason_needed'],
    [
      'a reason of 501 characters',
      { outcome: 'returned', reason: '退'.repeat(501) },
      422,
      'receipt.reason_needed',
    ],
  ])('%s, and looks nothing up', async (_, given, status, code) => {
    await seedDispatch(setup, person)
    expect(await send({ ...asked(), ...given })).toMatchObject([status, { code }])
    const looked = await db
      .select()
      .from(departmentLookups)
      .where(eq(departmentLookups.departmentId, desk.department.id))
    expect([looked, await answers()]).toEqual([[], []])
  })

  it.each([
    ['another unit', { unitNames: '["北京市朝阳区人力资源公共服务中心"]' }],
    ['no unit', { unitNames: '[]' }],
  ])('a department of %s', async (_, given) => {
    await seedDispatch(setup, person)
    const other = await seedDepartment(setup, given)
    expect(await send(asked(), other.cookie)).toMatchObject([403, { code: 'receipt.other_unit' }])
    expect(await answers()).toEqual([])
  })

  it('one that handles no files, whoever is not signed in, and a file that was never sent', async () => {
    const hukou = await seedDepartment(setup, { archive: false, unitNames: JSON.stringify([unit]) })
    expect(await send(asked(), hukou.cookie)).toMatchObject([403, { code: 'department.other_kind' }])
    expect(await send(asked(), '')).toMatchObject([401, { code: 'session.missing' }])
    expect(await send(asked())).toMatchObject([409, { code: 'receipt.not_sent' }])
    expect(await answers()).toEqual([])
  })

  it('a wrong name, and a 核验编号, like a look-up that finds nothing', async () => {
    await seedDispatch(setup, person)
    const { code } = await seedReport(setup, person)
    for (const given of [{ name: '别人' }, { code }])
      expect(await send(asked(given))).toEqual([200, { verdict: 'unknown' }])
    expect(await answers()).toEqual([])
  })
})

it('notes the unit’s answer under the department’s name, with audit, history and budget', async () => {
  await seedDispatch(setup, person)
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const [status, first] = await send(asked(), desk.cookie, headers)
  expect([status, first]).toMatchObject([
    200,
    { verdict: 'valid', codeKind: 'transfer', outcome: 'received', givenAs: 'unit' },
  ])
  expect(await send(asked(), desk.cookie, headers)).toEqual([200, first])
  expect(await answers()).toMatchObject([
    { outcome: 'received', givenAs: 'unit', departmentName: '海淀区人才中心', origin: '' },
  ])
  const looked = await db
    .select()
    .from(departmentLookups)
    .where(eq(departmentLookups.departmentId, desk.department.id))
  expect(looked).toMatchObject([{ verdict: 'valid', kind: 'archive' }])
  const trail = await db.select().from(audit).where(eq(audit.subjectId, person.entry.id))
  expect(trail).toMatchObject([{ action: 'file.received', actorKind: 'department', schoolCode: '10001' }])
  expect(JSON.parse(trail[0]?.detail ?? '')).toMatchObject({ givenAs: 'unit' })
})

it('tells the desk where the file is and whether it may answer', async () => {
  const look = async (cookie = desk.cookie) => {
    const { name, code } = asked()
    const json = { kind: 'archive', name, code }
    return (await request('/api/department/lookups', { department: cookie, json })).json()
  }
  expect(await look()).toMatchObject({ file: { sending: null, answer: null, mayAnswer: false } })
  await seedDispatch(setup, person)
  expect(await look()).toMatchObject({ file: { sending: { method: 'ems' }, answer: null, mayAnswer: true } })
  const other = await seedDepartment(setup)
  expect(await look(other.cookie)).toMatchObject({ file: { mayAnswer: false } })
  await claim()
  expect(await look()).toMatchObject({
    file: { answer: { outcome: 'received', givenAs: 'claim', from: '' }, mayAnswer: true },
  })
  await atDesk()
  expect(await look()).toMatchObject({
    file: { answer: { givenAs: 'unit', from: '海淀区人才中心' }, mayAnswer: false },
  })
})

describe.each([
  ['received', returned],
  ['returned', { outcome: 'received', reason: '' }],
] as const)('after a claim of %s', (said, other) => {
  const claimed = said === 'received' ? {} : returned
  it('takes either answer of the unit, keeps the claim, and takes no claim after it', async () => {
    await seedDispatch(setup, person)
    expect(await claim(claimed)).toMatchObject({ givenAs: 'claim', outcome: said })
    expect(await answers()).toMatchObject([{ origin: '广东省', givenAs: 'claim' }])
    expect(await atDesk(other)).toMatchObject({ givenAs: 'unit', outcome: other.outcome })
    expect(await sending()).toMatchObject({
      outcome: other.outcome,
      version: 3,
      answers: [
        { givenAs: 'claim', outcome: said, setAsideAt: null },
        { givenAs: 'unit', outcome: other.outcome },
      ],
    })
    for (const given of [claimed, other])
      await expect(claim(given)).rejects.toMatchObject({ code: 'receipt.answered' })
    await expect(atDesk(claimed)).rejects.toMatchObject({ code: 'receipt.answered' })
    expect(await atDesk(other)).toMatchObject({ outcome: other.outcome })
    expect(await answers()).toHaveLength(2)
  })
})

describe('at the same time', () => {
  const settled = async (...acts: Promise<unknown>[]) =>
    (await Promise.allSettled(acts)).map((each) =>
      each.status === 'fulfilled' ? 'done' : (each.reason as { code?: string }).code,
    )

  it('a claim and the unit’s answer: the unit’s counts, whichever came first', async () => {
    for (let times = 0; times < 3; times += 1) {
      person = await newcomer()
      await seedDispatch(setup, person)
      const acts = times % 2 === 0 ? [claim(returned), atDesk()] : [atDesk(), claim(returned)]
      const ends = await settled(...acts)
      const [claimed, noted] = times % 2 === 0 ? ends : ends.toReversed()
      expect(noted).toBe('done')
      expect(['done', 'receipt.answered']).toContain(claimed)
      expect(await sending()).toMatchObject({ outcome: 'received' })
      expect(await answers()).toHaveLength(claimed === 'done' ? 2 : 1)
    }
  })

  it('two units’ answers: one', async () => {
    await seedDispatch(setup, person)
    const ends = await settled(atDesk(), atDesk(returned), atDesk(returned))
    const kept = await answers()
    expect(kept).toHaveLength(1)
    expect(ends.filter((each) => each !== 'done' && each !== 'receipt.answered')).toEqual([])
  })

  it('a claim that is set aside and a new answer: nothing is lost, and what was not seen is not set aside', async () => {
    for (let times = 0; times < 4; times += 1) {
      person = await newcomer()
      const { id } = await seedDispatch(setup, person, { outcome: 'returned' })
      const aside = () => setAnswersAside(workAt(NOW, officer), id, { version: 1, reason: '查无此事' })
      const acts = times % 2 === 0 ? [aside(), atDesk()] : [atDesk(), aside()]
      const ends = await settled(...acts)
      const [setAside, noted] = times % 2 === 0 ? ends : ends.toReversed()
      expect(noted).toBe('done')
      expect(['done', 'dispatch.changed']).toContain(setAside)
      const [first, second, ...more] = await answers()
      expect(more).toEqual([])
      expect(first?.setAsideAt === null).toBe(setAside !== 'done')
      expect(second).toMatchObject({ givenAs: 'unit', setAsideAt: null })
      expect(await sending()).toMatchObject({ outcome: 'received', version: setAside === 'done' ? 3 : 2 })
    }
  })

  it('two who set the same answer aside: one row, one reason', async () => {
    const { id } = await seedDispatch(setup, person)
    await seedAnswer(setup, id)
    const aside = (reason: string) => setAnswersAside(workAt(NOW, officer), id, { version: 1, reason })
    const ends = await settled(aside('一'), aside('二'))
    expect(ends).toHaveLength(2)
    expect(new Set(ends)).toEqual(new Set(['dispatch.changed', 'done']))
  })
})

it('takes a new answer after the school set the unit’s aside', async () => {
  const { id } = await seedDispatch(setup, person)
  await atDesk(returned)
  await setAnswersAside(workAt(NOW, officer), id, { version: 2, reason: '登记有误' })
  expect(await claim()).toMatchObject({ givenAs: 'claim', outcome: 'received' })
  expect(await atDesk()).toMatchObject({ givenAs: 'unit', outcome: 'received' })
  expect(await sending()).toMatchObject({
    outcome: 'received',
    answers: [{ setAsideAt: expect.any(Number) }, { givenAs: 'claim' }, { givenAs: 'unit' }],
  })
})
