import { beforeAll, expect, it } from 'vitest'
import { getDispatch } from '../../../functions/transfer/get-dispatch.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedDispatch } from '../../support/transfer-fixtures.ts'

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
  const sealed = async (id: string, reason: string) => ({
    id,
    outcome: 'returned' as const,
    returnReasonCipher: await work.secrets.seal('dispatches.return_reason', id, reason),
    answeredAt: 5000,
  })
  await seedDispatch(work, mine, { recordedAt: 1, replacedAt: 2, ...(await sealed('sending-1', '地址有误')) })
  await seedDispatch(work, mine, { recordedAt: 2, replacedAt: 3, ...(await sealed('sending-2', '非本单位')) })
  await seedDispatch(work, mine, { recordedAt: 3, method: 'confidential', trackingNumber: 'J-1' })
  const view = await getDispatch(work)
  expect(view).toMatchObject({
    now: '2026-11-23T02:00:00.000Z',
    dispatch: {
      method: 'confidential',
      trackingNumber: 'J-1',
      sentOn: '2026-07-10',
      outcome: null,
      answeredAt: null,
    },
  })
  expect(view.history.map((each) => [each.outcome, each.returnReason, each.answeredAt])).toEqual([
    ['returned', '非本单位', '1970-01-01T00:00:05.000Z'],
    ['returned', '地址有误', '1970-01-01T00:00:05.000Z'],
  ])
  expect(Object.keys(view.history[0] ?? {})).not.toContain('id')
})
