/** Explanations count 500 code points (decision 19). */
export const explanationLimit = 500

/** Code points, as the counter under the box shows them. */
export const countCharacters = (text: string): number => [...text].length

const shapes = [
  /** mobile, with or without +86 */
  /^(\+?86[- ]?)?1[3-9]\d{9}$/,
  /** landline with area code, and an extension */
  /^(\(0\d{2,3}\)|0\d{2,3})[- ]?[2-9]\d{6,7}([-转]\d{1,6})?$/,
  /** e-mail */
  /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
]

/** 联系方式: a mobile, a landline or an e-mail address, at most 100 characters. */
export const isContact = (text: string): boolean =>
  text.length <= 100 && shapes.some((shape) => shape.test(text.trim()))

export interface DisputeClaims {
  destination: { kind: 'changed' | 'wrong'; explanation: string } | null
  archive: { explanation: string } | null
  hukou: { explanation: string } | null
  contact: string
}

/** What is wrong with a dispute, field by field; empty when nothing is. */
export function faultsOf(claims: DisputeClaims): { field: string; reason: string }[] {
  const faults: { field: string; reason: string }[] = []
  if (claims.destination === null && claims.archive === null && claims.hukou === null)
    faults.push({ field: 'kinds', reason: '请至少选择一项错误信息情况' })
  for (const [field, claim] of Object.entries({
    destination: claims.destination,
    archive: claims.archive,
    hukou: claims.hukou,
  })) {
    if (claim === null) continue
    const length = countCharacters(claim.explanation.trim())
    if (length === 0) faults.push({ field: `${field}.explanation`, reason: '请填写情况说明' })
    if (length > explanationLimit)
      faults.push({ field: `${field}.explanation`, reason: '情况说明最多 500 字' })
  }
  if (!isContact(claims.contact))
    faults.push({ field: 'contact', reason: '请填写手机号码、固定电话（带区号）或电子邮箱' })
  return faults
}
