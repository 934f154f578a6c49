// Apart from the specimens themselves, because the page that reads a token carries this alone.

const PREFIX = 'specimen-'

/** Report ids are 22 letters; a random one begins like this once in 2^54. */
export const specimenId = (named: string): string => `${PREFIX}${named}`.padEnd(22, '-')

export const isSpecimen = (reportId: string): boolean => reportId.startsWith(PREFIX)
