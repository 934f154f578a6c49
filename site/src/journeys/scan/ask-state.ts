// Asks the server what a report is now, by its token.
import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { copy } from '#words/verify/scan.ts'
import { askServer } from '../../kit/proof/ask-server.ts'
import { saidOf } from '../../kit/said-of.ts'

export interface StateNow {
  is: 'valid' | 'ended' | 'unreached'
  said?: string
  lines: string[]
}

export async function askState(token: string): Promise<StateNow> {
  const answer = await askServer(token)
  // a limit says nothing of the report
  if (typeof answer === 'string' || answer.verdict === 'limited') return { is: 'unreached', lines: [] }
  const { verdict, validUntil, checkedAt, receipt } = answer
  const { title, says } = saidOf(answer)
  return {
    is: verdict === 'valid' ? 'valid' : 'ended',
    said: verdict === 'valid' ? copy.valid : `${title}。${says}`,
    lines: [
      ...(validUntil === undefined ? [] : [`${copy.validUntil} ${showEnd(Date.parse(validUntil))}`]),
      ...(checkedAt === undefined ? [] : [`${copy.checkedAt} ${showInstant(Date.parse(checkedAt))}`]),
      ...(receipt === undefined ? [] : [`${copy.receipt} ${receipt}`]),
    ],
  }
}
