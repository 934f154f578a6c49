// Which questions a typed word finds, without a server and without an index: every question is on the page already.

/** Compared without case, width, white space or punctuation. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s]/gu, '')

/** Chinese is typed without spaces, and often shorter or in another order than it is written. */
function resembles(text: string, letters: string[]): boolean {
  if (new RegExp(letters.join('.{0,2}'), 'u').test(text)) return true
  const pairs = letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`)
  return pairs.filter((pair) => text.includes(pair)).length / pairs.length >= LEAST_PAIRS
}

const LEAST_PAIRS = 0.6

const holds = (text: string, term: string): boolean =>
  text.includes(term) || (/^\p{Script=Han}{3,}$/u.test(term) && resembles(text, [...term]))

/** @returns whether a question with its answer has every word that was typed; nothing typed finds all */
export function finds(typed: string, question: string): boolean {
  const text = fold(question).replaceAll(/\s/g, '')
  return fold(typed)
    .split(/\s+/)
    .filter((term) => term !== '')
    .every((term) => holds(text, term))
}
