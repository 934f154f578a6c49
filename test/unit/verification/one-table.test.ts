import { describe, expect, it } from 'vitest'
import type { VNode } from 'preact'
import { reasonNames, tellsFields } from '#model/reasons.ts'
import { specimens } from '#model/report/specimens.ts'
import { verdictLooks, verdictStates } from '#words/verdicts.ts'
import { nobody } from '#words/specimens.ts'
import { outcomeWords } from '#words/verify/outcomes.ts'
import { answerFilling } from '../../../functions/verification/answer-page.ts'
import { limitedFilling } from '../../../functions/verification/form-page.ts'
import type { VerificationAnswer } from '../../../functions/verification/wire.ts'
import { pairsCsv } from '../../../site/src/journeys/department-bulk/pair-line.ts'
import { DeskAnswer } from '../../../site/src/journeys/department-verify/answer.tsx'
import { serverSaid } from '../../../site/src/journeys/verify/server-answer.ts'
import { Verdict } from '../../../site/src/kit/screens.tsx'

const known = {
  kind: 'archive',
  validUntil: '2026-12-31T16:00:00.000Z',
  checkedAt: '2026-11-23T02:00:00.000Z',
  receipt: 'ABCD-EFGH-JKMN',
} as const
const report = { ...known, codeKind: 'verification' } as const
const { validUntil: _untold, ...unverifiable } = report
const transfer = { ...known, codeKind: 'transfer' } as const
const content = Object.values(specimens)
  .find(({ state }) => state.verdict === 'valid')
  ?.contentFor(nobody)
if (content === undefined) throw new Error('no specimen is valid')

const dead = reasonNames.map((because) => {
  const verdict = (
    { chosen_day: 'expired', cap: 'expired', graduate: 'revoked', frozen: 'revoked' } as Record<
      string,
      string
    >
  )[because]
  const changedFields = tellsFields(because) ? { changedFields: [{ block: '基本信息', label: '专业' }] } : {}
  return [because, { verdict: verdict ?? 'superseded', ...report, because, ...changedFields }] as const
})
const answers = [
  ['valid', { verdict: 'valid', ...report, report: content }],
  ['valid_transfer', { verdict: 'valid', ...transfer, asOf: known.checkedAt, report: content }],
  ['expired_transfer', { verdict: 'expired', ...transfer }],
  ['stopped_transfer', { verdict: 'revoked', ...transfer }],
  ['unverifiable', { verdict: 'unverifiable', ...unverifiable }],
  ['unknown', { verdict: 'unknown' }],
  ...dead,
] as unknown as [keyof typeof outcomeWords, VerificationAnswer][]

const text = async (of: unknown) => String(await of)
const typed = { name: '陈诚', code: '2610001EQ86V47B' }

/** Every text in a tree of elements, and the box of the verdict. */
function reading(node: unknown, found: { box?: VNode; texts: string[] } = { texts: [] }) {
  if (Array.isArray(node)) for (const each of node) reading(each, found)
  else if (typeof node === 'string') found.texts.push(node)
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const element = node as VNode<{ children?: unknown }>
    if (element.type === Verdict) found.box = element
    reading(element.props.children, found)
  }
  return found
}

describe.each(answers)('an answer that is %s', (outcome, answer) => {
  const { title, says, next } = outcomeWords[outcome]
  const { tone, mark } = verdictLooks[answer.verdict]

  it('has one look, one title and one set of next steps: typed, scanned, at a desk and in bulk', async () => {
    const { slots } = answerFilling({ answer }, 'archive', typed)
    const page = (await text(slots['answer'])) + (await text(slots['after'] ?? ''))
    expect(page).toContain(`class="verdict ${tone}"`)
    expect(page).toContain(`aria-hidden="true">${mark}</span>`)
    expect(page).toContain(`<b>${title}</b>`)

    const scanned = serverSaid(answer)
    expect(scanned).toMatchObject({ look: tone, mark, title })

    const desk = reading(
      DeskAnswer({
        of: { answer, otherUnit: null, file: null },
        kind: 'archive',
        caseNumber: '',
        asked: typed,
      }),
    )
    expect(desk.box?.props).toMatchObject({ tone, mark, title })

    for (const step of [says, ...next].filter((line) => line !== '')) {
      expect(page).toContain(step)
      expect(scanned.lines).toContain(step)
      expect(desk.texts).toContain(step)
    }

    const { verdict } = answer
    const row = {
      because: null,
      codeKind: null,
      validUntil: null,
      receipt: null,
      report: null,
      otherUnit: null,
    }
    const line = { line: 1, ...typed, caseNumber: '', duplicateOf: null }
    const told = { ...row, ...('because' in answer ? { because: answer.because } : {}) }
    const codeKind = 'codeKind' in answer ? answer.codeKind : null
    const csv = pairsCsv('archive', [{ ...line, answer: { ...told, verdict, codeKind } }])
    expect(csv).toContain(title)
    expect(verdictStates[verdict].slice(0, 2)).toEqual([tone, mark])
  })
})

it('says a limit in the same words on the page and where a QR is asked about', async () => {
  const answer = { verdict: 'limited', retryAt: '2026-11-23T02:10:00.000Z' } as const
  const page = await text(limitedFilling(typed, answer).slots['answer'])
  const scanned = serverSaid(answer)
  const { title, says, next } = outcomeWords.limited
  expect(scanned).toMatchObject({ look: 'wait', title })
  for (const line of [title, says, ...next]) expect(page).toContain(line)
  for (const line of [says, ...next]) expect(scanned.lines).toContain(line)
  for (const said of [page, scanned.lines.join()]) expect(said).toContain('2026-11-23 10:10:00')
})

it('has next steps that can be taken once the service is over', () => {
  const answer = { verdict: 'revoked', ...report, because: 'graduate', serviceEnded: true } as const
  const { lines } = serverSaid(answer)
  expect(lines).toContain(outcomeWords.cap.next[0])
  expect(lines.join()).not.toContain('重新授权')
})
