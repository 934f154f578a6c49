/** What decision 18 says of every cell, whatever its column. */
import type { Plain } from '../wording.ts'

// oxlint-disable-next-line no-control-regex -- these are what the rule is about
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u
/** zero-width and direction marks, and what else is not seen; variation selectors of rare characters are not among them */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u
/** what a decoder writes for what it cannot read, and halves of characters */
const unreadable = /[\ufffd\p{Cs}]/u
const formula = /^[=+\-@＝＋－＠]/u
const sheetError = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!)$/u

/** Whether a spreadsheet may take it for a formula; some fold full-width signs first. */
export const isFormula = (text: string): boolean => formula.test(text)

/** Trimmed, line breaks as spaces, and `--` as empty. */
export function cleanCell(raw: string): string {
  const text = raw.replaceAll(/\s*(?:\r\n|\r|\n)\s*/gu, ' ').trim()
  return text === '--' ? '' : text
}

export type CellFault = Plain<
  'cell.control_character' | 'cell.invisible' | 'cell.unreadable' | 'cell.formula' | 'cell.sheet_error'
>

/** Why a cleaned cell is refused whatever it should hold, or undefined. */
export function refusedCell(text: string): CellFault | undefined {
  if (controls.test(text)) return { because: 'cell.control_character' }
  if (invisible.test(text)) return { because: 'cell.invisible' }
  if (unreadable.test(text)) return { because: 'cell.unreadable' }
  if (isFormula(text)) return { because: 'cell.formula' }
  if (sheetError.test(text)) return { because: 'cell.sheet_error' }
  return undefined
}

/** Full-width digits and letters as half-width ones, without spaces: for fields of digits. */
export const foldDigits = (text: string): string =>
  text
    .replaceAll(/[！-～]/gu, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(/\s/gu, '')

/** A mobile number as it is kept: eleven digits; +86 and separators may be written. */
export const foldMobile = (text: string): string =>
  foldDigits(text)
    .replaceAll('-', '')
    .replace(/^(?:\+86|0086|86(?=1\d{10}$))/u, '')

export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text)

/** One address, one @, a domain with a dot. */
export const isEmail = (text: string): boolean =>
  text.length <= 100 &&
  /^[^\s@,;<>"]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(
    text,
  )

/** A time of the day behind a day, and an empty fraction behind a number. */
const untimed = (text: string): string =>
  text.replace(/[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '').replace(/(?<=^\d{6}(?:\d{2})?)\.0+$/u, '')

/** A month however a sheet writes it, as YYYYMM; anything else as it is, for the rule that judges it. */
export function foldMonth(text: string): string {
  const written = foldDigits(untimed(text))
  const parts = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.月]\d{1,2}日?)?$/u.exec(written)
  if (parts !== null) return `${parts[1]}${(parts[2] ?? '').padStart(2, '0')}`
  return /^\d{8}$/.test(written) ? written.slice(0, 6) : written
}

/** A day however a sheet writes it, as YYYY-MM-DD; anything else as it is, for the rule that judges it. */
export function foldDay(text: string): string {
  const written = foldDigits(untimed(text))
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/u.exec(written) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(written)
  if (parts === null) return written
  const [, year, month = '', day = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

export const lengthOf = (text: string): number => [...text].length
