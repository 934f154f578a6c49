// Asks the server what a report is now, by its token.
import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { scanReasons } from '#words/reasons/scan.ts'
import { qr } from '#words/verify/qr.ts'
import { copy } from '#words/verify/scan.ts'
import { askServer } from '../../kit/proof/ask-server.ts'

export interface StateNow {
  is: 'valid' | 'ended' | 'unreached'
  said?: string
  lines: string[]
}

export async function askState(token: string): Promise<StateNow> {
  const answer = await askServer(token)
  if (typeof answer === 'string') return { is: 'unreached', lines: [] }
  const { verdict, because, validUntil, checkedAt, receipt } = answer
  const [title, says] = because === undefined ? qr.unknown : scanReasons[because]
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
