import { showInstant } from '#model/calendar/caps.ts'
import { jobCategories, industries, unitNatures } from '#model/tables/destinations.ts'
import { reviews } from '#words/staff/reviews.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import type { Review } from '../../kit/send.ts'
import { Table } from '../../kit/table.tsx'

const { fields } = reviews
type Field = keyof typeof fields
type Content = Review['content']

/** What a person reads for a field: names for codes. */
function shown(content: Content, field: Field): string {
  switch (field) {
    case 'destinationCode':
      return content.destinationName
    case 'unitNatureCode':
      return unitNatures.nameOf(content.unitNatureCode)
    case 'unitIndustryCode':
      return industries.nameOf(content.unitIndustryCode)
    case 'jobCategoryCode':
      return jobCategories.nameOf(content.jobCategoryCode)
    case 'unitRegionCode':
      return content.unitRegionName
    case 'archiveUnitRegionCode':
      return content.archiveUnitRegionName
    case 'hukouRegionCode':
      return content.hukouRegionName
    default:
      return content[field]
  }
}

const always = new Set<string>(['destinationCode', 'unitName', 'archiveTransferType', 'hukouMigrationType'])

interface Row {
  field: Field
  texts: string[]
}

const Text = ({ of, reach }: { of: string; reach: boolean }) => (
  <>{of === '' ? reviews.none : reach ? <ContactText of={of} /> : of}</>
)

/** What is asked for, beside what is effective now; fields that differ are marked. */
export function Comparison({ of }: { of: Review }) {
  const asked = of.kind === 'void' ? undefined : of.content
  const columns = [of.before ?? undefined, asked].filter((each) => each !== undefined)
  const sides = columns.length === 2
  const changed = new Set(of.changed)
  const rows = (Object.keys(fields) as Field[])
    .map((field): Row => ({ field, texts: columns.map((content) => shown(content, field)) }))
    .filter(({ field, texts }) => always.has(field) || texts.some((text) => text !== ''))
  const differs = ({ field }: Row) => sides && changed.has(field)
  return (
    <section class="card rows">
      <h3>{reviews.content[of.kind]}</h3>
      {of.kind === 'void' && <p class="note">{reviews.voidSays}</p>}
      <Table
        class={`compare ${sides ? 'sides' : ''}`}
        headless={!sides}
        rows={rows}
        keyOf={({ field }) => field}
        line={(row) => ({ class: differs(row) ? 'differs' : '' })}
        columns={[
          {
            head: reviews.item,
            names: true,
            cell: (row) => (
              <>
                {fields[row.field]}
                {differs(row) && <span class="flag">▲ {reviews.changed}</span>}
              </>
            ),
          },
          ...columns.map((_, side) => ({
            head: side === 0 ? reviews.before : reviews.after,
            cell: ({ field, texts }: Row) => (
              <Text of={texts[side] ?? ''} reach={field === 'archiveContact' || field === 'archivePhone'} />
            ),
          })),
        ]}
      />
    </section>
  )
}

export function Facts({ of }: { of: Review['graduate'] }) {
  const labels = reviews.graduate
  const rows = [
    'name',
    'examNumber',
    'college',
    'major',
    'level',
    'graduationMonth',
    'trainingMode',
    'originRegion',
  ] as const
  return (
    <section class="card">
      <h3>{labels.title}</h3>
      <dl>
        {rows.map((row) => (
          <>
            <dt>{labels[row]}</dt>
            <dd class={row === 'examNumber' || row === 'graduationMonth' ? 'num' : ''}>
              {of[row] === '' ? reviews.none : of[row]}
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** Routing rules that the content does not seem to follow; the reviewer judges. */
export function Warnings({ of }: { of: Review['warnings'] }) {
  if (of.length === 0) return null
  const labels: Record<string, string> = fields
  return (
    <section class="warn">
      <h3>
        <span aria-hidden="true">▲ </span>
        {reviews.warned}
      </h3>
      <ul>
        {of.map(({ field, reason }) => (
          <li>
            {labels[field] === undefined ? '' : `${labels[field]}：`}
            {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}

export const Trail = ({ of }: { of: Review['steps'] }) => (
  <section class="card">
    <h3>{reviews.trail}</h3>
    <ol class="trail">
      {of.map((step) => (
        <li>
          <span class="num note">{showInstant(Date.parse(step.at)).slice(0, 16)}</span>
          <span>
            {reviews.levels[step.level]}
            {step.level === 'system' ? '：' : ''}
            {reviews.acts[step.act]}
          </span>
          {step.reason !== '' && <p class="own-words note">{step.reason}</p>}
        </li>
      ))}
    </ol>
  </section>
)
