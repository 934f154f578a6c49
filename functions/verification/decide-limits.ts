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
  }
  return (Object.keys(limits) as CounterName[]).map((name) => {
    const { window } = limits[name]
    const number = Math.floor(at / window)
    return { name, about: `${name}/${number}/${subject[name]}`, windowEndsAt: (number + 1) * window }
  })
}

/** Said when the bound is first passed and then at every hundredth failure: an attack must not flood the log as well. */
export const isPrefixAlarm = (count: number): boolean =>
  count > limits.prefixDay.most && (count - limits.prefixDay.most - 1) % 100 === 0

/** What one process saw since `since`. */
export interface Seen {
  since: number
  lookups: number
  failures: number
}

const RATIO_WINDOW = 10 * MINUTE
/** Below this many failures a ratio says nothing; above, it is said at every such number again. */
const RATIO_STEP = 20

/** The tally with one more look-up, and whether most look-ups of the window have failed. */
export function tally(seen: Seen, failed: boolean, at: number): { seen: Seen; alarm: boolean } {
  const fresh = at - seen.since >= RATIO_WINDOW || at < seen.since
  const next = {
    since: fresh ? at : seen.since,
    lookups: (fresh ? 0 : seen.lookups) + 1,
    failures: (fresh ? 0 : seen.failures) + (failed ? 1 : 0),
  }
  return {
    seen: next,
    alarm: failed && next.failures % RATIO_STEP === 0 && 2 * next.failures > next.lookups,
  }
}
