// Exact limits on guessing (decision 28). A look-up that finds nothing counts; one that a reached limit keeps from being
// made does not, so that asking again never makes a limit last longer.
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Windows are fixed: they begin at whole multiples of their length. */
export const limits = {
  nameDay: { window: DAY, most: 1000 },
  addressTenMinutes: { window: 10 * MINUTE, most: 20 },
  addressDay: { window: DAY, most: 200 },
  /** never closes anything: above it `addressPrefixHour` holds, and an alarm is raised */
  prefixDay: { window: DAY, most: 500 },
  addressPrefixHour: { window: HOUR, most: 3 },
  /** every look-up by one token, answered or not: it cannot be guessed, but a ledger can be flooded (decision 38) */
  tokenDay: { window: DAY, most: 1000 },
} as const

export type CounterName = keyof typeof limits

/** The counters that close the form, each alone or only while another one is over its own bound. */
export const closing = [
  { name: 'nameDay' },
  { name: 'addressTenMinutes' },
  { name: 'addressDay' },
  { name: 'addressPrefixHour', above: 'prefixDay' },
  { name: 'tokenDay' },
] as const satisfies readonly { name: CounterName; above?: CounterName }[]

/** Who asked, about whom, by which report's token: what is left out is not counted. */
export interface Asked {
  /** a keyed hash already */
  address?: string
  /** the name is folded; none where the text is no code, so that nobody was asked about */
  person?: { name: string; schoolCode: string; cohort: number }
  /** a report's id */
  token?: string
}

export interface Counter {
  name: CounterName
  /** what is counted, in the clear: its keyed hash is the row's key, so no name or address is kept */
  about: string
  windowEndsAt: number
}

/** The counters one look-up passes under, at an instant of machine time. */
export function countersOf({ address, person, token }: Asked, at: number): Counter[] {
  const prefix = person && `${person.schoolCode}/${person.cohort}`
  const subject: Partial<Record<CounterName, string>> = {
    ...(person && { nameDay: `${prefix}/${person.name}` }),
    ...(address !== undefined && { addressTenMinutes: address, addressDay: address }),
    ...(prefix !== undefined && { prefixDay: prefix }),
    ...(prefix !== undefined && address !== undefined && { addressPrefixHour: `${prefix}/${address}` }),
    ...(token !== undefined && { tokenDay: token }),
  }
  return (Object.keys(subject) as CounterName[]).map((name) => {
    const { window } = limits[name]
    const number = Math.floor(at / window)
    return { name, about: `${name}/${number}/${subject[name]}`, windowEndsAt: (number + 1) * window }
  })
}

const TOGETHER = 10 * MINUTE

/** Under which look-ups by one token from one address stand together in the ledger, at an instant of machine time. */
export const togetherUnder = (token: string, address: string, at: number): string =>
  `tokenAsked/${Math.floor(at / TOGETHER)}/${token}/${address}`

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
