import { filling } from '#words/graduate/register-form.ts'
import { screens } from '#words/site/screens.ts'
import { Label, Says } from './fields.tsx'
import type { Regions } from './regions.ts'

const levels = [filling.region.province, filling.region.city, filling.region.county]

/** Province, prefecture, county: the last one chosen is the value. */
export function RegionPicker(props: {
  id: string
  label: string
  value: string
  /** what the value is called where it is recorded: its code may be out of force */
  recordedName: string
  need: boolean
  hint?: string | undefined
  fault: string | undefined
  warning?: string | undefined
  regions: Regions
  onChange: (code: string) => void
}) {
  const { tree, failed, reload } = props.regions
  const path = tree?.pathOf(props.value) ?? []
  const shown = levels
    .map((label, level) => ({
      label,
      level,
      options: level === 0 || path[level - 1] !== undefined ? tree?.childrenOf(path[level - 1] ?? '') : [],
    }))
    .filter(({ level, options }) => level === 0 || (options?.length ?? 0) > 0)
  return (
    <fieldset class="field region" aria-describedby={`${props.id}-says`}>
      <legend>
        <Label need={props.need}>{props.label}</Label>
      </legend>
      <div class="region-levels">
        {shown.map(({ label, level, options }) => (
          <select
            id={level === 0 ? props.id : `${props.id}-${level}`}
            aria-label={`${props.label} ${label}`}
            value={path[level] ?? ''}
            disabled={tree === undefined}
            aria-invalid={props.fault !== undefined && level === shown.length - 1}
            onChange={(event) => props.onChange(event.currentTarget.value || (path[level - 1] ?? ''))}
          >
            <option value="">{tree === undefined && !failed ? filling.region.loading : label}</option>
            {options?.map(([code, name]) => (
              <option value={code}>{name}</option>
            ))}
          </select>
        ))}
      </div>
      {tree !== undefined && props.value !== '' && path.length === 0 && (
        <p class="note">{filling.region.recorded(props.recordedName)}</p>
      )}
      {failed && (
        <p class="error" role="alert">
          {filling.region.failed}{' '}
          <button type="button" class="btn link" onClick={reload}>
            {screens.retry}
          </button>
        </p>
      )}
      <Says {...props} />
    </fieldset>
  )
}
