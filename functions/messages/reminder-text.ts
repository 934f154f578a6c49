import { showEnd } from '#model/calendar/caps.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { messages } from '#words/messages.ts'
import { kindCards } from '#words/report-kinds.ts'

export interface Ending {
  kind: ReportKind
  /** exclusive */
  validUntil: number
  schoolName: string
}

/** The message as it is sent: no name, no code, nothing that an onlooker could use. */
export const reminderText = (
  { kind, validUntil, schoolName }: Ending,
  site: { host: string; operator: string },
): string => messages.reminder({ ...site, schoolName, card: kindCards[kind], until: showEnd(validUntil) })
