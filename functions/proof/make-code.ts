import { receiptNumber } from '#model/codes/receipt-number.ts'
import type { NewTransferCode } from '../../db/record-versions.ts'
import type { Work } from '../platform/work.ts'
import { codeAlphabet, codePrefix } from '#model/codes/codes.ts'

/** `count` symbols of the code alphabet, each equally likely: bytes past a multiple of 31 are thrown away. */
export function randomSymbols(count: number): string {
  const fair = 256 - (256 % codeAlphabet.length)
  let symbols = ''
  while (symbols.length < count)
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * count)))
      if (byte < fair && symbols.length < count) symbols += codeAlphabet[byte % codeAlphabet.length]
  return symbols
}

/** A new 转递编号 (decision 7) for an entry, as it is kept. */
export async function issueTransferCode(
  work: Work,
  entry: { id: string; schoolCode: string; cohort: number },
): Promise<NewTransferCode> {
  const { id: rosterEntryId, schoolCode, cohort } = entry
  const code = `Z${codePrefix(cohort, schoolCode)}${randomSymbols(8)}`
  const hmac = await work.secrets.index('code', code)
  const cipher = await work.secrets.seal('transfer_codes.code', hmac, code)
  return { hmac, cipher, rosterEntryId, schoolCode, cohort, issuedAt: work.now }
}

/** 办理编号: told to whoever acted and kept with the audit row of the act, so that the one is found by the other. */
export const newActNumber = (): string => receiptNumber(randomSymbols(12))

/** A new 核验编号 (decision 6). */
export const makeCode = (cohort: number, schoolCode: string): string =>
  codePrefix(cohort, schoolCode) + randomSymbols(8)
