import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { blocksOf, labelledBlocks, shown } from '#model/report/blocks.ts'
import { lackingBlock } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { reportFields } from '#words/report-fields.ts'
import { readCode } from '#model/codes/typed-code.ts'
import { differing } from '#model/verdict/outcome.ts'
import { changedWords } from '#words/verify/outcomes.ts'
import { department as copy } from '#words/department/department.ts'
import type { LookedUp } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { Groups } from '../../kit/groups.tsx'
import { saidOf } from '../../kit/said-of.ts'
import { Verdict } from '../../kit/screens.tsx'
import { FileOf } from './file.tsx'

type Answer = LookedUp['answer']
interface Asked {
  name: string
  code: string
}
type Known = Exclude<Answer, { verdict: 'unknown' }>

const day = (iso: string) => showInstant(Date.parse(iso)).slice(0, 10)

/** As it was asked, with gaps for the eye only. */
function AskedCode({ typed }: { typed: string }) {
  const code = readCode(typed)?.code
  if (code === undefined) return <>{copy.scanned}</>
  return (
    <span class="num groups">
      <Groups of={code} />
    </span>
  )
}

/** In few lines: what was asked, until when it holds, when it was asked. */
function Facts({ answer, caseNumber, code }: { answer: Known; caseNumber: string; code: string }) {
  const dates: [string, string][] = [
    ...(answer.verdict === 'valid' && answer.asOf !== undefined
      ? [[copy.asOf, day(answer.asOf)] satisfies [string, string]]
      : []),
    ...('validUntil' in answer
      ? [[copy.until, showEnd(Date.parse(answer.validUntil))] satisfies [string, string]]
      : []),
  ]
  const asked: [string, string][] = [
    [copy.checked, showInstant(Date.parse(answer.checkedAt))],
    [copy.receipt, answer.receipt],
    ...(caseNumber === '' ? [] : [[copy.caseShown, caseNumber] satisfies [string, string]]),
  ]
  return (
    <>
      <p class="note">
        {copy.asked} <AskedCode typed={code} />
        <Labelled facts={dates} after />
      </p>
      <p class="note">
        <Labelled facts={asked} />
      </p>
    </>
  )
}

const Labelled = ({ facts, after = false }: { facts: [string, string][]; after?: boolean }) => (
  <>
    {facts.map(([label, value], at) => (
      <>
        {(after || at > 0) && ' · '}
        {label} <span class="num">{value}</span>
      </>
    ))}
  </>
)

const changesIn = (answer: Answer): string[] =>
  'changedFields' in answer ? [differing(changedWords, answer.changedFields)] : []

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
  const { title, says, next, look } = saidOf(answer)
  const lines = [says, ...changesIn(answer), ...next].filter((line) => line !== '')
  const told = lines.map((line) => <p class="note">{line}</p>)
  if (answer.verdict === 'unknown')
    return (
      <Verdict {...look} title={title}>
        {told}
      </Verdict>
    )
  const specimen = answer.specimen === true
  return (
    <>
      {specimen && (
        <p class="warn" role="alert">
          {copy.specimen}
        </p>
      )}
      <Verdict {...look} title={title}>
        {told}
        <Facts answer={answer} caseNumber={props.caseNumber} code={props.asked.code} />
      </Verdict>
      {otherUnit !== null && (
        <p class="warn" role="alert">
          {copy.otherUnit(otherUnit)}
        </p>
      )}
      {answer.verdict === 'valid' &&
        labelledBlocks(reportFields, blocksOf(answer.report)).map(({ title: block, fields }) => (
          <section class="card facts">
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
      {props.of.file !== null && <FileOf key={answer.receipt} of={props.of.file} asked={props.asked} />}
      {!specimen && <PrintReceipt receipt={answer.receipt} asked={props.asked} />}
    </>
  )
}
