import { showInstant } from '#model/calendar/caps.ts'
import { uploads } from '#words/staff/uploads.ts'
import type { PastUpload } from '../../kit/send.ts'
import { State } from '../../kit/screens.tsx'
import { number } from '../../kit/number.ts'
import { Table } from '../../kit/table.tsx'

const { pastColumns } = uploads

export function PastUploads(props: { of: PastUpload[]; onOpen: (id: string) => void }) {
  return (
    <section class="card rows">
      <h2>{uploads.past}</h2>
      {props.of.length === 0 ? (
        <p class="note">{uploads.pastEmpty}</p>
      ) : (
        <Table
          scroll={uploads.past}
          rows={props.of}
          keyOf={({ id }) => id}
          columns={[
            {
              head: pastColumns.at,
              class: 'num',
              cell: ({ checkedAt }) => showInstant(Date.parse(checkedAt)).slice(0, 16),
            },
            { head: pastColumns.kind, cell: ({ kind }) => uploads.kinds[kind] },
            { head: pastColumns.file, cell: ({ fileName }) => fileName },
            {
              head: pastColumns.result,
              cell: ({ counts }) => uploads.pastResult(number(counts.rows), number(counts.refused)),
            },
            {
              head: pastColumns.state,
              cell: ({ importedAt }) => (
                <State as={uploads.pastStates[importedAt === null ? 'checked' : 'imported']} />
              ),
            },
            {
              head: uploads.open,
              unseen: true,
              cell: ({ id }) => (
                <button type="button" class="btn link" onClick={() => props.onOpen(id)}>
                  {uploads.open}
                </button>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}
