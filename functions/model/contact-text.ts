// Finds the phone numbers and e-mail addresses in a text, so that each can be called or written to where it stands.

export interface ContactPart {
  text: string
  /** of what can be called or written to */
  href?: string
}

/** Ways to reach somebody, in one text; what is not known is left out. */
export const joinContacts = (...ways: readonly string[]): string =>
  ways.filter((way) => way !== '').join('、')

const space = '[ \\u00a0\\u3000]'
const dash = '[-‐‑–—－]'
const gap = `(?:${space}?${dash}${space}?|${space})?`
const china = `(?:\\+|00)?86${gap}`
/** 010 and 02x have two digits behind their 0, all others three */
const area = '(10|2\\d|[3-9]\\d{2})'
const local = `(\\d{3,4}${gap}\\d{4})`
const inside = /转|分机号?|ext\.?/u.source
const extension = `(?:${space}?(?:${inside}|${dash})${space}?[:：]?(\\d{1,6}))?`
const ends = '(?![\\dA-Za-z])'

const at = (pattern: string) => new RegExp(pattern + ends, 'uy')
const digits = (text: string) => text.replaceAll(/\D/g, '')
/** a phone dials the number, waits, and dials the extension */
const waits = (ext: string | undefined) => (ext === undefined ? '' : `,${ext}`)

interface Reached {
  href: string
  /** area code of a landline */
  code?: string
}

const landline = (code: string, number: string, ext: string | undefined): Reached => ({
  href: `tel:+86${code}${digits(number)}${waits(ext)}`,
  code,
})

type Shape = readonly [pattern: RegExp, reached: (groups: (string | undefined)[]) => Reached]

/** Numbers with the country's code, so that they can be called from abroad too. */
const shapes: readonly Shape[] = [
  [
    at("([A-Za-z0-9][A-Za-z0-9._%+'-]*)@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,})"),
    ([name = '', host = '']) => ({ href: `mailto:${encodeURIComponent(name)}@${host}` }),
  ],
  [
    at(`(?:${china})?(1[3-9]\\d${gap}\\d{4}${gap}\\d{4})`),
    ([number = '']) => ({ href: `tel:+86${digits(number)}` }),
  ],
  [
    at(`(?:${china}[(（]?(?:0[)）]?)?|[(（]?0)${area}[)）]?${gap}${local}${extension}`),
    ([code = '', number = '', ext]) => landline(code, number, ext),
  ],
  // 400 and 800 are answered inside the country only
  [
    at(`([48]00${gap}\\d{3,4}${gap}\\d{3,4})${extension}`),
    ([number = '', ext]) => ({ href: `tel:${digits(number)}${waits(ext)}` }),
  ],
  // 12333, 12345 and their kind
  [at('(12\\d{3})'), ([number = '']) => ({ href: `tel:${number}` })],
  [at(`\\+([1-9]\\d{0,2}(?:${gap}\\d{2,}){2,5})`), ([number = '']) => ({ href: `tel:+${digits(number)}` })],
]

/** 010-62751274/62751275: the second number has the first one's area code. */
const secondNumber = at(`${local}${extension}`)
const divider = /^[ \u00a0\u3000、/／,，;；或和]+$/u

/** Any other word or number is passed over whole: nothing is found inside a date, a code or an address. */
const word = /[a-z]+:\/\/[!-~]+|[\dA-Za-z_+]+(?:[-.@][\dA-Za-z_]+)*|[^]/uy

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from
  return pattern.exec(text) ?? undefined
}

function reachedAt(text: string, from: number, code: string): (Reached & { text: string }) | undefined {
  for (const [pattern, reached] of shapes) {
    const found = matchAt(pattern, text, from)
    if (found !== undefined) return { text: found[0], ...reached(found.slice(1)) }
  }
  const second = code === '' ? undefined : matchAt(secondNumber, text, from)
  return second && { text: second[0], ...landline(code, second[1] ?? '', second[2]) }
}

/** The text in its parts, in order: together they are the text. */
export function contactParts(text: string): ContactPart[] {
  const parts: ContactPart[] = []
  let plain = ''
  let code = ''
  for (let from = 0; from < text.length;) {
    const reached = reachedAt(text, from, divider.test(plain) ? code : '')
    if (reached === undefined) {
      const passed = matchAt(word, text, from)?.[0] ?? ''
      plain += passed
      from += passed.length
      continue
    }
    if (plain !== '') parts.push({ text: plain })
    parts.push({ text: reached.text, href: reached.href })
    code = reached.code ?? ''
    plain = ''
    from += reached.text.length
  }
  return plain === '' ? parts : [...parts, { text: plain }]
}
