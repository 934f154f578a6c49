import { expect, it } from 'vitest'
import { blockNames, kindNames, printsOf, reportBlocks } from '#model/report/kinds.ts'
import { releasedReport } from '../../../functions/verification/wire.ts'

const filled = (block: string, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, `${block}.${field}`]))

it.each(kindNames)('releases of a report of kind %s exactly what that kind prints', (kind) => {
  const printed = Object.fromEntries(printsOf(kind).map(([block, fields]) => [block, filled(block, fields)]))
  const frozen = Object.fromEntries(
    blockNames.map((block) => [block, { ...filled(block, reportBlocks[block]), idNumber: '11' }]),
  )
  expect(releasedReport.parse({ kind, ...frozen, examNumber: '26' })).toEqual({ kind, ...printed })
})

it('releases no report of a kind that is not in the table', () => {
  expect(releasedReport.safeParse({ kind: 'employer', basicInfo: {} }).success).toBe(false)
  expect(releasedReport.options.map(({ shape }) => shape.kind.value)).toEqual(kindNames)
})
