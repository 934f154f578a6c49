import type { AnswerRow } from '../../db/dispatch-answers.ts'
import type { Work } from '../platform/work.ts'
import { answerSeal, countingAnswer, setAsideSeal } from '#model/transfer/receipt.ts'
import type { AnswerView, EarlierAnswerOfSchool } from './answer-wire.ts'

export interface OpenedAnswers {
  /** the one that counts */
  answer: AnswerView | null
  /** the others, oldest first */
  earlierAnswers: EarlierAnswerOfSchool[]
}

const instant = (at: number) => new Date(at).toISOString()

/** What was answered of one sending, with its words opened. */
export async function openAnswers(work: Work, rows: readonly AnswerRow[]): Promise<OpenedAnswers> {
  const counting = countingAnswer(rows)
  return {
    answer: counting === undefined ? null : await opened(work, counting),
    earlierAnswers: await Promise.all(
      rows
        .filter((each) => each !== counting)
        .map(async (each) =>
          Object.assign(await opened(work, each), { setAside: await setAsideOf(work, each) }),
        ),
    ),
  }
}

const opened = async (work: Work, row: AnswerRow): Promise<AnswerView> => ({
  outcome: row.outcome,
  reason: await work.secrets.open(answerSeal, row.id, row.reasonCipher),
  at: instant(row.at),
  givenAs: row.givenAs,
  from: row.givenAs === 'unit' ? row.departmentName : row.origin,
})

async function setAsideOf(work: Work, row: AnswerRow): Promise<EarlierAnswerOfSchool['setAside']> {
  if (row.setAsideAt === null) return null
  return {
    at: instant(row.setAsideAt),
    reason: await work.secrets.open(setAsideSeal, row.id, row.setAsideReasonCipher),
    by: row.setAsideByName ?? '',
  }
}
