import { destinationCategories, industries, jobCategories, unitNatures } from '#model/tables/destinations.ts'
import type { CodeTable } from '#model/tables/code-table.ts'
import {
  type CategoryRule,
  categoryRule,
  type DestinationField,
  destinationFields,
  destinationName,
} from '#model/record/category-table.ts'
import { isCreditCode } from '#model/record/credit-code.ts'
import { filling } from '#words/graduate/register-form.ts'
import { destinationFields as fields } from '#words/records/destination-fields.ts'
import { withCategory } from './content.ts'
import { SelectField, TextField } from './fields.tsx'
import { RegionPicker } from './region-picker.tsx'
import type { StepProps } from './step-props.ts'

const { hints } = filling
const tables: Partial<Record<DestinationField, CodeTable>> = {
  unitNatureCode: unitNatures,
  unitIndustryCode: industries,
  jobCategoryCode: jobCategories,
}

/** 三支一扶 alone does not say that it is a 国家基层项目. */
const categoryName = (code: string): string => {
  const parent = filling.parents[code.slice(0, 2) as keyof typeof filling.parents] as string | undefined
  const name = destinationCategories.nameOf(code)
  return parent === undefined || code.length === 2 ? name : `${parent} · ${name}`
}

const groups = (['employed', 'study', 'unplaced'] as const).map((level) => ({
  name: filling.groups[level],
  codes: destinationCategories.codes.filter((code) => categoryRule(code)?.level === level),
}))

/** A category, and then exactly what the rule table asks of it. */
export function DestinationStep(props: StepProps) {
  const { content, view, set, faults, warnings } = props
  const rule = categoryRule(content.destinationCode)
  const hint = filling.categoryHints[content.destinationCode as keyof typeof filling.categoryHints]
  return (
    <>
      <SelectField
        id="destinationCode"
        label={filling.category}
        need
        value={content.destinationCode}
        hint={hint}
        fault={faults['destinationCode']}
        onChange={(code) => set(withCategory(code, content, props.aside.unit))}
      >
        {groups.map(({ name, codes }) => (
          <optgroup label={name}>
            {codes.map((code) => (
              <option value={code}>{categoryName(code)}</option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      {rule?.level === 'unplaced' && <p class="said">{filling.unplacedSays}</p>}
      {rule !== undefined &&
        destinationFields.map((field) => {
          if (rule.fields[field] === 'forbidden') return null
          const common = {
            key: field,
            id: field,
            label: fields[destinationName(rule, field)],
            need: rule.fields[field] === 'required',
            value: content[field],
            fault: faults[field],
            warning: warnings[field],
            onChange: (value: string) => set({ [field]: value }),
          }
          if (field === 'unitRegionCode')
            return (
              <RegionPicker
                {...common}
                recordedName={view.unitRegionName}
                hint={content.destinationCode === '85' ? hints.abroad : undefined}
                regions={props.regions}
              />
            )
          const table = tables[field]
          if (table !== undefined)
            return (
              <SelectField {...common} value={natureFits(rule, field, content[field]) ? content[field] : ''}>
                {table.codes
                  .filter((code) => natureFits(rule, field, code))
                  .map((code) => (
                    <option value={code}>{table.nameOf(code)}</option>
                  ))}
              </SelectField>
            )
          return field === 'unitCreditCode' ? (
            <CreditCode {...common} code={view.unitCreditCode} touch={props.touch} />
          ) : (
            <TextField {...common} hint={hints[field as keyof typeof hints]} />
          )
        })}
    </>
  )
}

const natureFits = (rule: CategoryRule, field: DestinationField, code: string) =>
  field !== 'unitNatureCode' || rule.natures === undefined || rule.natures.includes(code)

/** Checked as soon as the field is left, and from then on at every key. */
const CreditCode = ({
  code,
  touch,
  ...common
}: Omit<Parameters<typeof TextField>[0], 'code'> & { code: string; touch: StepProps['touch'] }) => (
  <TextField
    {...common}
    code
    max={40}
    hint={isCreditCode(code) ? hints.unitCreditCodeGood : hints.unitCreditCode}
    onLeave={() => touch('unitCreditCode')}
  />
)
