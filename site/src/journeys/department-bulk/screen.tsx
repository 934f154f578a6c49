import { useState } from 'preact/hooks'
import { departmentBulk as copy } from '#words/department/department-bulk.ts'
import type { DeskSession } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { BulkList } from './bulk-list.tsx'
import { BulkPreview } from './bulk-preview.tsx'
import { BulkResult, linesOf } from './bulk-result.tsx'
import { DepartmentDesk } from '../../kit/department-desk.tsx'
import type { PairsView } from './send-list.ts'
import { type Running, useBatch } from './use-batch.ts'
import { useArrival } from '../../kit/use-arrival.ts'

function Progress({ of }: { of: Running }) {
  return (
    <section class="card" role="status">
      <p>
        <b>{copy.running(of.answers.length, of.pairs.length)}</b>
      </p>
      <progress value={of.answers.length} max={of.pairs.length} />
      <p class="note">{copy.keep}</p>
    </section>
  )
}

function Work({ session, reload }: { session: DeskSession; reload: () => Promise<void> }) {
  const [kind, setKind] = useState(session.department.kinds[0] ?? 'archive')
  const [view, setView] = useState<PairsView>()
  const batch = useBatch()
  const { state } = batch
  const answered = state?.answers.length ?? 0
  const all = state?.pairs.length ?? 0
  const cut = state !== undefined && !batch.busy && answered < all
  const arrival = useArrival(
    view === undefined
      ? 'list'
      : batch.busy
        ? 'asking'
        : state === undefined
          ? 'preview'
          : cut
            ? 'cut'
            : 'done',
  )
  const forget = () => {
    batch.forget()
    setView(undefined)
    void reload()
  }
  if (view === undefined)
    return (
      <div class="stack" {...arrival}>
        <p class="lead">{copy.lead}</p>
        <BulkList session={session} kind={kind} onKind={setKind} onChecked={setView} />
      </div>
    )
  const start = async () => {
    await batch.start(
      kind,
      view.rows.filter(({ duplicateOf }) => duplicateOf === null),
    )
    await reload()
  }
  return (
    <div class="stack" {...arrival}>
      {batch.trouble !== undefined && <TroubleNote trouble={batch.trouble} />}
      {state !== undefined && batch.busy && <Progress of={state} />}
      {(state === undefined || (cut && answered === 0)) && (
        <BulkPreview view={view} onStart={() => void start()} onForget={forget} />
      )}
      {cut && answered > 0 && (
        <Verdict tone="wait" title={copy.cut(answered, all)}>
          <p>{copy.keep}</p>
          <div class="actions">
            <button type="button" class="btn row" onClick={() => void batch.resume().then(reload)}>
              {copy.resume}
            </button>
          </div>
        </Verdict>
      )}
      {state !== undefined && answered === all && <Verdict tone="good" title={copy.done(all)} />}
      {state !== undefined && !batch.busy && answered > 0 && (
        <BulkResult kind={state.kind} lines={linesOf(view, state)} onNext={cut ? undefined : forget} />
      )}
    </div>
  )
}

mount(
  <DepartmentDesk here="/department/bulk/" load={() => Promise.resolve(undefined)}>
    {(_, reload, session) => <Work session={session} reload={reload} />}
  </DepartmentDesk>,
)
