import { showInstant } from '#model/calendar/caps.ts'
import { progress } from '#words/graduate/progress.ts'
import { register } from '#words/graduate/register.ts'
import type { Registration, RegistrationPage } from '../../kit/send.ts'

type Did = Registration['steps'][number]

const actOf = ({ act, level }: Did): string => {
  const said = register.acts[act]
  return typeof said === 'string' ? said : said[level === 'college' ? 'college' : 'school']
}

/** What happened, in order, with reasons where there are any. */
export const Trail = ({ steps }: { steps: Registration['steps'] }) => (
  <ol class="trail">
    {steps.map((step) => (
      <li class={step.act}>
        <b>{actOf(step)}</b>
        <span class="note num">{showInstant(Date.parse(step.at))}</span>
        {step.reason !== '' && <p>{register.reasonIs(step.reason)}</p>}
      </li>
    ))}
  </ol>
)

/** 提交 → 学院审核 → 学校审核 → 生效: the levels that this one passes. */
export function Stages({
  of,
  reviewLevels,
}: {
  of: Registration
  reviewLevels: RegistrationPage['reviewLevels']
}) {
  const sent = of.steps.findLastIndex((step) => step.act === 'submitted')
  const college =
    of.state === 'college_review' ||
    of.steps.slice(sent + 1).some((step) => step.level === 'college') ||
    (reviewLevels === 2 && of.state === 'draft')
  const stages = ['submitted', ...(college ? ['college'] : []), 'school', 'effective'] as const
  const here = {
    draft: 'submitted',
    returned: 'submitted',
    college_review: 'college',
    school_review: 'school',
  }[of.state as 'draft']
  const at = (stages as readonly string[]).indexOf(here)
  return (
    <ol class={`steps of-${stages.length}`} aria-label={register.stagesLabel}>
      {stages.map((stage, index) => (
        <li
          class={`${index < at ? 'done' : ''} ${index === at ? 'here' : ''}`}
          aria-current={index === at ? 'step' : undefined}
        >
          <span class="dot" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          <span>{register.stages[stage as keyof typeof register.stages]}</span>
          {index < at && <span class="unseen">{progress.states.done}</span>}
        </li>
      ))}
    </ol>
  )
}
