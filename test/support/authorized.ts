import { authorizeVerification } from '../../functions/authorizations/authorize-verification.ts'
import { consentTextVersion } from '../../functions/authorizations/consent.ts'
import { confirmDestination } from '../../functions/records/confirm-destination.ts'
import { showReport } from '../../functions/reports/show-report.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { lastDayBefore } from '#model/calendar/caps.ts'
import { type Graduate, passStepUp, runningMonth, seedGraduate, workAt } from './fixtures.ts'
import { inventIdNumber } from './invented-people.ts'

const DAY = 86_400_000

/** As this graduate acts, so many milliseconds from now. */
export const acting = ({ actor }: Graduate, later = 0) =>
  workAt(new Date(Date.now() + later).toISOString(), actor)

/** The last day of a code that holds so many days from now. */
export const dayAfter = (days: number) => lastDayBefore(Date.now() + days * DAY)

/** A graduate of a service that runs today, with a code issued by the verbs. School 10001 must be there. */
export async function authorized(examNumber: number, kind: ReportKind = 'archive') {
  const person = await seedGraduate(workAt(new Date().toISOString()), {
    schoolCode: '10001',
    examNumber: String(examNumber),
    idNumber: inventIdNumber(),
    name: `陈诚${examNumber}`,
    graduationMonth: runningMonth(),
  })
  await confirmDestination(acting(person), 1)
  const issued = await authorizeAgain(person, kind)
  return { person, ...issued }
}

export async function authorizeAgain(person: Graduate, kind: ReportKind = 'archive', later = 0) {
  await passStepUp(acting(person), person)
  const { card } = await authorizeVerification(acting(person, later), {
    kind,
    lastDay: dayAfter(20),
    consentTextVersion,
  })
  const reportId = card.reportPath?.split('/').at(-1) ?? ''
  const { signed } = await showReport(acting(person, later), reportId)
  return { code: card.code ?? '', authorizationId: card.authorizationId ?? '', reportId, token: signed.token }
}
