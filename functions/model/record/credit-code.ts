/** Characters and weights of 统一社会信用代码, GB 32100-2015. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** @param code upper case, half width */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    const value = characters.indexOf(code[index] ?? ' ')
    if (value < 0) return false
    sum += value * weight
  }
  return characters[(31 - (sum % 31)) % 31] === code[17]
}
