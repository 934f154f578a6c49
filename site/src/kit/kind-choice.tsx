import type { ReportKind } from '#model/report/kinds.ts'
import { department as copy } from '#words/department/department.ts'

/** Which kind is verified; a department that handles one has nothing to choose. */
export const KindChoice = (props: {
  kinds: readonly ReportKind[]
  kind: ReportKind
  label: string
  onKind: (kind: ReportKind) => void
}) =>
  props.kinds.length < 2 ? (
    <h2>{copy.kinds[props.kind]}</h2>
  ) : (
    <fieldset>
      <legend>{props.label}</legend>
      <div class="pair">
        {props.kinds.map((each) => (
          <label class="choice">
            <input
              type="radio"
              name="kind"
              checked={props.kind === each}
              onChange={() => props.onKind(each)}
            />
            <span>{copy.kinds[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
