import { useEffect, useRef, useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { reviews } from '#words/staff/reviews.ts'
import { type Review as ReviewView, send, staff } from '../../kit/send.ts'
import { dropDraft } from '../../kit/draft.ts'
import { State, TroubleNote, Verdict, WhenLoaded } from '../../kit/screens.tsx'
import { DAY } from '../../kit/time.ts'
import { useAct } from '../../kit/use-act.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { ReturnForm, returnDraft } from './return-form.tsx'
import { Comparison, Facts, Trail, Warnings } from './review-facts.tsx'
import { Keys } from './review-queue.tsx'
import { number } from '../../kit/number.ts'
import { useKeys } from '../../kit/use-keys.ts'

interface Props {
  id: string
  /** the level this account decides at */
  level: 'college' | 'school'
  /** among those on the page, from 1; 0 for one that is not there any more */
  place: { at: number; all: number }
  onMove: (step: number) => void
  onClose: () => void
  onDecided: (said: string) => void
  onOvertaken: () => void
}

/** Somebody else was first, or it changed meanwhile: nothing was decided here. */
const overtaken = new Set(['registration.changed', 'registration.out_of_order', 'state.changed'])

/** A second tap of the key must not decide about the next one, which nobody has seen yet. */
const seenAfter = 700

const saidOf = (of: ReviewView, level: Props['level']): string => {
  const { approvedCollege, approvedSchool, voided } = reviews.done
  if (level === 'college') return approvedCollege(of.graduate.name)
  return (of.kind === 'void' ? voided : approvedSchool)(of.graduate.name)
}

function Head({ of, place, onMove, onClose }: Props & { of: ReviewView }) {
  const waited =
    of.submittedAt === null ? 0 : Math.floor((Date.parse(of.now) - Date.parse(of.submittedAt)) / DAY)
  return (
    <>
      <div class="ends review-ways">
        <button type="button" class="btn link" onClick={onClose}>
          ‹ {reviews.back}
        </button>
        <span class="note">
          {place.at > 0 && (
            <>
              {reviews.place(number(place.at), number(place.all))}{' '}
              <button type="button" class="btn link" disabled={place.at === 1} onClick={() => onMove(-1)}>
                {reviews.older}
              </button>{' '}
            </>
          )}
          <button type="button" class="btn link" disabled={place.at >= place.all} onClick={() => onMove(1)}>
            {reviews.newer}
          </button>
        </span>
      </div>
      <div class="card-head">
        <h2>
          {of.graduate.name} · {reviews.kinds[of.kind]}
        </h2>
        <State as={reviews.states[of.state]} />
      </div>
      {of.submittedAt !== null && (
        <p class="note">
          {reviews.submitted(showInstant(Date.parse(of.submittedAt)))}
          {waited > 0 && ` · ${reviews.waited(number(waited))}`}
        </p>
      )}
    </>
  )
}

function Decide(props: Props & { of: ReviewView; onAgain: () => void }) {
  const { of, level } = props
  const [returning, setReturning] = useState(false)
  const approval = useAct(staff.registrations[':id'].approval.$post)
  const refusal = useAct(staff.registrations[':id'].return.$post)
  const busy = approval.busy || refusal.busy
  const shownAt = useRef(performance.now())

  const approve = async () => {
    if (busy || (await approval.run({ param: { id: of.id }, json: { version: of.version } })) === undefined)
      return
    dropDraft(returnDraft(of.id))
    props.onDecided(saidOf(of, level))
  }
  const giveBack = async (reason: string) => {
    if (
      busy ||
      (await refusal.run({ param: { id: of.id }, json: { version: of.version, reason } })) === undefined
    )
      return
    dropDraft(returnDraft(of.id))
    props.onDecided(reviews.done.returned(of.graduate.name))
  }
  const trouble = approval.trouble ?? refusal.trouble
  const late = trouble !== undefined && overtaken.has(trouble.code)
  useEffect(() => {
    if (late) props.onAgain()
  }, [late])
  const mayKey = () => !busy && !returning && performance.now() - shownAt.current > seenAfter
  useKeys({
    a: () => mayKey() && of.mayDecide.allowed && void approve(),
    r: () => mayKey() && setReturning(true),
    Escape: () => (returning ? setReturning(false) : props.onClose()),
    j: () => !returning && props.onMove(1),
    k: () => !returning && props.onMove(-1),
  })
  const blocked = !of.mayDecide.allowed && (
    <Verdict tone="wait" title={reviews.cannot}>
      {of.mayDecide.detail !== null && <p>{of.mayDecide.detail}</p>}
    </Verdict>
  )
  // whoever is no second person may still give it back
  if (blocked !== false && of.mayDecide.because !== 'registration.second_person') return blocked
  return (
    <div class="decide">
      {trouble !== undefined && !late && <TroubleNote trouble={trouble} />}
      {returning ? (
        <ReturnForm
          id={of.id}
          busy={busy}
          onReturn={(reason) => void giveBack(reason)}
          onCancel={() => setReturning(false)}
        />
      ) : (
        <>
          {blocked === false ? (
            <p class="note">{reviews.approveSays[level === 'college' ? 'college' : of.kind]}</p>
          ) : (
            blocked
          )}
          <div class="actions">
            {blocked === false && (
              <button type="button" class="btn row" disabled={busy} onClick={() => void approve()}>
                {reviews.approve}
              </button>
            )}
            <button type="button" class="btn row plain" disabled={busy} onClick={() => setReturning(true)}>
              {reviews.return}
            </button>
          </div>
        </>
      )}
    </div>
  )
}

/** One registration: who, what it changes, what speaks against it, what happened, and the decision. */
export function Review(props: Props) {
  const { loaded, reload } = useLoaded(() =>
    send(staff.registrations[':id'].$get, { param: { id: props.id } }),
  )
  const [late, setLate] = useState(false)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    scrollTo({ top: 0 })
    top.current?.focus()
  }, [])
  const again = () => {
    setLate(true)
    void reload()
    props.onOvertaken()
  }
  return (
    <div class="stack review" ref={top} tabIndex={-1}>
      <WhenLoaded loaded={loaded} reload={reload}>
        {(of) => (
          <>
            <Head {...props} of={of} />
            {late && <Verdict tone="wait" title={reviews.overtaken} alert />}
            <Warnings of={of.warnings} />
            <div class="review-columns">
              <Comparison of={of} />
              <div class="stack">
                <Facts of={of.graduate} />
                {of.reason !== '' && (
                  <section class="card">
                    <h3>{reviews.reason}</h3>
                    <p class="own-words">{of.reason}</p>
                  </section>
                )}
                <Trail of={of.steps} />
              </div>
            </div>
            <Decide key={of.version} {...props} of={of} onAgain={again} />
            <Keys of={reviews.keys.open} />
          </>
        )}
      </WhenLoaded>
    </div>
  )
}
