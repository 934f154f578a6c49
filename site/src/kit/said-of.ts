import { saidBy } from '#model/verdict/outcome.ts'
import { verdictLooks } from '#words/verdicts.ts'
import { outcomeWords } from '#words/verify/outcomes.ts'

/** What is said of an answer, in which look: the same on every page. */
export const saidOf = saidBy(outcomeWords, verdictLooks)
