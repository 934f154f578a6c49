import { showEnd } from '#model/calendar/caps.ts'
import { type PairLine, pairsCsv, saysOf } from './pair-line.ts'
import { departmentBulk as copy } from '#words/department/department-bulk.ts'
import { State } from '../../kit/screens.tsx'
import { Table } from '../../kit/table.tsx'
import type { PairsView } from './send-list.ts'
import type { PairAnswer, Running } from './use-batch.ts'

/** More rows than this a page is slow to draw, and nobody reads. */
const SHOWN = 300

/** The rows of the list that have an answer, duplicates with that of the row they repeat. */
export function linesOf(view: PairsView, { pairs, answers }: Running): PairLine[] {
  const byLine = new Map(pairs.map(({ line }, at) => [line, answers[at]] as const))
  return view.rows.flatMap((row) => {
    const answer: PairAnswer | undefined = byLine.get(row.duplicateOf ?? row.line)
    return answer === undefined ? [] : [{ ...row, answer }]
  })
}

/** Made in the browser: what was answered is kept nowhere else. */
function download(kind: Running['kind'], lines: readonly PairLine[]): void {
  const address = URL.createObjectURL(new Blob([pairsCsv(kind, lines)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${copy.fileName}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

const notesOf = ({ answer, duplicateOf }: PairLine): string =>
  [
    saysOf(answer),
    ...(answer.otherUnit === null ? [] : [copy.otherUnit(answer.otherUnit)]),
    ...(duplicateOf === null ? [] : [copy.duplicateOf(duplicateOf)]),
  ].join('；')

export function BulkResult(props: {
  kind: Running['kind']
  lines: PairLine[]
  onNext: (() => void) | undefined
}) {
  const { kind, lines, onNext } = props
  const { resultColumns: heads } = copy
  const pairs = lines.filter(({ duplicateOf }) => duplicateOf === null)
  const count = (verdict: PairLine['answer']['verdict']) =>
    pairs.filter(({ answer }) => answer.verdict === verdict).length
  const warned = pairs.filter(({ answer }) => answer.otherUnit !== null).length
  return (
    <>
      <section class="card">
        <p class="tallies">
          {(Object.keys(copy.verdicts) as (keyof typeof copy.verdicts)[])
            .filter((verdict) => count(verdict) > 0)
            .map((verdict) => {
              const [tone, shape, word] = copy.verdicts[verdict]
              return <State as={[tone, shape, `${word} ${count(verdict)}`]} />
            })}
        </p>
        {warned > 0 && <p class="warn">{copy.warned(warned)}</p>}
        <div class="actions">
          <button type="button" class="btn row" onClick={() => download(kind, lines)}>
            {copy.download}
          </button>
          {onNext !== undefined && (
            <button type="button" class="btn row plain" onClick={onNext}>
              {copy.next}
            </button>
          )}
        </div>
        <p class="note">{copy.doneSays}</p>
      </section>
      <section class="card code-list" tabIndex={0} aria-label={copy.title}>
        <Table
          class="codes pair-rows stacked"
          rows={lines.slice(0, SHOWN)}
          keyOf={({ line }) => line}
          columns={[
            { head: heads.line, class: 'num', cell: ({ line }) => line },
            { head: heads.name, cell: ({ name }) => name },
            { head: heads.code, class: 'num', cell: ({ code }) => code },
            { head: heads.caseNumber, cell: ({ caseNumber }) => caseNumber || '--' },
            { head: heads.verdict, cell: ({ answer }) => <State as={copy.verdicts[answer.verdict]} /> },
            {
              head: heads.until,
              class: 'num',
              cell: ({ answer }) =>
                answer.validUntil === null ? '--' : showEnd(Date.parse(answer.validUntil)),
            },
            { head: heads.says, cell: notesOf },
          ]}
        />
      </section>
      {lines.length > SHOWN && <p class="note">{copy.shown(SHOWN, lines.length)}</p>}
    </>
  )
}
