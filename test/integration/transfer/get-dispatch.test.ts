import { beforeAll, expect, it } from 'vitest'
import { dispatchAnswers } from '../../../db/schema/dispatches.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import { getDispatch } from '../../../functions/transfer/get-dispatch.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedAnswer, seedDispatch } from '../../support/dispatch-fixtures.ts'

let exam = 26_110_108_150_000
const newGraduate = () =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
  })
let other: Graduate
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  other = await newGraduate()
  await seedDispatch(workAt(), other)
})

it("tells nothing of another's file", async () => {
  const mine = await newGraduate()
  const answer = await request('/api/graduate/dispatch', { graduate: mine.cookie })
  expect(await answer.json()).toMatchObject({ dispatch: null, history: [] })
})

it('tells what the school entered, what was answered with its reason, and earlier sendings newest first', async () => {
  const mine = await newGraduate()
  const work = workAt(undefined, mine.actor)
  const returned = { outcome: 'returned' as const, answeredAt: 5000 }
  await seedDispatch(work, mine, { recordedAt: 1, replacedAt: 2, ...returned, returnReason: '地址有误' })
  await seedDispatch(work, mine, { recordedAt: 2, replacedAt: 3, ...returned, returnReason: '非本单位' })
  await seedDispatch(work, mine, { recordedAt: 3, method: 'confidential', trackingNumber: 'J-1' })
  const view = await getDispatch(work)
  expect(view).toMatchObject({
    now: '2026-11-23T02:00:00.000Z',
    state: 'sent',
    dispatch: {
      method: 'confidential',
      trackingNumber: 'J-1',
      sentOn: '2026-07-08',
      answer: null,
      earlierAnswers: [],
    },
  })
  expect(view.history.map(({ answer }) => [answer?.outcome, answer?.reason, answer?.at])).toEqual([
    ['returned', '非本单位', '1970-01-01T00:00:05.000Z'],
    ['returned', '地址有误', '1970-01-01T00:00:05.000Z'],
  ])
  expect(Object.keys(view.history[0] ?? {})).not.toContain('id')
})

it('says of each answer how it was given, and of one that does not count why, but not who set it aside', async () => {
  const mine = await newGraduate()
  const work = workAt(undefined, mine.actor)
  const { id } = await seedDispatch(work, mine)
  const gone = newId()
  await work.shards.directory.insert(dispatchAnswers).values({
    id: gone,
    dispatchId: id,
    outcome: 'received',
    givenAs: 'claim',
    origin: '广东省',
    at: 1000,
    setAsideAt: 2000,
    setAsideBy: 'account',
    setAsideByName: '就业老师',
    setAsideReasonCipher: await work.secrets.seal('dispatch_answers.set_aside_reason', gone, '查无此事'),
  })
  await seedAnswer(work, id, { outcome: 'returned', reason: '地址有误', at: 3000 })
  await seedAnswer(work, id, { givenAs: 'unit', departmentName: '海淀区人才中心', at: 4000 })
  const view = await getDispatch(work)
  expect(view.state).toBe('received')
  expect(view.dispatch?.answer).toEqual({
    outcome: 'received',
    reason: '',
    at: '1970-01-01T00:00:04.000Z',
    givenAs: 'unit',
    from: '海淀区人才中心',
  })
  expect(view.dispatch?.earlierAnswers).toMatchObject([
    { outcome: 'received', from: '广东省', setAside: { at: '1970-01-01T00:00:02.000Z', reason: '查无此事' } },
    { outcome: 'returned', givenAs: 'claim', from: '', setAside: null },
  ])
  expect(JSON.stringify(view)).not.toContain('就业老师')
})

it('reads an answer that was carried over, sealed under the sending that held it', async () => {
  const mine = await newGraduate()
  const work = workAt(undefined, mine.actor)
  const { id } = await seedDispatch(work, mine)
  const reasonCipher = await work.secrets.seal('dispatches.return_reason', id, '地址有误')
  await work.shards.directory
    .insert(dispatchAnswers)
    .values({ id, dispatchId: id, outcome: 'returned', reasonCipher, givenAs: 'claim', at: 1 })
  expect((await getDispatch(work)).dispatch?.answer).toMatchObject({ reason: '地址有误', givenAs: 'claim' })
})
