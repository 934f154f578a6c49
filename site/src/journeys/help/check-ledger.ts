// Recomputes an exported ledger on the reader's own machine. Nothing is sent anywhere; everything is set as text.
import { breakAt, chainLink, chainStart, type LedgerFile, readLedgerFile } from '#model/ledger/chain.ts'
import { checkLedger as says } from '#words/help/check-ledger.ts'
import { type Look, made, verdictBox } from '../../kit/made.ts'

const LIMIT = 100 * 1024 * 1024
const encoder = new TextEncoder()
const place = document.querySelector<HTMLElement>('#ledger-checked')
const choose = document.querySelector<HTMLInputElement>('#ledger-file')
const drop = document.querySelector<HTMLElement>('#ledger-drop')

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function firstBreak(file: LedgerFile): Promise<string | undefined> {
  let hash = await sha256(chainStart(file.entry))
  for (const [index, { values, hash: given }] of file.rows.entries()) {
    hash = await sha256(chainLink(hash, values))
    const broken = breakAt(index + 1, { chainSeq: Number(values[0]), hash: given }, hash)
    if (broken !== undefined) return says.broken[broken.because](broken.at)
  }
  return file.count === file.rows.length && file.head === hash ? undefined : says.broken.head
}

const say = (look: Look, title: string, lines: (Node | string)[]): void =>
  place?.replaceChildren(verdictBox(look, title, lines, { heading: 'h3' }))

async function check(chosen: File): Promise<void> {
  if (chosen.size > LIMIT) return say('wait', says.tooLarge[0], [says.tooLarge[1]])
  place?.replaceChildren(made('p', 'lead', says.working))
  const text = await chosen.text().catch(() => undefined)
  if (text === undefined) return say('wait', says.unreadable[0], [says.unreadable[1]])
  const file = readLedgerFile(text)
  if (file === undefined) return say('wait', says.notOurs[0], [says.notOurs[1]])
  const broken = await firstBreak(file)
  if (broken !== undefined) return say('stop', broken, [says.brokenSays])
  say('good', says.whole(file.count), [says.wholeSays, made('span', 'num hash', file.head), says.noted])
}

choose?.addEventListener('change', () => {
  const [chosen] = choose.files ?? []
  if (chosen !== undefined) void check(chosen)
  // the same file may be chosen again after it was changed
  choose.value = ''
})
drop?.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.classList.add('over')
})
drop?.addEventListener('dragleave', () => drop.classList.remove('over'))
drop?.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  const [chosen] = event.dataTransfer?.files ?? []
  if (chosen !== undefined) void check(chosen)
})
if (drop !== null) drop.hidden = false
