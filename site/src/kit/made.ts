// Elements made by scripts of public pages; everything they show is set as text, never as markup.

const signs = { good: '✓', wait: '!', stop: '✕' }
export type Look = keyof typeof signs

export const made = (
  tag: string,
  className = '',
  text = '',
  children: readonly (Node | string)[] = [],
): HTMLElement => {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(text, ...children)
  return element
}

interface BoxParts {
  /** in place of the look's own */
  mark?: string | undefined
  /** below its lines */
  more?: readonly Node[]
  heading?: 'h2' | 'h3'
}

/** A verdict's box. */
export function verdictBox(
  look: Look,
  title: string,
  lines: readonly (Node | string)[],
  { mark = signs[look], more = [], heading = 'h2' }: BoxParts = {},
): HTMLElement {
  const sign = made('span', 'sign', mark)
  sign.setAttribute('aria-hidden', 'true')
  return made('div', `verdict ${look}`, '', [
    sign,
    made('div', '', '', [
      made(heading, '', title),
      ...lines.map((line) => made('p', 'note', '', [line])),
      ...more,
    ]),
  ])
}

export const link = (href: string, text: string): HTMLElement => {
  const anchor = made('a', 'btn quiet', text) as HTMLAnchorElement
  anchor.href = href
  return anchor
}
