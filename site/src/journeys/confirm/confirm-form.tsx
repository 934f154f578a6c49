import { useState } from 'preact/hooks'
import { faultsOf } from '#model/record/dispute.ts'
import { say } from '#model/wording.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { disputeFaults } from '#words/records/dispute-faults.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { Needed } from '../../kit/field.tsx'
import { graduate, type RecordView } from '../../kit/send.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import type { Act } from '../../kit/graduate/done.tsx'
import { type DisputeDraft, DisputeForm, emptyDispute } from './dispute-form.tsx'
import { CorrectAt } from './record-card.tsx'

/** What is kept: words, never a choice. Nothing is submitted that was not chosen on this page view. */
type Kept = Pick<DisputeDraft, 'destinationText' | 'archiveText' | 'hukouText' | 'contact'>

const wordsOf = (draft: Partial<Kept>): Kept => {
  const { destinationText = '', archiveText = '', hukouText = '', contact = '' } = draft
  return { destinationText, archiveText, hukouText, contact }
}

interface Draft extends DisputeDraft {
  choice: '' | 'right' | 'wrong'
}
interface Props {
  view: RecordView
  entryId: string
  /** only the dispute is left to choose: it was confirmed before */
  disputeOnly: boolean
  onDone: (act: Act) => void
  /** what is shown has changed meanwhile */
  onStale: () => void
}

const claimsOf = (draft: DisputeDraft) => ({
  destination: draft.destination
    ? {
        kind: draft.destinationKind === '' ? ('changed' as const) : draft.destinationKind,
        explanation: draft.destinationText,
      }
    : null,
  archive: draft.archive ? { explanation: draft.archiveText } : null,
  hukou: draft.hukou ? { explanation: draft.hukouText } : null,
  contact: draft.contact.trim(),
})

const faultsIn = (draft: DisputeDraft): Record<string, string> => ({
  ...Object.fromEntries(faultsOf(claimsOf(draft)).map((fault) => [fault.field, say(disputeFaults, fault)])),
  ...(draft.destination && draft.destinationKind === ''
    ? { 'destination.kind': confirm.destinationKindNeeded }
    : {}),
})

/** The choice between right and wrong; what is typed survives an error, a reload and a new sign-in. */
export function ConfirmForm({ view, entryId, disputeOnly, onDone, onStale }: Props) {
  const draftName = `dispute:${entryId}`
  const version = view.record?.version ?? 0
  const [kept] = useState(() => {
    const found = findDraft(draftName) as Partial<Kept> | undefined
    return found && wordsOf(found)
  })
  const [draft, setDraft] = useState<Draft>({ ...emptyDispute, ...kept, choice: '' })
  const [faults, setFaults] = useState<Record<string, string>>({})
  const summary = useFaultSummary()
  const confirming = useAct(graduate.confirmations.$post)
  const disputing = useAct(graduate.disputes.$post)
  const blocked = view.confirmable.because === 'record.archive_first'
  const choice = disputeOnly ? 'wrong' : blocked && draft.choice === 'right' ? '' : draft.choice
  const change = (next: Draft) => {
    setDraft(next)
    setFaults({})
    const words = wordsOf(next)
    if (Object.values(words).some((text) => text !== '')) keepDraft(draftName, words)
  }

  const confirmed = async (): Promise<Act | undefined> => {
    const answer = await confirming.run({ json: { version } })
    return answer && { kind: 'confirmed', at: answer.confirmedAt, number: answer.number }
  }
  const disputed = async (): Promise<Act | undefined> => {
    const answer = await disputing.run({ json: { version, ...claimsOf(draft) } })
    return answer && { kind: 'disputed', at: answer.openedAt, number: answer.number }
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const found = choice === '' ? { choice: confirm.chooseFirst } : choice === 'wrong' ? faultsIn(draft) : {}
    setFaults(found)
    if (Object.keys(found).length > 0) {
      summary.show()
      return
    }
    const act = choice === 'right' ? await confirmed() : await disputed()
    if (act === undefined) return
    dropDraft(draftName)
    onDone(act)
  }

  const trouble = confirming.trouble ?? disputing.trouble
  const said = { ...Object.fromEntries((trouble?.fields ?? []).map((f) => [f.field, f.reason])), ...faults }
  return (
    <form class="stack" ref={summary.form} onSubmit={(event) => void submit(event)} noValidate>
      {summary.note}
      {!disputeOnly && (
        <fieldset class="stack">
          <legend>
            <Needed />
            {confirm.question}
          </legend>
          {(['right', 'wrong'] as const).map((each) => (
            <label class={`choice ${choice === each ? 'on' : ''}`}>
              <input
                type="radio"
                name="choice"
                value={each}
                checked={choice === each}
                disabled={each === 'right' && blocked}
                aria-invalid={said['choice'] !== undefined}
                aria-describedby={said['choice'] === undefined ? undefined : 'choice-fault'}
                onChange={() => change({ ...draft, choice: each })}
              />
              <span>{confirm[each]}</span>
            </label>
          ))}
          {said['choice'] !== undefined && (
            <p class="error" id="choice-fault">
              {said['choice']}
            </p>
          )}
        </fieldset>
      )}
      {blocked && (
        <Verdict tone="wait" title={confirm.archiveFirst}>
          <p>{view.confirmable.detail}</p>
          {view.correctAt.url !== '' && (
            <a class="btn row quiet" href={view.correctAt.url} target="_blank" rel="noreferrer">
              {confirm.openEntry}
            </a>
          )}
        </Verdict>
      )}
      {choice === 'wrong' && (
        <>
          {kept !== undefined && <p class="note">{confirm.keptDraft}</p>}
          <DisputeForm
            draft={draft}
            faults={said}
            onChange={(next) => change({ ...draft, ...next, choice: 'wrong' })}
          />
          <p>{confirm.disputeEffect}</p>
          <CorrectAt view={view} />
          <p class="note">{confirm.disputeKills}</p>
        </>
      )}
      {trouble !== undefined && <TroubleNote trouble={trouble} retry={onStale} />}
      <p class="warn">{confirm.warning}</p>
      <button class="btn" disabled={confirming.busy || disputing.busy}>
        {confirm.submit}
      </button>
    </form>
  )
}
