// What the QR page says of the server's answer, and in which look.
import { differing } from '#model/verdict/outcome.ts'
import { changedWords, limitedUntil } from '#words/verify/outcomes.ts'
import { qr } from '#words/verify/qr.ts'
import type { Answer } from '../../kit/proof/ask-server.ts'
import { saidOf } from '../../kit/said-of.ts'
import { instant, type Said } from './say-verdict.ts'

const changesIn = ({ changedFields }: Answer): string[] =>
  changedFields === undefined ? [] : [differing(changedWords, changedFields)]

export function serverSaid(answer: Answer): Said {
  const { title, says, next, look } = saidOf(answer)
  const { kind, validUntil, checkedAt, receipt, retryAt } = answer
  const facts: [string, string][] = []
  if (kind !== undefined) facts.push([qr.kind, qr.kinds[kind]])
  if (validUntil !== undefined) facts.push([qr.validUntil, instant(Date.parse(validUntil), true)])
  if (checkedAt !== undefined) facts.push([qr.checked, instant(Date.parse(checkedAt))])
  if (receipt !== undefined) facts.push([qr.receipt, receipt])
  const opens = retryAt === undefined ? [] : [limitedUntil.join(` ${instant(Date.parse(retryAt))} `)]
  const lines = [says, ...changesIn(answer), ...next, ...opens].filter((line) => line !== '')
  return { look: look.tone, mark: look.mark, title, lines, facts }
}
