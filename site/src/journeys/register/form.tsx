import { useEffect, useState } from 'preact/hooks'
import { routingWarnings } from '#model/record/routing.ts'
import { remarksOf } from '#model/wording.ts'
import { routingWarnings as routingWords } from '#words/records/routing.ts'
import { register } from '#words/graduate/register.ts'
import { filling } from '#words/graduate/register-form.ts'
import { graduate, type RegistrationPage } from '../../kit/send.ts'
import { useFaultSummary } from '../../kit/fault-summary.tsx'
import { TroubleNote } from '../../kit/screens.tsx'
import type { Act } from '../../kit/graduate/done.tsx'
import { useAct } from '../../kit/use-act.ts'
import { ArchiveStep } from './archive-step.tsx'
import { type Kind, type Step, stepOf, stepsOf } from './asked.ts'
import { type Content, type Field, faultsOf, nothingAside, viewOf } from './content.ts'
import { DestinationStep } from './destination-step.tsx'
import { HukouStep } from './hukou-step.tsx'
import { Progress } from './progress.tsx'
import { useRegions } from './regions.ts'
import { ReviewStep } from './review-step.tsx'
import type { StepProps } from './step-props.ts'
import { useDraft } from './use-draft.ts'

export interface FormProps {
  page: RegistrationPage
  kind: Kind
  entryId: string
  schoolName: string
  step: Step
  onStep: (step: Step) => void
  onLeave: () => void
  onReload: () => void
  onSubmitted: (act: Act) => void
}

const screensOf = { destination: DestinationStep, archive: ArchiveStep, hukou: HukouStep }

const firstByField = (remarks: readonly { field: string; reason: string }[]): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const { field, reason } of remarks) found[field] ??= reason
  return found
}
const byField = (remarks: readonly { field: string; reason: string }[]): Record<string, string> =>
  Object.fromEntries(remarks.map(({ field, reason }) => [field, reason]))

/** The registration in steps; what is typed survives an error, a reload, another device and a new sign-in. */
export function RegistrationForm(props: FormProps) {
  const { page, kind, step } = props
  const { entry } = page
  const steps = stepsOf(kind, entry)
  const draft = useDraft(page, kind, props.entryId)
  const submitting = useAct(graduate.registration.submission.$post)
  const regions = useRegions()
  const summary = useFaultSummary()
  const { form } = summary
  /** whose faults are shown: steps that one tried to leave, fields that were left */
  const [tried, setTried] = useState<readonly string[]>([])
  const [aside] = useState(() => ({ unit: nothingAside(), receiver: nothingAside() }))
  const [told, setTold] = useState<Record<string, string>>({})

  const base = page.open?.kind === kind ? page.open.content : page.record?.content
  // the origin's code can be out of force, and has its name from the roster
  const nameOf = (code: string) =>
    regions.tree?.nameOf(code) || (code === entry.originRegionCode ? entry.originRegionName : '')
  const view = viewOf(draft.content, entry, nameOf, base)
  const found = firstByField(faultsOf(kind, view, draft.reason, entry))
  const warnings = kind === 'void' ? [] : remarksOf(routingWords, routingWarnings(view, entry))
  const isTried = (field: string) =>
    tried.includes(stepOf(field)) || (tried.includes(field) && draft.content[field as Field] !== '')
  const faults = {
    ...Object.fromEntries(Object.entries(found).filter(([field]) => isTried(field))),
    ...told,
  }
  const last = steps.at(-1) === step
  const next = steps[steps.indexOf(step) + 1]
  const before = steps[steps.indexOf(step) - 1]

  useEffect(() => {
    scrollTo({ top: 0 })
    if (form.current?.querySelector('[aria-invalid=true]') === null)
      form.current.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    else summary.show()
  }, [step])

  const set = (part: Partial<Content>) => {
    setTold((said) => Object.fromEntries(Object.entries(said).filter(([field]) => !(field in part))))
    draft.change({ content: { ...draft.content, ...part }, reason: draft.reason })
  }
  const touch = (field: string) => setTried((all) => (all.includes(field) ? all : [...all, field]))
  const showFaults = (fields: readonly string[]) => {
    setTried((all) => [...all, ...steps])
    const first = steps.find((each) => fields.some((field) => stepOf(field) === each))
    if (first !== undefined && first !== step) props.onStep(first)
    else summary.show()
  }

  const goOn = () => {
    touch(step)
    if (Object.keys(found).some((field) => stepOf(field) === step)) return summary.show()
    void draft.save()
    if (next !== undefined) props.onStep(next)
  }
  const submit = async () => {
    if (Object.keys(found).length > 0) return showFaults(Object.keys(found))
    const input = await draft.settled()
    if (input === undefined) return
    const answer = await submitting.run({ json: input })
    if (answer === undefined) return
    draft.drop()
    props.onSubmitted({ kind: 'submitted', at: answer.submittedAt, number: answer.number })
  }
  useEffect(() => {
    const said = byField(submitting.trouble?.fields ?? [])
    if (Object.keys(said).length === 0) return
    setTold(said)
    showFaults(Object.keys(said))
  }, [submitting.trouble])

  const trouble = submitting.trouble ?? draft.trouble
  const given: StepProps = {
    content: draft.content,
    view,
    entry,
    schoolName: props.schoolName,
    regions,
    faults,
    warnings: byField(warnings),
    aside,
    set,
    touch,
  }
  const Screen = step === 'review' ? undefined : screensOf[step]
  return (
    <form
      class="stack"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (last) void submit()
        else goOn()
      }}
    >
      {steps.length > 1 && <Progress steps={steps} here={step} onStep={props.onStep} />}
      <div>
        {(kind === 'change' || kind === 'archive_change') && <p class="note">{register.kinds[kind]}</p>}
        <h2 tabIndex={-1}>{kind === 'void' ? register.kinds.void : register.steps[step]}</h2>
        {step === steps[0] && <p class="lead">{filling.lead[kind]}</p>}
      </div>
      {summary.note}
      {draft.other && (
        <div class="warn stack" role="status">
          <p>{filling.other.says}</p>
          <div class="actions">
            <button type="button" class="btn row quiet" onClick={draft.takeOther}>
              {filling.other.take}
            </button>
            <button type="button" class="btn row plain" onClick={draft.dropOther}>
              {filling.other.drop}
            </button>
          </div>
        </div>
      )}
      {Screen === undefined ? (
        <ReviewStep
          {...given}
          kind={kind}
          before={page.record?.content}
          steps={steps}
          remarks={warnings}
          missing={Object.entries(found).filter(([field]) => field !== 'reason')}
          reason={draft.reason}
          onReason={(reason) => {
            setTold({})
            draft.change({ content: draft.content, reason })
          }}
          onEdit={props.onStep}
        />
      ) : (
        <Screen {...given} />
      )}
      {trouble !== undefined && <TroubleNote trouble={trouble} retry={props.onReload} />}
      <div class="thumb">
        <button class={kind === 'void' ? 'btn stop' : 'btn'} disabled={submitting.busy}>
          {!last ? filling.next : kind === 'void' ? filling.review.submitVoid : filling.review.submit}
        </button>
        <button
          type="button"
          class="btn plain"
          onClick={() => {
            const saved = draft.save()
            if (before === undefined) void saved.then(props.onLeave)
            else props.onStep(before)
          }}
        >
          {before === undefined ? filling.leave : filling.back}
        </button>
      </div>
      <p class="saving note">
        <span role="status">{filling.saved[draft.saving]}</span>
        <button type="button" class="btn link" onClick={() => void draft.save(true)}>
          {filling.saved.button}
        </button>
      </p>
    </form>
  )
}
