// Asks the server what a report is now, by its token.
import { showEnd, showInstant } from '../../../../functions/authorizations/caps.rules.ts'
import { qr } from '../../copy/zh-CN/qr.ts'
import { copy } from '../../copy/zh-CN/scan.ts'

export interface StateNow {
  is: 'valid' | 'ended' | 'unreached'
  said?: string
  lines: string[]
}

interface Answer {
  verdict: 'valid' | 'expired' | 'revoked' | 'superseded' | 'unknown'
  validUntil?: string
  checkedAt?: string
  receipt?: string
  because?: keyof typeof qr.because
}

export async function askState(token: string): Promise<StateNow> {
  let answer: Answer
  try {
    const response = await fetch('/api/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ token }),
      cache: 'no-store',
    })
    if (!response.ok) return { is: 'unreached', lines: [] }
    answer = (await response.json()) as Answer
  } catch {
    return { is: 'unreached', lines: [] }
  }
  const { verdict, because, validUntil, checkedAt, receipt } = answer
  const [title, says] = because === undefined ? qr.unknown : qr.because[because]
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
