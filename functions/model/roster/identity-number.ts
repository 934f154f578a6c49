import type { Plain } from '../wording.ts'

/** Weights and check characters of GB 11643-1999. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/**
 * First two digits: the provinces; 81, 82 and 83 are residence permits of people from Hong Kong, Macao and Taiwan, 9 is
 * a foreigner's permanent residence card. The other four are not compared: codes long withdrawn live on in numbers.
 */
const issuers = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/

export type IdentityFault =
  | Plain<
      | 'cell.scientific'
      | 'identity_number.fifteen_digits'
      | 'identity_number.issuer'
      | 'identity_number.birth'
      | 'identity_number.check'
      | 'identity_number.cut'
    >
  | { because: 'identity_number.malformed'; length: number }

export type IdentityNumber =
  | { ok: true; value: string; birth: string; sexCode: '1' | '2' }
  | { ok: false; fault: IdentityFault }

const no = (fault: IdentityFault): IdentityNumber => ({ ok: false, fault })

/** As a spreadsheet leaves it that holds fifteen digits of a number. */
export const endsCut = (value: string): boolean => value.endsWith('000')

/** What people write for the X: a sign of multiplication, an asterisk, a Greek or a Cyrillic letter. */
const likeX = /(?<=^\d{17})[×✕✖*ΧХ]$/u

/** @param written trimmed, half width; the x may be small, or another sign that looks like it */
export function readIdentityNumber(written: string): IdentityNumber {
  const value = written.toUpperCase().replace(likeX, 'X')
  if (/^\d+(?:\.\d+)?E\+?\d+$/.test(value)) return no({ because: 'cell.scientific' })
  if (/^\d{15}$/.test(value)) return no({ because: 'identity_number.fifteen_digits' })
  if (!/^\d{17}[\dX]$/.test(value))
    return no({ because: 'identity_number.malformed', length: [...value].length })
  if (!issuers.test(value)) return no({ because: 'identity_number.issuer' })
  const birth = value.slice(6, 14)
  if (!isDay(birth)) return no({ because: 'identity_number.birth' })
  let sum = 0
  for (const [index, weight] of weights.entries()) sum += weight * Number(value[index])
  if (checks[sum % 11] !== value[17])
    return no({ because: endsCut(value) ? 'identity_number.cut' : 'identity_number.check' })
  return { ok: true, value, birth, sexCode: Number(value[16]) % 2 === 1 ? '1' : '2' }
}

function isDay(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))]
  if (year < 1900 || year > 2099) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
