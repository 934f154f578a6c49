import type { ComponentChildren, HTMLAttributes, Ref } from 'preact'

export interface Column<Row> {
  head: ComponentChildren
  /** the head is read out, not shown, and repeated beside no cell */
  unseen?: boolean
  /** of the head's cell */
  headClass?: string
  class?: string | ((row: Row) => string | undefined)
  /** the cell names its row */
  names?: boolean
  cell?: (row: Row) => ComponentChildren
}

interface Props<Row> {
  class?: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf?: (row: Row) => string | number
  /** no line of heads: the cells name their rows */
  headless?: boolean
  /** what else a row's line has or does */
  line?: (row: Row, index: number) => HTMLAttributes<HTMLTableRowElement>
  /** a row that is more than a line of cells */
  draw?: (row: Row) => ComponentChildren
  body?: Ref<HTMLTableSectionElement>
  /** a box to scroll in, and its name */
  scroll?: string
}

/** One row of cells; on a phone, where the table is `stacked`, each with its head beside it. */
function Cells<Row>({
  columns,
  row,
  headless,
}: {
  columns: Props<Row>['columns']
  row: Row
  headless: boolean
}) {
  return columns.map((column) => {
    const { names, unseen, cell, head } = column
    const own = typeof column.class === 'function' ? column.class(row) : column.class
    return names === true ? (
      <th scope="row">{cell?.(row)}</th>
    ) : (
      <td class={own} data-label={unseen === true || headless || typeof head !== 'string' ? undefined : head}>
        {cell?.(row)}
      </td>
    )
  })
}

/** The one table of the desks. */
export function Table<Row>(props: Props<Row>) {
  const { columns, headless = false, line, keyOf, draw } = props
  const table = (
    <table class={props.class}>
      {!headless && (
        <thead>
          <tr>
            {columns.map(({ head, unseen, headClass }) => (
              <th scope="col" class={headClass}>
                {unseen === true ? <span class="unseen">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody ref={props.body}>
        {props.rows.map(
          (row, index) =>
            draw?.(row) ?? (
              <tr key={keyOf?.(row)} {...line?.(row, index)}>
                <Cells columns={columns} row={row} headless={headless} />
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
  if (props.scroll === undefined) return table
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.scroll}>
      {table}
    </div>
  )
}
