import type { Work } from '../platform/work.ts'
import { labelledNames } from '#model/report/blocks.ts'
import { reportFields } from '#words/report-fields.ts'
import { tellsFields } from '#model/reasons.ts'
import { type Specimen, specimenEnds } from '#model/report/specimens.ts'
import type { VerificationAnswer } from './wire.ts'
import { reportWords } from '#words/reports.ts'
import { nobody } from '#words/specimens.ts'

/** What a specimen's look-up is answered: its state as a real report would tell it, marked as a specimen everywhere. */
export function answerSpecimen(work: Work, specimen: Specimen): { answer: VerificationAnswer } {
  const { state, changedFields } = specimen
  const content = specimen.contentFor(nobody)
  const { validUntil, capAt } = specimenEnds(specimen, work.now)
  const known = {
    specimen: true as const,
    kind: content.kind,
    codeKind: 'verification' as const,
    validUntil: new Date(validUntil).toISOString(),
    checkedAt: new Date(work.now).toISOString(),
    receipt: reportWords.specimen,
  }
  if (state.verdict === 'valid') return { answer: { verdict: 'valid', ...known, report: content } }
  const dead = { ...known, ...(capAt <= work.now && { serviceEnded: true as const }) }
  if (state.verdict === 'superseded') {
    const { because } = state
    const answer = tellsFields(because)
      ? ({
          verdict: 'superseded',
          ...dead,
          because,
          changedFields: labelledNames(reportFields, changedFields),
        } as const)
      : ({ verdict: 'superseded', ...dead, because } as const)
    return { answer }
  }
  return { answer: { ...state, ...dead } }
}
