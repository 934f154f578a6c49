// Judges the signed token in the address's fragment (which browsers never send): first its signature, by the keys the
// page arrived with; only a token that is ours is sent to the server. The 转递编号 of a 去向登记信息表 goes into the form
// below instead, because it needs the name beside it.
import type { ReportClaims } from '#model/proof/token.ts'
import { qr } from '#words/verify/qr.ts'
import { type Answer, askServer } from '../../kit/proof/ask-server.ts'
import { checkToken } from '../../kit/proof/check-token.ts'
import { localAnswer } from './local-answer.ts'
import type * as ServerAnswer from './server-answer.ts'
import {
  fetchKeys,
  isDue,
  type KeySet,
  knownKeys,
  mayBeBehind,
  siteTime,
} from '../../kit/proof/published-keys.ts'
import { receiptForm } from './receipt-form.ts'
import { registerOffline } from '../../kit/proof/register-offline.ts'
import { instant, markSpecimen, type Said, say, sayPlainly } from './say-verdict.ts'
import { keptList, lookUp, refreshList, type StatusList } from './status-list.ts'

const strictShape = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/
/** decision 7; the look-up itself decides what is a code */
const transferCode = /^Z\d{7}[0-9A-Z]{8}$/

const root = document.querySelector<HTMLElement>('#verdict') ?? document.body
const typed = document.querySelector<HTMLElement>('#typed')
let keys: KeySet | undefined
/** of the check under way; an older one that is still waiting says nothing any more */
let turn = 0

const refreshed = (list: StatusList | undefined): [string, string][] => [
  [qr.keysAt, keys === undefined ? qr.never : instant(keys.at)],
  [qr.listAt, list === undefined ? qr.never : instant(list.fetchedAt)],
]

/** The form stands ready with the code; only the name is missing. */
function askName(code: string): void {
  sayPlainly(root, qr.transfer)
  const box = typed?.querySelector<HTMLInputElement>('[name=code]')
  if (box) box.value = code
  typed?.querySelector<HTMLInputElement>('[name=name]')?.focus()
}

function sayAnswer({ serverSaid, showReport }: typeof ServerAnswer, answer: Answer, token: string): void {
  say(root, serverSaid(answer))
  if (answer.verdict === 'valid' && answer.report !== undefined) showReport(root, answer.report)
  if (answer.specimen === true) markSpecimen(root)
  else if (answer.receipt !== undefined) root.append(receiptForm(answer.receipt, token, qr.printReceipt))
}

/** Genuine, and nobody could say how it stands now: what the token and the last list say, and of when that is. */
async function sayLocally(claims: ReportClaims, why: 'offline' | 'failed', mine: number): Promise<void> {
  const set = keys
  if (set === undefined) return
  const shown = async (list: StatusList | undefined): Promise<void> => {
    const now = siteTime(set)
    const found = await lookUp(list, claims.statusIndex, set)
    if (mine !== turn) return
    const answer = localAnswer(claims, found?.says, now)
    const { look, title, line } = qr.local[answer]
    const said: Said = {
      look,
      title,
      lines: [
        qr.unreached[why],
        line(found === undefined ? '' : instant(found.asOf)),
        ...(mayBeBehind(set, now) ? [qr.oldKeys] : []),
        qr.paper,
      ],
      basis: [
        [qr.kind, qr.kinds[claims.kind]],
        [qr.cap, instant(claims.capSeconds * 1000, true)],
      ],
      technical: refreshed(list),
      again: () => void check(),
    }
    say(root, said)
    if (answer === 'specimen') markSpecimen(root)
  }
  const had = await keptList()
  await shown(had)
  registerOffline()
  const newer = await refreshList(set)
  if (newer?.text !== had?.text) await shown(newer)
}

/** Out of sight, and never beside a token that is not ours. */
async function keepFresh(): Promise<void> {
  registerOffline()
  if (keys !== undefined && isDue(keys, siteTime(keys))) keys = (await fetchKeys(keys)) ?? keys
  if (keys !== undefined) await refreshList(keys)
}

async function judge(token: string) {
  const judged = keys === undefined ? undefined : await checkToken(token, keys.keys)
  const old = keys === undefined || mayBeBehind(keys, siteTime(keys))
  if (judged !== undefined && (judged.ours || judged.because === 'foreign' || !old)) return judged
  const newer = await fetchKeys(keys)
  if (newer === undefined) return undefined
  keys = newer
  return checkToken(token, newer.keys)
}

async function checkReport(token: string, mine: number): Promise<void> {
  if (!strictShape.test(token) || token.length > 1000)
    return say(root, { look: 'stop', title: qr.malformed[0], lines: [qr.malformed[1]] })
  sayPlainly(root, qr.working)
  keys ??= await knownKeys()
  const judged = await judge(token)
  if (mine !== turn) return
  if (judged === undefined) {
    const [title, line] = qr.noKeys
    const technical = refreshed(await keptList())
    return say(root, { look: 'wait', title, lines: [line], technical, again: () => void check() })
  }
  if (!judged.ours) return say(root, { look: 'stop', title: qr.foreign[0], lines: [qr.foreign[1]] })
  // what may be said of an answer comes while it is waited for
  const fetched = import('./server-answer.ts').catch(() => undefined)
  const answer = await askServer(token)
  if (mine !== turn) return
  if (typeof answer === 'string') return sayLocally(judged.claims, answer, mine)
  const words = await fetched
  if (mine !== turn) return
  if (words === undefined) return sayLocally(judged.claims, 'failed', mine)
  sayAnswer(words, answer, token)
  await keepFresh()
}

/** Opened without anything to judge: what it could do without a network. */
async function sayReady(mine: number): Promise<void> {
  sayPlainly(root, qr.ready)
  keys ??= await knownKeys()
  await keepFresh()
  const list = await keptList()
  if (mine !== turn) return
  sayPlainly(root, qr.ready, refreshed(list))
}

async function check(): Promise<void> {
  turn += 1
  const text = location.hash.slice(1)
  const transfer = transferCode.test(text)
  if (typed !== null) typed.hidden = !transfer
  if (transfer) return askName(text)
  if (text === '') return sayReady(turn)
  if (!('subtle' in crypto))
    return say(root, { look: 'wait', title: qr.noCrypto[0], lines: [qr.noCrypto[1]] })
  return checkReport(text, turn)
}

addEventListener('hashchange', () => void check())
void check()
