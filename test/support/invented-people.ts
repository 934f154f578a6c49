const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character of a GB 11643 number. */
export const checkCharacter = (body: string): string =>
  '10X98765432'[weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0) % 11] ?? ''

/**
 * A well-formed identity number of nobody (prefecture codes ending in 00 are carried by no person), different for
 * each order from 1 to 999; odd orders are men.
 */
export function inventedIdNumber(order: number, birth = '20040101'): string {
  const body = `110100${birth}${String(order).padStart(3, '0')}`
  return body + checkCharacter(body)
}

let drawn = 0

/** An identity number of nobody, different at each call. */
export function inventIdNumber(): string {
  const day = 2 + Math.floor(drawn / 999)
  drawn += 1
  return inventedIdNumber(((drawn - 1) % 999) + 1, `200402${String(day).padStart(2, '0')}`)
}
