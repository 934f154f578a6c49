import { hukouMigrationTypes } from '#model/tables/destinations.ts'
import { hukouFields } from '#words/graduate/content-fields.ts'
import { filling } from '#words/graduate/register-form.ts'
import { asksForHukouRegion } from './asked.ts'
import { withHukouType } from './content.ts'
import { Label, Says } from './fields.tsx'
import { RegionPicker } from './region-picker.tsx'
import type { StepProps } from './step-props.ts'

const says = filling.hukou
/** 8 and 9 say that there is no migration: an empty type */
const types = hukouMigrationTypes.codes
  .filter((code) => !['8', '9'].includes(code))
  .map((code) => hukouMigrationTypes.nameOf(code))

export function HukouStep({ content, view, entry, regions, faults, warnings, set }: StepProps) {
  const type = content.hukouMigrationType
  return (
    <>
      <p>{entry.hukouMovedIn === true ? says.movedIn : says.unknown}</p>
      <fieldset class="stack" aria-describedby="hukouMigrationType-says">
        <legend>
          <Label need={false}>{hukouFields.hukouMigrationType}</Label>
        </legend>
        <div class="types">
          {[...types, ''].map((each, index) => (
            <label class="choice">
              <input
                type="radio"
                id={index === 0 ? 'hukouMigrationType' : undefined}
                name="hukouMigrationType"
                checked={type === each}
                aria-invalid={faults['hukouMigrationType'] !== undefined}
                onChange={() => set(withHukouType(each, content, entry))}
              />
              <span>{each === '' ? (entry.hukouMovedIn === true ? says.later : says.nothing) : each}</span>
            </label>
          ))}
        </div>
        <Says
          id="hukouMigrationType"
          fault={faults['hukouMigrationType']}
          warning={warnings['hukouMigrationType']}
        />
      </fieldset>
      {asksForHukouRegion(type) && (
        <RegionPicker
          id="hukouRegionCode"
          label={hukouFields.hukouRegionCode}
          need
          value={content.hukouRegionCode}
          recordedName={view.hukouRegionName}
          fault={faults['hukouRegionCode']}
          warning={warnings['hukouRegionCode']}
          regions={regions}
          onChange={(hukouRegionCode) => set({ hukouRegionCode })}
        />
      )}
    </>
  )
}
