import { expect, it } from 'vitest'
import { specimens } from '#model/report/specimens.ts'
import { localAnswer } from '../../../site/src/journeys/verify/local-answer.ts'

const capSeconds = 1_798_732_800
const cap = capSeconds * 1000
const before = cap - 1

it.each([
  ['in force, before the cap', 'in_force', before, 'in_force'],
  ['in force, at the cap', 'in_force', cap, 'service_ended'],
  ['ended', 'ended', before, 'ended'],
  ['ended, past the cap', 'ended', cap, 'ended'],
  ['frozen, past the cap', 'frozen', cap, 'frozen'],
  ['changed, past the cap', 'changed', cap, 'changed'],
  ['not in the list yet', 'newer', before, 'newer'],
  ['not in the list, past the cap', 'newer', cap, 'service_ended'],
  ['in a list past its end', 'out_of_date', before, 'out_of_date'],
  ['in a list past its end, past the cap', 'out_of_date', cap, 'service_ended'],
  ['without a list', undefined, before, 'no_list'],
  ['without a list, past the cap', undefined, cap, 'service_ended'],
] as const)('answers for a report that is %s', (_, says, now, answer) => {
  expect(localAnswer({ reportId: 'A'.repeat(22), capSeconds }, says, now)).toBe(answer)
})

it('calls a specimen one, whatever the list says of the place it names', () => {
  for (const { reportId } of Object.values(specimens))
    for (const says of ['in_force', 'ended', undefined] as const)
      for (const now of [before, cap])
        expect(localAnswer({ reportId, capSeconds }, says, now)).toBe('specimen')
})
