import { expect, it } from 'vitest'
import { cohortOf, parseMonth } from '#model/calendar/months.ts'

it.each([
  ['202606', 2026],
  ['202608', 2026],
  ['202609', 2027],
  ['202210', 2023],
  ['202612', 2027],
  ['202601', 2026],
])('puts %s into cohort %d', (month, cohort) => {
  expect(cohortOf(month)).toBe(cohort)
})

it.each(['202613', '202600', '20266', '2026-06', '', '194912', '210001'])('refuses %s as a month', (text) => {
  expect(parseMonth(text)).toBeUndefined()
})
