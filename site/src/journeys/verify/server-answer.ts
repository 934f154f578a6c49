// What the QR page says of the server's answer, in which look, and the report that comes with it.
import { contactParts } from '#model/contact-text.ts'
import { differing } from '#model/verdict/outcome.ts'
import { changedWords, limitedUntil } from '#words/verify/outcomes.ts'
import { qr } from '#words/verify/qr.ts'
import { made } from '../../kit/made.ts'
import type { Answer, Block, ReportShown } from '../../kit/proof/ask-server.ts'
import { saidOf } from '../../kit/said-of.ts'
import { card, instant, type Said } from './say-verdict.ts'

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

const linked = (value: string) =>
  contactParts(value).map(({ text, href }) => {
    if (href === undefined) return text
    const anchor = made('a', '', text) as HTMLAnchorElement
    anchor.href = href
    return anchor
  })

export function showReport(root: HTMLElement, report: ReportShown): void {
  for (const block of Object.keys(qr.blocks) as Block[]) {
    const values = report[block]
    if (values === undefined) continue
    const rows = Object.entries(qr.blocks[block].fields)
      .filter(([field]) => field in values)
      .map(([field, label]) => [label, values[field] || qr.empty] as const)
    root.append(card(qr.blocks[block].title, rows, linked))
  }
  if (report.destination?.['unitName'] !== undefined && report.archive === undefined)
    root.append(made('p', 'note', qr.noArchive))
  root.append(made('p', 'note', qr.sources))
}
