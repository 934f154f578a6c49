import { say } from '#model/wording.ts'
import { asks } from '#words/access/sign-in.ts'
import { whomToAsk } from './decide-sign-in.ts'

/** Whom to ask, as a sentence at the end of a refusal. */
export const sayWhomToAsk = (...of: Parameters<typeof whomToAsk>): string => say(asks, whomToAsk(...of))
