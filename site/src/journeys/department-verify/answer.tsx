import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { blocksOf, labelledBlocks, shown } from '#model/report/blocks.ts'
import { lackingBlock } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import type { Reason } from '#model/reasons.ts'
import { deskReasons } from '#words/reasons/desk.ts'
import { department as copy } from '#words/department/department.ts'
import type { LookedUp } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { Verdict } from '../../kit/screens.tsx'

type Answer = LookedUp['answer']
const said: Record<Reason, string> = deskReasons
interface Asked {
  name: string
  code: string
}
type Known = Exclude<Answer, { verdict: 'unknown' }>

const day = (iso: string) => showInstant(Date.parse(iso)).slice(0, 10)

function Facts({ answer, caseNumber }: { answer: Known; caseNumber: string }) {
  const facts: [string, string][] = [
    ...(answer.verdict === 'valid' && answer.asOf !== undefined
      ? [[copy.asOf, day(answer.asOf)] satisfies [string, string]]
      : []),
    [copy.until, showEnd(Date.parse(answer.validUntil))],
    [copy.checked, showInstant(Date.parse(answer.checkedAt))],
    [copy.receipt, answer.receipt],
    ...(caseNumber === '' ? [] : [[copy.caseShown, caseNumber] satisfies [string, string]]),
  ]
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd class="num">{value}</dd>
        </>
      ))}
    </dl>
  )
}

const differing = (answer: Answer): string[] => {
  if (!('changedFields' in answer)) return []
  const fields = answer.changedFields.map(({ block, label }) => `${block} ${label}`)
  return [fields.length === 0 ? copy.same : copy.changed + fields.join('、')]
}

function titleOf(answer: Known): [title: string, lines: string[]] {
  if (answer.verdict === 'valid')
    return [answer.codeKind === 'transfer' ? copy.validTransfer : copy.valid, []]
  if ('because' in answer) return [copy.dead[answer.verdict], [said[answer.because], ...differing(answer)]]
  const [title, says] = copy.deadTransfer[answer.verdict]
  return [title, [says]]
}

const tones = {
  valid: 'good',
  expired: 'wait',
  revoked: 'stop',
  superseded: 'stop',
  unknown: 'wait',
} as const

/** What was typed goes along in the body, never in an address; the desk stays as it is. */
const PrintReceipt = ({ receipt, asked }: { receipt: string; asked: Asked }) => (
  <form method="post" action="/verify/receipt/" target="_blank">
    {Object.entries({ receipt, ...asked }).map(
      ([name, value]) => value !== '' && <input type="hidden" name={name} value={value} />,
    )}
    <button class="btn row plain">{copy.printReceipt}</button>
  </form>
)

/** The public answer, with the warning that only this department gets. */
export function DeskAnswer(props: { of: LookedUp; kind: ReportKind; caseNumber: string; asked: Asked }) {
  const { answer, otherUnit } = props.of
  if (answer.verdict === 'unknown')
    return (
      <Verdict tone="wait" title={copy.unknown}>
        {copy.unknownSays.map((line) => (
          <p class="note">{line}</p>
        ))}
      </Verdict>
    )
  const [title, lines] = titleOf(answer)
  const specimen = answer.specimen === true
  return (
    <>
      {specimen && (
        <p class="warn" role="alert">
          {copy.specimen}
        </p>
      )}
      <Verdict tone={tones[answer.verdict]} title={title}>
        {lines.map((line) => (
          <p class="note">{line}</p>
        ))}
        <Facts answer={answer} caseNumber={props.caseNumber} />
      </Verdict>
      {otherUnit !== null && (
        <p class="warn" role="alert">
          {copy.otherUnit(otherUnit)}
        </p>
      )}
      {answer.verdict === 'valid' &&
        labelledBlocks(reportFields, blocksOf(answer.report)).map(({ title: block, fields }) => (
          <section class="card block-of">
            <h3>{block}</h3>
            <dl>
              {fields.map(({ label, value }) => (
                <>
                  <dt>{label}</dt>
                  <dd>
                    <ContactText of={shown(value)} />
                  </dd>
                </>
              ))}
            </dl>
          </section>
        ))}
      {answer.verdict === 'valid' && lackingBlock(answer.report) !== undefined && (
        <p class="note">{copy.noArchive}</p>
      )}
      {!specimen && <PrintReceipt receipt={answer.receipt} asked={props.asked} />}
    </>
  )
}
