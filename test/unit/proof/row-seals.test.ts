import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endSealFields,
  endSealText,
  openSealFields,
  openSealText,
  reportSealFields,
  reportSealText,
} from '#model/proof/row-seals.ts'
import { parseSecrets } from '../../../functions/platform/secrets.ts'
import {
  endingHolds,
  openCodeHolds,
  reportHolds,
  sealEnding,
  sealOpenCode,
  sealReport,
} from '../../../functions/proof/row-seals.ts'
import { testSettings } from '../../support/settings.ts'

const keys = parseSecrets(await testSettings())
const others = parseSecrets(await testSettings())

const report = {
  id: 'report',
  rosterEntryId: 'entry',
  kind: 'archive' as const,
  recordId: 'record',
  nameFolded: '陈诚',
  content: '{"a":"b"}',
  digest: 'digest',
  capAt: 3,
  statusIndex: 1,
  issuedAt: 2,
}
const code = {
  hmac: 'hmac',
  reportId: 'report',
  rosterEntryId: 'entry',
  kind: 'archive' as const,
  validUntil: 5,
  version: 1,
  issuedAt: 2,
}
const ending = { ...code, endedAt: 4, endedBySession: 'session' }

const other = (value: string | number | null) => (typeof value === 'number' ? value + 1 : `${value}x`)

describe('a seal holds for the row it was made for, and for no other:', () => {
  it('a report’s', async () => {
    const seal = await sealReport(keys, report)
    expect(await reportHolds(keys, { ...report, seal })).toBe(true)
    expect(await reportHolds(others, { ...report, seal })).toBe(false)
    expect(await reportHolds(keys, { ...report, seal: null })).toBe(false)
    expect(await reportHolds(keys, { ...report, seal: '' })).toBe(false)
    expect(Object.keys(report).toSorted()).toEqual([...reportSealFields].toSorted())
    for (const field of reportSealFields)
      expect([field, await reportHolds(keys, { ...report, [field]: other(report[field]), seal })]).toEqual([
        field,
        false,
      ])
  })

  it('an open code’s', async () => {
    const openSeal = await sealOpenCode(keys, code)
    expect(await openCodeHolds(keys, { ...code, openSeal })).toBe(true)
    expect(await openCodeHolds(keys, { ...code, openSeal: null })).toBe(false)
    expect(Object.keys(code).toSorted()).toEqual([...openSealFields].toSorted())
    for (const field of openSealFields)
      expect([field, await openCodeHolds(keys, { ...code, [field]: other(code[field]), openSeal })]).toEqual([
        field,
        false,
      ])
  })

  it('an ending’s, which is none of an open code', async () => {
    const endSeal = await sealEnding(keys, ending)
    expect(await endingHolds(keys, { ...ending, endSeal })).toBe(true)
    expect(await openCodeHolds(keys, { ...ending, openSeal: endSeal })).toBe(false)
    expect(Object.keys(ending).toSorted()).toEqual([...endSealFields].toSorted())
    for (const field of endSealFields)
      expect([field, await endingHolds(keys, { ...ending, [field]: other(ending[field]), endSeal })]).toEqual(
        [field, false],
      )
  })
})

const text = fc.string({ unit: 'grapheme' })
const kind = fc.constantFrom('archive' as const, 'hukou' as const)
const codes = fc.record({
  hmac: text,
  reportId: text,
  rosterEntryId: text,
  kind,
  validUntil: fc.integer(),
  version: fc.integer(),
  issuedAt: fc.integer(),
})
const reports = fc.record({
  id: text,
  rosterEntryId: text,
  kind,
  recordId: text,
  nameFolded: text,
  content: text,
  digest: text,
  capAt: fc.integer(),
  statusIndex: fc.integer(),
  issuedAt: fc.integer(),
})

it('no two different rows share a text', () => {
  fc.assert(
    fc.property(codes, codes, (one, two) => {
      expect(openSealText(one) === openSealText(two)).toBe(JSON.stringify(one) === JSON.stringify(two))
    }),
  )
  fc.assert(
    fc.property(reports, reports, (one, two) => {
      expect(reportSealText(one) === reportSealText(two)).toBe(JSON.stringify(one) === JSON.stringify(two))
    }),
  )
  // what stands in one field cannot pass for two
  fc.assert(
    fc.property(codes, text, text, (row, a, b) => {
      const joined = { ...row, hmac: `${a}","${b}`, reportId: '' }
      expect(openSealText(joined)).not.toBe(openSealText({ ...row, hmac: a, reportId: b }))
    }),
  )
})

it('a text says all of its row and nothing else', () => {
  fc.assert(
    fc.property(codes, fc.option(fc.integer()), fc.option(text), (row, endedAt, endedBySession) => {
      const ended = { ...row, endedAt, endedBySession }
      expect(JSON.parse(endSealText(ended))).toEqual(endSealFields.map((field) => ended[field]))
      expect(JSON.parse(openSealText(ended))).toEqual(openSealFields.map((field) => row[field]))
    }),
  )
})
