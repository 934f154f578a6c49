import { verdictWords } from '../verdicts.ts'

/** A verdict in a list: tone, shape and word. */
export const verdictStates = {
  valid: ['good', '●', verdictWords.valid],
  expired: ['wait', '◔', verdictWords.expired],
  revoked: ['', '■', verdictWords.revoked],
  superseded: ['stop', '▲', verdictWords.superseded],
  unknown: ['wait', '?', verdictWords.unknown],
} as const
