// Puts a verdict on the page. Everything it shows is set as text, never as markup.
import { qr } from '#words/verify/qr.ts'
import { type Look, made, verdictBox } from '../../kit/made.ts'

type Pairs = readonly (readonly [label: string, value: string])[]

export interface Said {
  look: Look
  /** the verdict's own; otherwise the look's */
  mark?: string
  title: string
  lines: readonly string[]
  /** label and value, under the lines */
  facts?: Pairs
  /** what it was judged by on this device, in a card of its own */
  basis?: Pairs
  /** for whoever looks closer */
  technical?: Pairs
  again?: () => void
}

/** Shanghai's wall clock, whatever the reader's own zone. `exclusive` ends are shown as the second before. */
export const instant = (milliseconds: number, exclusive = false): string =>
  new Date(milliseconds + 8 * 3_600_000 - (exclusive ? 1000 : 0)).toISOString().slice(0, 19).replace('T', ' ')

type Put = (value: string) => readonly (Node | string)[]

const list = (pairs: Pairs, put: Put = (value) => [value]): HTMLElement =>
  made(
    'dl',
    '',
    '',
    pairs.flatMap(([label, value]) => [made('dt', '', label), made('dd', '', '', put(value))]),
  )

/** @param put how a value stands there, where it is more than its text */
export const card = (title: string, pairs: Pairs, put?: Put): HTMLElement =>
  made('section', 'card', '', [made('h2', '', title), list(pairs, put)])

const closer = (pairs: Pairs): HTMLElement[] =>
  pairs.length === 0 ? [] : [made('details', 'card', '', [made('summary', '', qr.technical), list(pairs)])]

export function say(root: HTMLElement, said: Said): void {
  const { look, mark, title, lines, facts = [], basis = [], technical = [], again } = said
  const button = made('button', 'btn quiet', qr.again)
  button.addEventListener('click', () => again?.())
  root.replaceChildren(
    verdictBox(look, title, lines, {
      mark,
      more: [...(facts.length === 0 ? [] : [list(facts)]), ...(again === undefined ? [] : [button])],
    }),
    ...(basis.length === 0 ? [] : [card(qr.basis, basis)]),
    ...closer(technical),
  )
}

export const sayPlainly = (root: HTMLElement, line: string, technical: Pairs = []): void =>
  root.replaceChildren(made('p', 'lead', line), ...closer(technical))

/** Above whatever was said: a specimen shows every state, and is good for nothing. */
export function markSpecimen(root: HTMLElement): void {
  const back = document.createElement('a')
  back.href = '/help/genuine/'
  back.append(qr.specimen.back)
  root.prepend(made('p', 'warn', '', [made('b', '', qr.specimen.title), new Text(qr.specimen.says), back]))
}
