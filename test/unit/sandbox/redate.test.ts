import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import { addYears, monthBefore, redateRoster, yearsToAdd } from '../../sandbox/redate.ts'

const sample = (name: string) => readFileSync(new URL(`../../samples/${name}`, import.meta.url))

it.each([
  ['2026-11-23T02:00:00Z', 0],
  ['2026-12-31T15:59:58Z', 0],
  ['2026-12-31T16:00:00Z', 1],
  ['2028-03-01T00:00:00Z', 2],
])('at %s moves the samples by %d years', (now, years) => {
  expect(yearsToAdd(Date.parse(now))).toBe(years)
})

it('counts months back in Shanghai', () => {
  expect(monthBefore(Date.parse('2026-11-30T16:00:00Z'), 1)).toBe('202611')
  expect(monthBefore(Date.parse('2027-02-10T00:00:00Z'), 8)).toBe('202606')
  expect(addYears('202612', 1)).toBe('202712')
})

it('loads the file byte for byte in its own year, and moves months and cohort in a later one', async () => {
  const bytes = sample('roster-10558-2026.xlsx')
  expect(await redateRoster('roster-10558-2026.xlsx', bytes, 0)).toBe(bytes)
  const rows = readCsv(await redateRoster('roster-10558-2026.xlsx', bytes, 2)).rows
  const header = rows[0]?.cells ?? []
  const first = rows[1]?.cells ?? []
  const cell = (title: string) => first[header.indexOf(title)]
  expect([cell('届别'), cell('毕业时间'), cell('入学时间')]).toEqual(['2028', '202807', '202509'])
  expect(rows).toHaveLength(1501)
})
