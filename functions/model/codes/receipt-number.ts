import { foldCode } from './codes.ts'

/** `7KQ2-M9FX-R4TA` of twelve symbols. */
export const receiptNumber = (symbols: string): string => (symbols.match(/.{4}/g) ?? []).join('-')

/** A receipt number as it was typed or copied; undefined where it has not the shape of one. */
export function readReceipt(typed: string): string | undefined {
  const folded = foldCode(typed)
  return /^[2-9A-HJKMNP-Z]{12}$/.test(folded) ? receiptNumber(folded) : undefined
}
