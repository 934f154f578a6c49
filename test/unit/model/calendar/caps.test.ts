import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  dayOf,
  endOfDay,
  lastDayBefore,
  serviceEndsAt,
  showEnd,
  transferEndsAt,
  validityOf,
} from '#model/calendar/caps.ts'

it.each([
  ['202306', '2023-12-31 23:59:59'],
  ['202308', '2024-02-29 23:59:59'],
  ['202208', '2023-02-28 23:59:59'],
  ['202210', '2023-04-30 23:59:59'],
  ['202312', '2024-06-30 23:59:59'],
  ['202606', '2026-12-31 23:59:59'],
  ['202608', '2027-02-28 23:59:59'],
])('ends the service of %s at %s', (month, end) => {
  expect(showEnd(serviceEndsAt(month))).toBe(end)
})

it('ends the transfer code of 202306 on 31 March of the next year', () => {
  expect(showEnd(transferEndsAt('202306'))).toBe('2024-03-31 23:59:59')
})

it('stores 2022-11-21 23:59:59 as the exclusive instant 1669046400000', () => {
  expect(endOfDay('2022-11-21')).toBe(1669046400000)
})

it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-06-31'])(
  'refuses %s as a day',
  (day) => {
    expect(endOfDay(day)).toBeUndefined()
  },
)

it('cuts a day after the cap to the cap and says so', () => {
  const now = Date.parse('2026-11-23T02:00:00Z')
  expect(validityOf('2027-05-01', '202606', now)).toEqual({
    allowed: true,
    validUntil: serviceEndsAt('202606'),
    cut: true,
  })
  expect(validityOf('2026-12-31', '202606', now)).toMatchObject({ cut: false })
})

it('lets today be valid until tonight and refuses yesterday', () => {
  const now = Date.parse('2026-11-23T15:59:59Z')
  expect(validityOf('2026-11-23', '202606', now)).toMatchObject({ allowed: true, validUntil: now + 1000 })
  expect(validityOf('2026-11-23', '202606', now + 1000)).toEqual({ allowed: false, because: 'day_past' })
})

it('refuses every day once the cap has passed', () => {
  expect(validityOf('2027-01-01', '202606', serviceEndsAt('202606'))).toEqual({
    allowed: false,
    because: 'service_ended',
  })
})

it('never goes past the cap, whatever day is chosen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2000, max: 2090 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: -400, max: 400 }),
      (year, month, days) => {
        const graduation = `${year}${String(month).padStart(2, '0')}`
        const cap = serviceEndsAt(graduation)
        const now = cap - 100 * 86_400_000
        const chosen = validityOf(dayOf(now + days * 86_400_000), graduation, now)
        if (!chosen.allowed) return days < 0
        return chosen.validUntil <= cap && chosen.validUntil > now && chosen.cut === days > 99
      },
    ),
  )
})

it.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'comes out the same on a machine whose time zone is %s',
  (zone) => {
    const script = `import { serviceEndsAt, transferEndsAt, endOfDay, lastDayBefore } from './functions/model/calendar/caps.ts'
      console.log([serviceEndsAt('202308'), transferEndsAt('202306'), endOfDay('2022-11-21'), lastDayBefore(serviceEndsAt('202306'))].join())`
    const out = execFileSync('node', ['--input-type=module-typescript', '-e', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(out.trim()).toBe(
      [
        Date.parse('2024-02-29T16:00:00Z'),
        Date.parse('2024-03-31T16:00:00Z'),
        1669046400000,
        lastDayBefore(serviceEndsAt('202306')),
      ].join(),
    )
    expect(out.trim().endsWith('2023-12-31')).toBe(true)
  },
)
