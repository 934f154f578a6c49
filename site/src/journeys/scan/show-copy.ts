// Shows what a saved report turns out to be, field by field, then what the server says of it now.
import { type Compared, isSame } from '../../kit/proof/signed-copy.ts'
import { showInstant } from '#model/calendar/caps.ts'
import { copy, scan } from '#words/verify/scan.ts'
import { publishedKeys } from '../../kit/proof/published-keys.ts'
import { askState, type StateNow } from './ask-state.ts'
import { checkCopy, type CheckedCopy } from './check-copy.ts'
import { readDrawing } from './read-drawing.ts'
import { link, type Look, made, verdictBox } from '../../kit/made.ts'

type Signed = Extract<CheckedCopy, { is: 'signed' }>

const opened = (path: string, text: string = copy.open) => [link(path, text)]

interface Places {
  /** read out when it changes */
  answer: HTMLElement
  details: HTMLElement
}

export async function showCopy(
  place: Places,
  file: Blob,
  origins: readonly string[],
  isWanted: () => boolean,
): Promise<void> {
  const keys = await publishedKeys()
  const text = await file.text()
  if (!isWanted()) return
  const show = (look: Look, said: readonly string[], ways: Node[] = []) =>
    place.answer.replaceChildren(verdictBox(look, said[0] ?? '', said.slice(1), { more: ways }))
  if (keys === undefined) return show('wait', copy.noKeys)
  const checked = await checkCopy(text, keys, origins)
  if (!isWanted()) return
  if (checked.is === 'signed') return showSigned(place, checked, isWanted)
  if (checked.is === 'no_report') return show('stop', copy.noReport)
  if (checked.is === 'unknown_key') return show('stop', copy.unknownKey)
  if (checked.is === 'broken')
    return show(
      'stop',
      copy.broken[checked.part],
      checked.token === undefined ? [] : opened(`/v#${checked.token}`),
    )
  const drawn = await readDrawing(checked.qr, origins)
  if (!isWanted()) return
  if (drawn?.leads === 'check') show('wait', copy.unsigned, opened(drawn.path))
  else if (drawn?.leads === 'foreign') show('stop', scan.foreign(drawn.host))
  else show('wait', [copy.unsigned[0], scan.nowhere[1]])
}

async function showSigned({ answer, details }: Places, checked: Signed, isWanted: () => boolean) {
  details.replaceChildren(...fieldsOf(checked), wholeOf(checked))
  answer.replaceChildren(headOf(checked, undefined))
  answer.scrollIntoView({ block: 'nearest' })
  const state = await askState(checked.token)
  if (isWanted()) answer.replaceChildren(headOf(checked, state))
}

/** @param state undefined while it is asked for */
function headOf(checked: Signed, state: StateNow | undefined): HTMLElement {
  const now = checked.genuine ? copy.stateNow : copy.originalNow
  const facts = [
    `${copy.savedAt} ${showInstant(checked.savedAtSeconds * 1000)}`,
    ...(state?.said === undefined ? [] : [`${now}：${state.said}`]),
    ...(state?.lines ?? []),
  ]
  const ways = { more: opened(`/v#${checked.token}`, copy.openCurrent) }
  if (!checked.genuine) return verdictBox('stop', copy.changed[0], [copy.changed[1], ...facts], ways)
  if (!checked.sameFile) return verdictBox('wait', copy.resaved[0], [copy.resaved[1], ...facts], ways)
  if (state === undefined) return verdictBox('wait', copy.asking, facts, ways)
  if (state.is === 'unreached') return verdictBox('wait', copy.unsure[0], [copy.unsure[1], ...facts], ways)
  if (state.is === 'ended') return verdictBox('wait', copy.stale, facts, ways)
  return verdictBox('good', copy.genuine, facts, ways)
}

function fieldsOf({ comparison }: Signed): HTMLElement[] {
  const titles = [...new Set(comparison.rows.map(({ block }) => block))]
  return titles.map((title) =>
    cardOf(
      title === '' ? copy.around : title,
      comparison.rows
        .filter(({ block }) => block === title)
        .flatMap((row) => rowOf(row.label, valueOf(row), isSame(row))),
    ),
  )
}

function wholeOf({ sameQr, comparison, sameFile }: Signed): HTMLElement {
  const row = (label: string, [same, other]: readonly [string, string], isIt: boolean) =>
    rowOf(label, [isIt ? same : other], isIt)
  return cardOf(copy.whole, [
    ...row(copy.qr, copy.qrSays, sameQr),
    ...row(copy.text, copy.textSays, comparison.sameText),
    ...row(copy.file, copy.fileSays, sameFile),
  ])
}

const cardOf = (title: string, rows: HTMLElement[]) => {
  const wrong = rows.filter((cell) => cell.matches('.stop')).length
  const state = wrong === 0 ? [] : [made('span', 'state stop', copy.differsIn(wrong))]
  return made('section', 'card', '', [
    made('div', 'card-head', '', [made('h2', '', title), ...state]),
    made('dl', 'compared', '', rows),
  ])
}

const rowOf = (label: string, value: readonly (Node | string)[], same: boolean) => [
  made('dt', '', label),
  made('dd', '', '', value),
  made('dd', `state ${same ? 'good' : 'stop'}`, `${same ? '✓ ' : '✕ '}${same ? copy.same : copy.differs}`),
]

function valueOf(row: Compared): (Node | string)[] {
  if (isSame(row)) return [row.signed ?? '']
  return [
    made('span', 'side', copy.inFile),
    made('del', '', row.printed ?? copy.missing),
    made('span', 'side', copy.signed),
    row.signed ?? copy.extra,
  ]
}
