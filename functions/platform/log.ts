/** One JSON line an event, from an allowlist of fields: no address, name, number, code or token can get in. */
export interface LogLine {
  event: 'request' | 'refused' | 'failed' | 'schedule' | 'reminders' | 'alarm' | 'alarms' | 'settings'
  at: string
  requestId?: string
  method?: string
  /** the route's pattern, never the address asked for */
  route?: string
  status?: number
  code?: string
  reason?: string
  calls?: number
  rows?: number
  ms?: number
  /** of a schedule or an alarm: what it counted */
  counts?: Record<string, number>
  alarm?: string
  /** a report's own id: neither code nor name is in it */
  report?: string
  /** an account's or a machine's own id: no name */
  account?: string
  school?: string
  cohort?: number
}

export function log(line: LogLine): void {
  console.log(JSON.stringify(line))
}

/** What went wrong, for the log: the innermost cause. A failed query's own message repeats its parameters. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error'
  if (error.cause !== undefined) return causeOf(error.cause)
  return error.message.startsWith('Failed query') ? 'failed query' : error.message
}
