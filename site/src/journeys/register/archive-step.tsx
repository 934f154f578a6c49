import { archiveTransferTypes } from '#model/tables/destinations.ts'
import { archiveFields } from '#words/graduate/content-fields.ts'
import { filling } from '#words/graduate/register-form.ts'
import { asksForReceiver } from './asked.ts'
import { suggestedTypes, withTransferType } from './content.ts'
import { Label, Says, TextField } from './fields.tsx'
import { RegionPicker } from './region-picker.tsx'
import type { StepProps } from './step-props.ts'

const says = filling.archive
const types = archiveTransferTypes.codes
  .filter((code) => code !== '0')
  .map((code) => archiveTransferTypes.nameOf(code))

/** Where the file goes: the type with the routing rules beside it, and the receiver where there is one. */
export function ArchiveStep(props: StepProps) {
  const { content, entry, view, set, faults, warnings } = props
  const type = content.archiveTransferType
  const suggested = suggestedTypes(types, view, entry)
  const text = (
    field:
      | 'archiveUnitName'
      | 'archiveUnitAddress'
      | 'archiveUnitPostcode'
      | 'archiveContact'
      | 'archivePhone',
  ) => (
    <TextField
      id={field}
      label={archiveFields[field]}
      need
      value={content[field]}
      hint={says.hints[field as keyof typeof says.hints]}
      fault={faults[field]}
      warning={warnings[field]}
      digits={field === 'archiveUnitPostcode' || field === 'archivePhone'}
      onChange={(value) => set({ [field]: value })}
      onLeave={() => props.touch(field)}
    />
  )
  return (
    <>
      {entry.archiveMovedIn !== null && <p>{entry.archiveMovedIn ? says.movedIn : says.notMovedIn}</p>}
      <fieldset class="stack" aria-describedby="archiveTransferType-says">
        <legend>
          <Label need={entry.archiveMovedIn === true}>{archiveFields.archiveTransferType}</Label>
        </legend>
        <p class="note">{says.rule}</p>
        <div class="types">
          {types.map((each, index) => (
            <label class="choice">
              <input
                type="radio"
                id={index === 0 ? 'archiveTransferType' : undefined}
                name="archiveTransferType"
                checked={type === each}
                aria-invalid={faults['archiveTransferType'] !== undefined}
                onChange={() =>
                  set(withTransferType(each, content, props.aside.receiver, view, entry, props.schoolName))
                }
              />
              <span>
                <b>{each}</b>
                {suggested.includes(each) && <span class="chosen-well">{says.suggested}</span>}
                <span class="note">{says.says[each as keyof typeof says.says]}</span>
              </span>
            </label>
          ))}
          {entry.archiveMovedIn !== true && (
            <label class="choice">
              <input
                type="radio"
                name="archiveTransferType"
                checked={type === ''}
                onChange={() => set({ archiveTransferType: '' })}
              />
              <span>{filling.hukou.later}</span>
            </label>
          )}
        </div>
        <Says
          id="archiveTransferType"
          fault={faults['archiveTransferType']}
          warning={warnings['archiveTransferType']}
        />
      </fieldset>
      {asksForReceiver(type) && (
        <>
          {text('archiveUnitName')}
          <RegionPicker
            id="archiveUnitRegionCode"
            label={archiveFields.archiveUnitRegionCode}
            need
            value={content.archiveUnitRegionCode}
            recordedName={view.archiveUnitRegionName}
            fault={faults['archiveUnitRegionCode']}
            warning={warnings['archiveUnitRegionCode']}
            regions={props.regions}
            onChange={(archiveUnitRegionCode) => set({ archiveUnitRegionCode })}
          />
          {text('archiveUnitAddress')}
          {text('archiveUnitPostcode')}
          {text('archiveContact')}
          {text('archivePhone')}
        </>
      )}
    </>
  )
}
