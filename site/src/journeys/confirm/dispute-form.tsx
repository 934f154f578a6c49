import type { RecordBlock } from '#model/record/fields.ts'
import { countCharacters, explanationLimit, mustExplain } from '#model/record/dispute.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { Field, Needed } from '../../kit/field.tsx'

export interface DisputeDraft {
  destination: boolean
  destinationKind: '' | 'changed' | 'wrong'
  destinationText: string
  archive: boolean
  archiveText: string
  hukou: boolean
  hukouText: string
  contact: string
}

export const emptyDispute: DisputeDraft = {
  destination: false,
  destinationKind: '',
  destinationText: '',
  archive: false,
  archiveText: '',
  hukou: false,
  hukouText: '',
  contact: '',
}

interface Props {
  draft: DisputeDraft
  faults: Record<string, string>
  onChange: (draft: DisputeDraft) => void
}

const Fault = ({ id, says }: { id: string; says: string | undefined }) =>
  says === undefined ? null : (
    <p class="error" id={id}>
      {says}
    </p>
  )

function Explanation(props: {
  name: RecordBlock
  label: string
  value: string
  fault: string | undefined
  onInput: (text: string) => void
}) {
  return (
    <Field
      id={`${props.name}-text`}
      label={props.label}
      need={mustExplain[props.name]}
      hint={mustExplain[props.name] ? undefined : confirm.optional}
      count={`${countCharacters(props.value)}/${explanationLimit}`}
      fault={props.fault}
    >
      {(tied) => (
        <textarea
          {...tied}
          rows={4}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export function DisputeForm({ draft, faults, onChange }: Props) {
  const set = (part: Partial<DisputeDraft>) => onChange({ ...draft, ...part })
  const box = (name: RecordBlock, label: string) => (
    <label class="choice">
      <input
        type="checkbox"
        checked={draft[name]}
        name="kinds"
        aria-invalid={faults['kinds'] !== undefined}
        aria-describedby="kinds-fault"
        onChange={(event) => set({ [name]: event.currentTarget.checked })}
      />
      <span>{label}</span>
    </label>
  )
  return (
    <>
      <fieldset class="stack">
        <legend>
          <Needed />
          {confirm.kinds}
        </legend>
        {box('destination', confirm.destination)}
        {draft.destination && (
          <div class="inner">
            <fieldset class="pair" aria-describedby="destination-kind-fault">
              <legend class="unseen">{confirm.destinationKind}</legend>
              {(['changed', 'wrong'] as const).map((kind) => (
                <label class="choice">
                  <input
                    type="radio"
                    name="destination-kind"
                    checked={draft.destinationKind === kind}
                    aria-invalid={faults['destination.kind'] !== undefined}
                    aria-describedby="destination-kind-fault"
                    onChange={() => set({ destinationKind: kind })}
                  />
                  <span>{kind === 'changed' ? confirm.changed : confirm.mistaken}</span>
                </label>
              ))}
            </fieldset>
            <Fault id="destination-kind-fault" says={faults['destination.kind']} />
            <Explanation
              name="destination"
              label={confirm.destinationText}
              value={draft.destinationText}
              fault={faults['destination.explanation']}
              onInput={(destinationText) => set({ destinationText })}
            />
          </div>
        )}
        {box('archive', confirm.archive)}
        {draft.archive && (
          <div class="inner">
            <Explanation
              name="archive"
              label={confirm.archiveText}
              value={draft.archiveText}
              fault={faults['archive.explanation']}
              onInput={(archiveText) => set({ archiveText })}
            />
          </div>
        )}
        {box('hukou', confirm.hukou)}
        {draft.hukou && (
          <div class="inner">
            <Explanation
              name="hukou"
              label={confirm.hukouText}
              value={draft.hukouText}
              fault={faults['hukou.explanation']}
              onInput={(hukouText) => set({ hukouText })}
            />
          </div>
        )}
        <Fault id="kinds-fault" says={faults['kinds']} />
      </fieldset>
      <Field id="contact" label={confirm.contact} need hint={confirm.contactHint} fault={faults['contact']}>
        {(tied) => (
          <input
            {...tied}
            type="text"
            autocomplete="off"
            value={draft.contact}
            onInput={(event) => set({ contact: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  )
}
