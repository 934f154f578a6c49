// What a workbook's stored values say: numbers as they are written, and days counted from an epoch (ECMA-376 part 1, 18.17.4).

const DAY = 86_400_000
/** 9999-12-31, the last day a workbook knows */
const lastSerial = 2_958_465
/** digits that a workbook's number holds for certain */
const certainDigits = 15

/** 30 December 1899 or 1 January 1904. Before March 1900 the first system counts a 29 February that never was. */
function epochOf(serial: number, from1904: boolean): number {
  if (from1904) return Date.UTC(1904, 0, 1)
  return Date.UTC(1899, 11, serial < 60 ? 31 : 30)
}

/** YYYY-MM-DD of a day's number; undefined where it is none. A time of the day is left out. */
export function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < lastSerial + 1)) return undefined
  return new Date(epochOf(serial, from1904) + Math.floor(serial) * DAY).toISOString().slice(0, 10)
}

/** What is no part of a format's meaning: quoted and escaped text, colors, conditions and locales in brackets, but not [h]. */
const unmeant = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/giu

/** Whether a number format shows a day or a month: it has a year, or a day or month without hours and seconds. */
export function showsDate(format: string): boolean {
  const meant = format.replaceAll(unmeant, '').toLowerCase()
  if (/general/u.test(meant)) return false
  return /[yed年]/u.test(meant) || (meant.includes('m') && !/[hs]|\[m/u.test(meant))
}

/**
 * A stored number as a person would write it: without an empty fraction and without a power of ten, where nothing is lost
 * by that. Anything else as it is stored, for the rule that judges it.
 */
export function numberAsWritten(stored: string): string {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u.exec(stored.trim())
  if (parts === null) return stored.trim()
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts
  const digits = whole + fraction
  const point = whole.length + Number(power)
  const isWhole = /^0*$/u.test(digits.slice(Math.max(point, 0)))
  if (!isWhole) return point < -20 ? stored.trim() : trimFraction(Number(stored).toPrecision(certainDigits))
  const plain = digits
    .slice(0, Math.max(point, 0))
    .padEnd(Math.max(point, 0), '0')
    .replace(/^0+(?=\d)/u, '')
  if (Number(power) !== 0 && plain.length > certainDigits) return stored.trim()
  const bare = plain === '' ? '0' : plain
  return sign === '-' && bare !== '0' ? `-${bare}` : bare
}

const trimFraction = (text: string): string =>
  text.includes('e') ? String(Number(text)) : text.replace(/\.?0+$/u, '')

/** A text with what a workbook writes as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
