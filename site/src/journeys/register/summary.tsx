import { industries, jobCategories, unitNatures } from '#model/tables/destinations.ts'
import { categoryRule, destinationFields, destinationName } from '#model/record/category-table.ts'
import { archiveFields, hukouFields } from '#words/graduate/content-fields.ts'
import { register } from '#words/graduate/register.ts'
import { destinationFields as fields } from '#words/records/destination-fields.ts'
import { State } from '../../kit/screens.tsx'
import { Fields } from '../../kit/graduate/frame.tsx'
import { asksForReceiver, type Step } from './asked.ts'
import type { ContentView } from './content.ts'

type Rows = [label: string, value: string][]

function destinationRows(of: ContentView): Rows {
  const rule = categoryRule(of.destinationCode)
  const shown = {
    ...of,
    unitNatureCode: unitNatures.nameOf(of.unitNatureCode),
    unitIndustryCode: industries.nameOf(of.unitIndustryCode),
    jobCategoryCode: jobCategories.nameOf(of.jobCategoryCode),
    unitRegionCode: of.unitRegionName,
  }
  return [
    [register.steps.destination, of.destinationName],
    ...destinationFields
      .filter((field) => rule !== undefined && rule.fields[field] !== 'forbidden' && of[field] !== '')
      .map((field): [string, string] => [
        rule === undefined ? '' : fields[destinationName(rule, field)],
        shown[field],
      ]),
  ]
}

function archiveRows(of: ContentView): Rows {
  const labels = archiveFields
  return [
    [labels.archiveTransferType, of.archiveTransferType],
    ...(asksForReceiver(of.archiveTransferType)
      ? ([
          [labels.archiveUnitName, of.archiveUnitName],
          [labels.archiveUnitRegionCode, of.archiveUnitRegionName],
          [labels.archiveUnitAddress, of.archiveUnitAddress],
          [labels.archiveUnitPostcode, of.archiveUnitPostcode],
          [labels.archiveContact, of.archiveContact],
          [labels.archivePhone, of.archivePhone],
        ] satisfies Rows)
      : []),
  ]
}

function hukouRows(of: ContentView): Rows {
  const labels = hukouFields
  return [
    [labels.hukouMigrationType, of.hukouMigrationType],
    ...(of.hukouMigrationType === '' || of.hukouRegionName === ''
      ? []
      : ([[labels.hukouRegionCode, of.hukouRegionName]] satisfies Rows)),
  ]
}

const blocks = { destination: destinationRows, archive: archiveRows, hukou: hukouRows }
const contacts = [archiveFields.archiveContact, archiveFields.archivePhone]
const order = ['destination', 'archive', 'hukou'] as const

const isSame = (block: (typeof order)[number], before: ContentView, after: ContentView) =>
  JSON.stringify(blocks[block](before)) === JSON.stringify(blocks[block](after))

const Difference = ({ same }: { same: boolean }) => (
  <span class="difference">
    {same ? <State as={['', '＝', register.same]} /> : <State as={['wait', '●', register.differs]} />}
  </span>
)

/** The whole content; beside a block that can be edited, the way back to it. */
export const Summary = (props: {
  of: ContentView
  hukouMovedIn: boolean | null
  /** the record that it would change: each block says whether it does */
  before?: ContentView | undefined
  steps?: readonly Step[]
  onEdit?: (step: Step) => void
}) => (
  <section class="card aligned">
    {order.map((block, index) => (
      <>
        {index > 0 && <hr />}
        <div class="card-head">
          <h3>
            {register.steps[block]}
            {props.before !== undefined && <Difference same={isSame(block, props.before, props.of)} />}
          </h3>
          {props.onEdit !== undefined && props.steps?.includes(block) === true && (
            <button
              type="button"
              class="btn link"
              aria-label={register.editOf(register.steps[block])}
              onClick={() => props.onEdit?.(block)}
            >
              {register.edit}
            </button>
          )}
        </div>
        {block === 'hukou' && props.hukouMovedIn === false && props.of.hukouMigrationType === '' ? (
          <p class="note">{register.hukouNotMovedIn}</p>
        ) : (
          <Fields empty={register.nothing} of={blocks[block](props.of)} contacts={contacts} />
        )}
      </>
    ))}
  </section>
)
