// Reads the signed token from the address's fragment (which browsers never send) and asks whether it still holds; the
// 转递编号 of a 去向登记信息表 goes into the form below instead, because it needs the name beside it. Everything it shows is set as text, never as markup.
import { qr } from '../copy/zh-CN/qr.ts'
import { receiptForm } from './receipt-form.ts'

type Verdict = 'valid' | 'expired' | 'revoked' | 'superseded' | 'unknown'
type Block = keyof typeof qr.fields
interface Answer {
  verdict: Verdict
  kind?: 'archive' | 'hukou'
  validUntil?: string
  checkedAt?: string
  receipt?: string
  because?: keyof typeof qr.because
  changedFields?: { block: string; label: string }[]
  report?: Partial<Record<Block, Record<string, string>>>
}

const strictShape = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/
const signs = { good: '✓', wait: '!', stop: '✕' }
const shown: Record<Verdict, keyof typeof signs> = {
  valid: 'good',
  expired: 'wait',
  revoked: 'stop',
  superseded: 'wait',
  unknown: 'stop',
}
/** decision 7; the look-up itself decides what is a code */
const transferCode = /^Z\d{7}[0-9A-Z]{8}$/
const root = document.querySelector<HTMLElement>('#verdict')
const typed = document.querySelector<HTMLElement>('#typed')

const made = (tag: string, className: string, text = '', children: Node[] = []): HTMLElement => {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(text, ...children)
  return element
}

/** Shanghai's wall clock, whatever the reader's own zone. `exclusive` ends are shown as the second before. */
const instant = (iso: string, exclusive = false): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000 - (exclusive ? 1000 : 0))
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')

function say(look: keyof typeof signs, title: string, lines: string[], retry = false): void {
  const sign = made('span', 'sign', signs[look])
  sign.setAttribute('aria-hidden', 'true')
  const again = made('button', 'btn quiet', qr.again)
  again.addEventListener('click', () => void check())
  root?.replaceChildren(
    made('div', `verdict ${look}`, '', [
      sign,
      made('div', '', '', [
        made('h2', '', title),
        ...lines.map((line) => made('p', 'note', line)),
        ...(retry ? [again] : []),
      ]),
    ]),
  )
}

function showReport(report: NonNullable<Answer['report']>): void {
  for (const block of Object.keys(qr.fields) as Block[]) {
    const values = report[block]
    if (values === undefined) continue
    const rows = Object.entries(qr.fields[block])
      .filter(([field]) => field in values)
      .flatMap(([field, label]) => [made('dt', '', label), made('dd', '', values[field] || qr.empty)])
    root?.append(made('section', 'card', '', [made('h2', '', qr.blocks[block]), made('dl', '', '', rows)]))
  }
  if (report.destination?.['unitName'] !== undefined && report.archive === undefined)
    root?.append(made('p', 'note', qr.noArchive))
  root?.append(made('p', 'note', qr.sources))
}

const differing = (fields: Answer['changedFields']): string[] => {
  if (fields === undefined) return []
  if (fields.length === 0) return [qr.same]
  return [qr.changed + fields.map(({ block, label }) => `${block} ${label}`).join('、')]
}

/** The form stands ready with the code; only the name is missing. */
function askName(code: string): void {
  root?.replaceChildren(made('p', 'lead', qr.transfer))
  const box = typed?.querySelector<HTMLInputElement>('[name=code]')
  if (box) box.value = code
  typed?.querySelector<HTMLInputElement>('[name=name]')?.focus()
}

async function check(): Promise<void> {
  const token = location.hash.slice(1)
  const transfer = transferCode.test(token)
  if (typed !== null) typed.hidden = !transfer
  if (transfer) return askName(token)
  if (!strictShape.test(token) || token.length > 1000) return say('stop', qr.malformed[0], [qr.malformed[1]])
  root?.replaceChildren(made('p', 'lead', qr.working))
  let answer: Answer
  try {
    const response = await fetch('/api/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ token }),
      cache: 'no-store',
    })
    if (!response.ok) return say('wait', qr.failed[0], [qr.failed[1]], true)
    answer = (await response.json()) as Answer
  } catch {
    return say('wait', qr.offline[0], [qr.offline[1]], true)
  }
  if (token !== location.hash.slice(1)) return
  const { verdict } = answer
  const facts = [
    ...(answer.kind === undefined ? [] : [qr.kinds[answer.kind]]),
    ...(answer.validUntil === undefined ? [] : [`${qr.validUntil} ${instant(answer.validUntil, true)}`]),
    ...(answer.checkedAt === undefined ? [] : [`${qr.checked} ${instant(answer.checkedAt)}`]),
    ...(answer.receipt === undefined ? [] : [`${qr.receipt} ${answer.receipt}`]),
  ]
  if (verdict === 'valid') say('good', qr.valid, facts)
  else {
    const [title, says] = answer.because === undefined ? qr.unknown : qr.because[answer.because]
    say(shown[verdict], title, [says, ...differing(answer.changedFields), ...facts])
  }
  if (verdict === 'valid' && answer.report !== undefined) showReport(answer.report)
  if (answer.receipt !== undefined) root?.append(receiptForm(answer.receipt, token, qr.printReceipt))
}

addEventListener('hashchange', () => void check())
void check()
