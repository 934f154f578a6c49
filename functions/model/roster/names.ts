/** Every separator written in ethnic names, compared as U+00B7 (decision 8). */
const separators = /[·•‧・．\u2219\u22c5]/gu

/** A name as it is compared: NFC, no spaces, one separator. What is shown is the name as recorded. */
export const foldName = (name: string): string =>
  name.normalize('NFC').replaceAll(separators, '\u00b7').replaceAll(/\s/gu, '')

/** A question mark, half or full width, stands for a character a font did not have. */
export const hasLostCharacter = (name: string): boolean => /[?？\ufffd]/u.test(name)
