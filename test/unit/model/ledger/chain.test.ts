import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  breakAt,
  chainFields,
  chainLink,
  chainRule,
  type ChainRow,
  chainStart,
  type ChainValue,
  chainValues,
  codeEvents,
  lifeFields,
  readLedgerFile,
} from '#model/ledger/chain.ts'
import { sha256Hex } from '../../../../functions/platform/secrets.ts'
import { lookupLedger } from '#words/help/lookup-ledger.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const nullable = (text = fc.string({ unit: 'grapheme' })) => fc.option(text)
const instant = fc.integer({ min: 0, max: 8.64e15 })
const row: fc.Arbitrary<Omit<ChainRow, 'chainSeq'>> = fc.record({
  receipt: fc.string({ unit: 'grapheme' }),
  disowns: nullable(),
  at: instant,
  kind: fc.constantFrom('archive', 'hukou'),
  codeKind: fc.constantFrom('verification', 'transfer'),
  via: fc.constantFrom('page', 'token'),
  answered: fc.boolean(),
  validUntil: instant,
  endedAt: fc.option(instant),
  supersededAt: fc.option(instant),
  departmentId: nullable(),
  department: nullable(),
  origin: fc.string({ unit: 'grapheme' }),
  reportId: fc.string(),
  recordId: nullable(),
})

interface Sealed {
  values: ChainValue[]
  hash: string
}
function seal(entry: string, rows: Omit<ChainRow, 'chainSeq'>[]): Sealed[] {
  let hash = sha256(chainStart(entry))
  return rows.map((each, at) => {
    const values = chainValues({ ...each, chainSeq: at + 1 })
    hash = sha256(chainLink(hash, values))
    return { values, hash }
  })
}
function firstBreak(entry: string, sealed: readonly Sealed[]) {
  let hash = sha256(chainStart(entry))
  for (const [at, each] of sealed.entries()) {
    hash = sha256(chainLink(hash, each.values))
    const broken = breakAt(at + 1, { chainSeq: Number(each.values[0]), hash: each.hash }, hash)
    if (broken !== undefined) return broken
  }
  return undefined
}
const rows = fc.array(row, { minLength: 2, maxLength: 6 })

it('keeps the rule it names: another order, field or beginning would need another name', () => {
  expect(chainRule).toBe('quxiang-lookups-1')
  expect(chainFields.join(' ')).toBe(
    'chainSeq receipt disowns at kind codeKind via answered validUntil endedAt supersededAt ' +
      'departmentId department origin reportId recordId',
  )
  expect(chainStart('entry')).toBe('quxiang-lookups-1\nentry')
  expect(chainLink('ab', [1, '证', null, true])).toBe('ab[1,"证",null,true]')
})

it('is whole as it was sealed, in two implementations of SHA-256', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), rows, async (entry, given) => {
      const sealed = seal(entry, given)
      expect(firstBreak(entry, sealed)).toBeUndefined()
      expect(await sha256Hex(chainLink(await sha256Hex(chainStart(entry)), sealed[0]?.values ?? []))).toBe(
        sealed[0]?.hash,
      )
    }),
  )
})

it('is broken by any changed value, at its row', () => {
  fc.assert(
    fc.property(rows, fc.nat(), fc.integer({ min: 1, max: 15 }), fc.anything(), (given, pick, field, to) => {
      const sealed = seal('e', given)
      const at = pick % sealed.length
      const values = [...(sealed[at]?.values ?? [])]
      fc.pre(JSON.stringify(to) !== undefined && JSON.stringify(to) !== JSON.stringify(values[field]))
      values[field] = JSON.parse(JSON.stringify(to)) as ChainValue
      const tampered = sealed.with(at, { values, hash: sealed[at]?.hash ?? '' })
      expect(firstBreak('e', tampered)).toEqual({ at: at + 1, because: 'changed' })
    }),
  )
})

it('is broken by a row taken out before the end, by rows that changed places, and by another entry’s id', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (given, pick) => {
      const sealed = seal('e', given)
      const at = pick % (sealed.length - 1)
      expect(firstBreak('e', sealed.toSpliced(at, 1))?.at).toBe(at + 1)
      const [one, two] = [sealed[at], sealed[at + 1]] as [Sealed, Sealed]
      expect(firstBreak('e', sealed.with(at, two).with(at + 1, one))?.at).toBe(at + 1)
      expect(firstBreak('f', sealed)).toEqual({ at: 1, because: 'changed' })
    }),
  )
})

it('goes through a file and back unchanged', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const sealed = seal('e', given)
      const file = {
        rule: chainRule,
        documentation: '',
        entry: 'e',
        exportedAt: '',
        fields: chainFields,
        count: sealed.length,
        head: sealed.at(-1)?.hash ?? '',
        rows: sealed,
      }
      expect(readLedgerFile(JSON.stringify(file))?.rows).toEqual(sealed)
      expect(readLedgerFile(JSON.stringify(file, undefined, 2))?.rows).toEqual(sealed)
    }),
  )
})

it('takes a row of a code’s life beside look-ups, for neither what it is not', () => {
  const life = {
    chainSeq: 1,
    event: 'issued',
    at: 1,
    kind: 'archive',
    reportId: 'r',
    version: 1,
    validUntil: 2,
    cause: null,
  } as const
  expect(lifeFields.join(' ')).toBe('chainSeq event at kind reportId version validUntil cause')
  expect(chainValues(life)).toEqual([1, 'issued', 1, 'archive', 'r', 1, 2, null])
  // so that one can never pass for the other under the same hash
  expect(lifeFields.length).not.toBe(chainFields.length)
  const about = { rule: chainRule, entry: 'e', head: '', count: 1, fields: chainFields }
  const file = { ...about, rows: [{ values: chainValues(life), hash: '' }] }
  expect(readLedgerFile(JSON.stringify({ ...file, codeFields: lifeFields }))?.rows).toEqual(file.rows)
  // a file from before there were any
  expect(readLedgerFile(JSON.stringify({ ...about, rows: [] }))).toBeDefined()
  expect(readLedgerFile(JSON.stringify({ ...file, codeFields: ['at'] }))).toBeUndefined()
})

it.each([
  ['nothing', ''],
  ['half a file', '{"rule":"quxiang-lookups-1","rows":['],
  ['another rule', '{"rule":"quxiang-lookups-2"}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '5'],
  [
    'other fields',
    JSON.stringify({ rule: chainRule, entry: 'e', head: '', count: 0, fields: ['at'], rows: [] }),
  ],
  [
    'a row that is none',
    JSON.stringify({ rule: chainRule, entry: 'e', head: '', count: 1, fields: chainFields, rows: [null] }),
  ],
  [
    'a value that is a list',
    JSON.stringify({
      rule: chainRule,
      entry: 'e',
      head: '',
      count: 1,
      fields: chainFields,
      rows: [{ values: [[]], hash: '' }],
    }),
  ],
])('takes %s for no file', (_, text) => {
  expect(readLedgerFile(text)).toBeUndefined()
})

it('explains itself with an example that anybody can recompute', () => {
  const { entry, start, rows: lines } = lookupLedger.example
  expect(sha256(`quxiang-lookups-1\n${entry}`)).toBe(start)
  let hash: string = start
  for (const line of lines) {
    // hashed as the page prints it, to the character
    hash = sha256(hash + line.text)
    expect(hash).toBe(line.hash)
    expect(JSON.stringify(JSON.parse(line.text))).toBe(line.text)
    expect((JSON.parse(line.text) as unknown[]).length).toBe(chainFields.length)
  }
  expect(lookupLedger.fields.map(([field]) => field)).toEqual([...chainFields])
  expect(lookupLedger.codeFields.map(([field]) => field)).toEqual([...lifeFields])
  const [, events] = lookupLedger.codeFields[1]
  expect([...events.matchAll(/(\w+)：/g)].map(([, event]) => event)).toEqual([...codeEvents])
})
