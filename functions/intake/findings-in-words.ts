import type { RowFault } from '#model/sheet/row-faults.ts'
import { say } from '#model/wording.ts'
import { rowFaults } from '#words/intake/row-faults.ts'

/** Findings are kept and answered in words: what was found stays as it was said. */
export const inWords = <Found extends { fault: RowFault }>(
  found: readonly Found[],
): (Omit<Found, 'fault'> & { reason: string })[] =>
  found.map(({ fault, ...about }) => ({ ...about, reason: say(rowFaults, fault) }))
