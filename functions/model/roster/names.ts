import { withAssigned, withIdeographs } from '../tables/characters.ts'

/** Every separator written in ethnic names, compared as U+00B7 (decision 8). After NFKC there is no U+FF0E and no U+FF65. */
const separators = /[·•‧・.᛫⸱\u2219\u22c5]/gu

/** What copying from a page brings along and nobody sees, and which of its forms a character has. */
const unseen = /\p{Cf}|\p{Variation_Selector}/gu

/** What stands before a name where a line was copied. */
const label = /^(?:学籍|毕业生)?姓名:/u

/**
 * A name as it is compared, wherever one enters: compatible forms as one, radicals and private-use code points as their
 * characters, one separator, without spaces and what is not seen. What is shown is the name as recorded.
 */
export const foldName = (name: string): string =>
  withIdeographs(withAssigned(name).normalize('NFKC'))
    .replaceAll(unseen, '')
    .replaceAll(/\s/gu, '')
    .replace(label, '')
    .replaceAll(separators, '\u00b7')

/** A question mark, half or full width, stands for a character a font did not have. */
export const hasLostCharacter = (name: string): boolean => /[?？\ufffd]/u.test(name)
