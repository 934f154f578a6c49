/** The 31 symbols of a code's random part (decision 6): no 0, 1, I, L, O. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** What the text of a code says: which database to ask, and which of the two kinds it is. */
export interface ParsedCode {
  kind: 'verification' | 'transfer'
  /** the full year: 2026 */
  cohort: number
  schoolCode: string
  /** folded: what is looked up */
  code: string
}

/** What stands before a code where a line was copied. */
const label = /^(?:档案)?(?:转递|核验)?编号:?/u

/** As typed or pasted → as compared: half width, upper case, no label, no spaces, hyphens or what is not seen of any kind. */
export const foldCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Cf}\u2212_]/gu, '')
    .replace(label, '')
    .toUpperCase()

const shapes = /^(Z?)(\d{2})(\d{5})([2-9A-HJKMNP-Z]{8})$/

/** A folded code's parts, or undefined where it has the shape of neither kind (decisions 6 and 7). */
export function parseCode(folded: string): ParsedCode | undefined {
  const match = shapes.exec(folded)
  if (match === null) return undefined
  const [, letter, year, schoolCode = ''] = match
  return {
    kind: letter === 'Z' ? 'transfer' : 'verification',
    cohort: 2000 + Number(year),
    schoolCode,
    code: folded,
  }
}

/** For the eye only: `26 10001 EQ86 V47B`. Copying takes the code itself. */
export function groupCode(code: string): string[] {
  const lead = code.length - 13
  return [
    code.slice(0, lead),
    code.slice(lead, lead + 5),
    code.slice(lead + 5, lead + 9),
    code.slice(lead + 9),
  ]
}

/** The part of a code before its random symbols. */
export const codePrefix = (cohort: number, schoolCode: string): string =>
  `${String(cohort % 100).padStart(2, '0')}${schoolCode}`
