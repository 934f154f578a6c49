/** What calls the operator: each is a line of the log, and a message where somebody is named to get it. */
export const alarmNames = [
  'prefix_under_attack',
  'failure_ratio',
  'department_failure_ratio',
  'seal_broken',
  'binding.foreign',
] as const
export type AlarmName = (typeof alarmNames)[number]

/** What an alarm is about: a school's cohort, an account or a report by its own id; nobody's name. */
export interface AlarmAbout {
  school?: string
  cohort?: number
  account?: string
  report?: string
}

/** Two alarms of one key within an hour are one message. */
export const alarmKey = (name: AlarmName, { school, cohort, account, report }: AlarmAbout): string =>
  JSON.stringify([name, school ?? '', cohort ?? 0, account ?? '', report ?? ''])

export const ALARM_EVERY = 3_600_000
