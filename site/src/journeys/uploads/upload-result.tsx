import type { ComponentChildren } from 'preact'
import { showInstant } from '#model/calendar/caps.ts'
import { uploads } from '#words/staff/uploads.ts'
import type { Upload } from '../../kit/send.ts'
import { number } from '../../kit/number.ts'
import { Table } from '../../kit/table.tsx'

const { columns } = uploads

/** One list of a check: open when it is what one has to act on. */
function Rows(props: {
  title: string
  says?: string
  all: number
  heads: string[]
  rows: (string | number)[][]
  open?: boolean
  children?: ComponentChildren
}) {
  if (props.rows.length === 0) return null
  return (
    <details class="card rows" open={props.open}>
      <summary>
        <h3>
          {props.title} <span class="num">{number(Math.max(props.all, props.rows.length))}</span>
        </h3>
      </summary>
      <div class="stack">
        {props.says !== undefined && <p class="note">{props.says}</p>}
        {props.children}
        <Table
          scroll={props.title}
          rows={props.rows}
          columns={props.heads.map((head, at) => ({
            head,
            class: (row: (string | number)[]) => (/^\d+$/.test(String(row[at])) ? 'num' : undefined),
            cell: (row: (string | number)[]) => row[at],
          }))}
        />
        {props.all > props.rows.length && <p class="note">{uploads.first(props.rows.length, props.all)}</p>}
      </div>
    </details>
  )
}

/** Something is missing that is hardly ever meant to be: it has to be said that this was seen. */
export const lacksMuch = ({ source }: Upload): boolean =>
  source !== null && (source.absent.length > 0 || source.unread.some(({ data, hidden }) => data && !hidden))

/** What the file holds and was not read, or lacks: nothing is left out in silence. */
function unreadIn({ source, ignoredColumns }: Upload): string[] {
  const says = uploads.unread
  return [
    ...(source?.unread ?? []).map(({ sheet, rows, hidden }) => says.sheet(sheet, number(rows), hidden)),
    ...(ignoredColumns.length === 0 ? [] : [says.columns(ignoredColumns)]),
    ...(source === null || source.absent.length === 0 ? [] : [says.absent(source.absent)]),
  ]
}

function Unread({ of }: { of: Upload }) {
  const { source } = of
  const lines = [
    ...unreadIn(of),
    ...(source === null || source.hiddenRows === 0 ? [] : [uploads.unread.hidden(number(source.hiddenRows))]),
  ]
  if (lines.length === 0) return null
  return (
    <section class="warn" aria-label={uploads.unread.title}>
      <b>{uploads.unread.title}</b>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  )
}

export function UploadResult({ upload }: { upload: Upload }) {
  const { counts } = upload
  return (
    <>
      <section class="card" aria-live="polite">
        <div class="card-head">
          <h2>{upload.importedAt === null ? uploads.checked : uploads.imported}</h2>
          <span class="note">
            {uploads.kinds[upload.kind]} · {upload.fileName}
            {(upload.source?.sheet ?? '') !== '' && ` · ${uploads.unread.read(upload.source?.sheet ?? '')}`}
            {upload.importedAt !== null &&
              ` · ${uploads.importedAt(showInstant(Date.parse(upload.importedAt)))}`}
          </span>
        </div>
        <dl class="counts">
          {(Object.keys(uploads.counts) as (keyof Upload['counts'])[]).map((count) => (
            <div class={`count-${count} ${counts[count] === 0 ? 'zero' : ''}`}>
              <dt>{uploads.counts[count]}</dt>
              <dd class="num">{number(counts[count])}</dd>
            </div>
          ))}
        </dl>
        <Unread of={upload} />
      </section>
      <Rows
        title={uploads.refused}
        all={counts.refused}
        open
        heads={[columns.row, columns.examNumber, columns.column, columns.value, columns.reason]}
        rows={upload.refused.map((each) => [
          each.row,
          each.examNumber,
          each.column,
          each.value === '' ? '--' : each.value,
          each.reason,
        ])}
      >
        <a class="more" href={`/api/staff/uploads/${upload.id}/refusals.csv`} download>
          {uploads.download}
        </a>
      </Rows>
      <Rows
        title={uploads.cleared}
        says={uploads.clearedSays}
        all={counts.cleared}
        open
        heads={[columns.row, columns.examNumber, columns.block]}
        rows={upload.cleared.map((each) => [each.row, each.examNumber, uploads.blocks[each.block]])}
      />
      <Rows
        title={uploads.warnings}
        all={counts.warned}
        heads={[columns.row, columns.examNumber, columns.column, columns.reason]}
        rows={upload.warnings.map((each) => [each.row, each.examNumber, each.column, each.reason])}
      />
      <Rows
        title={uploads.duplicates}
        all={upload.duplicates.length}
        heads={[columns.row, columns.examNumber, columns.other]}
        rows={upload.duplicates.map((each) => [each.row, each.examNumber, each.otherExamNumber])}
      />
      <Rows
        title={uploads.missing}
        says={uploads.missingSays}
        all={counts.missing}
        heads={[columns.examNumber, columns.name]}
        rows={upload.missing.map((each) => [each.examNumber, each.name])}
      />
    </>
  )
}
