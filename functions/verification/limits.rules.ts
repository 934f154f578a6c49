// Exact limits on guessing (security.md, abuse cases 1 to 3). Every look-up that is not answered counts, whatever was
// wrong with it, also while a limit is reached: a lock then looks like any refusal.
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Windows are fixed: they begin at whole multiples of their length. */
export const limits = {
  nameHour: { window: HOUR, most: 5 },
  nameDay: { window: DAY, most: 20 },
  addressTenMinutes: { window: 10 * MINUTE, most: 10 },
  addressDay: { window: DAY, most: 50 },
  /** never closes anything: it lowers `addressPrefixHour` from unlimited to 3 and raises an alarm */
  prefixDay: { window: DAY, most: 500 },
  addressPrefixHour: { window: HOUR, most: 3 },
  /** for the alarm on the failure ratio only */
  failuresHour: { window: HOUR, most: Infinity },
  lookupsHour: { window: HOUR, most: Infinity },
} as const

export type CounterName = keyof typeof limits

/** Who asked about what. The name is folded; the address is a keyed hash already. */
export interface Asked {
  name: string
  schoolCode: string
  cohort: number
  address: string
}

export interface Counter {
  name: CounterName
  /** what is counted, in the clear: its keyed hash is the row's key, so no name or address is kept */
  about: string
  windowEndsAt: number
}

/** The counters one look-up passes under, at an instant of machine time. */
export function countersOf(asked: Asked, at: number): Counter[] {
  const prefix = `${asked.schoolCode}/${asked.cohort}`
  const subject: Record<CounterName, string> = {
    nameHour: `${prefix}/${asked.name}`,
    nameDay: `${prefix}/${asked.name}`,
    addressTenMinutes: asked.address,
    addressDay: asked.address,
    prefixDay: prefix,
    addressPrefixHour: `${prefix}/${asked.address}`,
    failuresHour: '',
    lookupsHour: '',
  }
  return (Object.keys(limits) as CounterName[]).map((name) => {
    const { window } = limits[name]
    const number = Math.floor(at / window)
    return { name, about: `${name}/${number}/${subject[name]}`, windowEndsAt: (number + 1) * window }
  })
}

export type Counts = Partial<Record<CounterName, number>>

export type Alarm = 'prefix_under_attack' | 'failure_ratio'

/** Below this many look-ups an hour a ratio says nothing. */
const RATIO_FLOOR = 40

/**
 * What the operator must hear, from the counts after this look-up. Said when a bound is first passed and then at every
 * hundredth failure (of a ratio: every fortieth), so that an attack does not flood the log as well.
 */
export function alarmsOf(counts: Counts): Alarm[] {
  const alarms: Alarm[] = []
  const prefix = counts.prefixDay ?? 0
  const over = prefix - limits.prefixDay.most
  if (over === 1 || (over > 1 && over % 100 === 0)) alarms.push('prefix_under_attack')
  const failures = counts.failuresHour ?? 0
  if (failures >= RATIO_FLOOR && failures % RATIO_FLOOR === 0 && 2 * failures > (counts.lookupsHour ?? 0))
    alarms.push('failure_ratio')
  return alarms
}
