import type { Work } from '../platform/work.ts'
import { parseSeal, type SealClaims, sealText, sealType, withSeal } from '#model/proof/seal.ts'
import { digestOf, signText } from './token.ts'

/** @param page with an empty seal in it */
export async function sealCopy(
  { secrets, machineNow }: Pick<Work, 'secrets' | 'machineNow'>,
  page: string,
  claims: Omit<SealClaims, 'fileDigest' | 'savedAtSeconds'>,
): Promise<string> {
  const text = sealText({
    ...claims,
    fileDigest: await digestOf(page),
    savedAtSeconds: Math.floor(machineNow / 1000),
  })
  const seal = await signText(secrets.signingKeys, text, sealType)
  if (parseSeal(seal) === undefined) throw new Error('a report with words that no seal can carry')
  return withSeal(page, seal)
}
