import type { AlarmAbout, AlarmName } from '#model/alarms.ts'
import { showInstant } from '#model/calendar/caps.ts'
import { alarmWords as words } from '#words/alarms.ts'

interface Raised {
  name: AlarmName
  about: AlarmAbout
  counts: Record<string, number>
  at: number
}

const what: Record<AlarmName, string> = words.what
const counted: Record<string, string> = words.counted

/** The message as it is sent: nobody's name, address or code. */
export function alarmText({ name, about, counts, at }: Raised, operator: string): string {
  const { school, cohort, account, report } = about
  return words.text({
    operator,
    what: what[name],
    at: showInstant(at),
    facts: [
      ...(school === undefined ? [] : [words.school(school)]),
      ...(cohort === undefined ? [] : [words.cohort(cohort)]),
      ...(account === undefined ? [] : [words.account(account)]),
      ...(report === undefined ? [] : [words.report(report)]),
      ...Object.entries(counts).map(([key, count]) => words.count(counted[key] ?? key, count)),
    ],
  })
}
