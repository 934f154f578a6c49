import ical, { ICalAlarmType } from 'ical-generator'
import type { GraduateActor } from '#model/actors.ts'
import { isKind } from '#model/report/kinds.ts'
import { calendarWords as words } from '#words/graduate/done.ts'
import { kindCards } from '#words/report-kinds.ts'
import type { Work } from '../platform/work.ts'
import { getSession } from './basic-info/get-session.ts'
import { type OwnDate, ownDates } from './decide-dates.ts'

/** Seconds before the day on which a calendar is asked to remind. */
const REMIND = 3 * 86_400

const said = ({ about }: OwnDate) =>
  isKind(about)
    ? { summary: words.code(kindCards[about]), description: words.codeSays }
    : { summary: words.of[about].title, description: words.of[about].says }

/** The days that matter to the signed-in graduate, as an iCalendar file (RFC 5545). Nothing in it names a person. */
export async function getCalendar(work: Work<GraduateActor>): Promise<string> {
  const session = await getSession(work)
  const { host } = new URL(work.config.origin)
  const calendar = ical({ name: words.name, prodId: { company: host, product: 'quxiang', language: 'ZH' } })
  for (const date of ownDates(session)) {
    calendar
      .createEvent({
        // the same day again takes the place of the one before
        id: `${session.entry?.id}-${date.about}@${host}`,
        stamp: new Date(work.now),
        start: new Date(`${date.day}T00:00:00Z`),
        allDay: true,
        ...said(date),
        url: `${work.config.origin}/graduate/`,
      })
      .createAlarm({ type: ICalAlarmType.display, trigger: REMIND })
  }
  return calendar.toString()
}
