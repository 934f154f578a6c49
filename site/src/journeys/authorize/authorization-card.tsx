import { useRef, useState } from 'preact/hooks'
import { showEnd } from '#model/calendar/caps.ts'
import { groupCode } from '#model/codes/codes.ts'
import type { Reason } from '#model/reasons.ts'
import { authorize } from '#words/graduate/authorize.ts'
import { graduateReasons } from '#words/reasons/graduate.ts'
import { type Cards, graduate } from '../../kit/send.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { left } from '../../kit/time.ts'
import { useCopy } from '../../kit/use-copy.ts'
import { useAct } from '../../kit/use-act.ts'
import type { InPerson } from './in-person.tsx'
import { StepUpFirst } from './step-up.tsx'
import { ValidityForm } from './validity-form.tsx'

type Card = Cards['cards'][number]

/** One word with gaps for the eye only: what is copied has none. */
function Code({ code }: { code: string }) {
  const { word, said, copy } = useCopy(code, { copied: authorize.copied, byHand: authorize.copyFailed })
  return (
    <div class="code-row">
      <span class="code" ref={word}>
        {groupCode(code).map((part) => (
          <span>{part}</span>
        ))}
      </span>
      <button type="button" class="btn row quiet" onClick={copy}>
        {authorize.copy}
      </button>
      <span class="note" role="status">
        {said}
      </span>
    </div>
  )
}

const supersededWhy = ({ supersededBecause, closedBecause }: Card): Reason => {
  if (supersededBecause === null) return 'frozen'
  return supersededBecause !== 'dispute' && closedBecause === 'not_registered' ? 'voided' : supersededBecause
}

/** Why the card stands as it does, and what can be done. */
function Standing({ card, setting }: { card: Card; setting: boolean }) {
  const again = card.closedBecause === null ? authorize.again : ''
  const superseded = supersededWhy(card)
  const why =
    card.state === 'superseded' && card.closedBecause !== 'on_hold'
      ? graduateReasons[superseded] + (superseded === 'frozen' ? again : '')
      : card.state === 'expired'
        ? graduateReasons.chosen_day + again
        : card.state === 'ended'
          ? graduateReasons.graduate + again
          : undefined
  const closed = card.closedBecause === null ? undefined : authorize.closed[card.closedBecause]
  return (
    <>
      {card.endsSoon && !setting && (
        <p class="warn" role="status">
          {authorize.endsSoon}
        </p>
      )}
      {why !== undefined && <p>{why}</p>}
      {closed !== undefined && card.state !== 'active' && <p>{closed}</p>}
      {card.kind === 'archive' &&
        card.open &&
        !card.hasArchiveBlock &&
        !setting &&
        card.state !== 'active' && <p class="warn">{authorize.noArchiveBlock}</p>}
    </>
  )
}

interface Props {
  card: Card
  view: Cards
  provider: string
  inPerson: InPerson
  secondsLeft: number
  onCard: (card: Card) => void
}

export function AuthorizationCard({ card, view, provider, inPerson, secondsLeft, onCard }: Props) {
  const draftName = `wanted:${card.kind}`
  const [setting, setSetting] = useState(() => findDraft(draftName) === true)
  const [said, setSaid] = useState('')
  // one that was open at some time while this page is: its ten minutes can be over
  const everOpen = useRef(false)
  if (secondsLeft > 0) everOpen.current = true
  const hadStepUp = everOpen.current
  const giving = useAct(graduate.authorizations.$post)
  const changing = useAct(graduate.authorizations[':id'].validity.$post)
  const ending = useAct(graduate.authorizations[':id'].end.$post)
  const active = card.state === 'active'
  const id = card.authorizationId

  const want = (wanted: boolean) => {
    setSetting(wanted)
    setSaid('')
    if (wanted) keepDraft(draftName, true)
    else dropDraft(draftName)
  }
  const save = async (lastDay: string) => {
    const answer =
      active && id !== null
        ? await changing.run({ param: { id }, json: { lastDay } })
        : await giving.run({
            json: {
              kind: card.kind,
              lastDay,
              consent: true,
              consentTextVersion: view.consentTextVersion,
            },
          })
    if (answer === undefined) return
    dropDraft(`validity:${card.kind}`)
    want(false)
    onCard(answer.card)
    const done = active ? authorize.changed : authorize.saved
    setSaid(answer.cut ? `${done}${authorize.cut(answer.card.lastDay ?? '')}` : done)
  }
  const end = async () => {
    if (id === null) return
    const answer = await ending.run({ param: { id }, json: {} })
    if (answer === undefined) return
    want(false)
    onCard(answer.card)
    setSaid(authorize.ended)
  }
  const remaining = active && card.validUntil !== null ? left(card.validUntil, view.now) : undefined

  return (
    <section class="card" aria-labelledby={`${card.kind}-title`}>
      <div class="card-head">
        <h2 id={`${card.kind}-title`}>{authorize.cards[card.kind]}</h2>
        <State as={authorize.states[card.state]} />
      </div>
      {active && card.code !== null && <Code code={card.code} />}
      <dl>
        {!active && (
          <>
            <dt>{authorize.code}</dt>
            <dd class={card.code === null ? undefined : 'num old'}>{card.code ?? authorize.noCode}</dd>
          </>
        )}
        <dt>{authorize.until}</dt>
        <dd class={card.validUntil === null ? undefined : 'num'}>
          {card.validUntil === null ? authorize.noUntil : showEnd(Date.parse(card.validUntil))}
          {remaining !== undefined && (
            <>
              <br />
              <span class="note">{authorize.left[remaining.unit](remaining.count)}</span>
            </>
          )}
        </dd>
        <dt>{authorize.status}</dt>
        <dd>{authorize.states[card.state][2]}</dd>
      </dl>
      <p class="said" role="status" hidden={said === ''}>
        {said}
      </p>
      <Standing card={card} setting={setting} />
      {active && !setting && (
        <div class="actions">
          {card.reportPath !== null && (
            <a class="btn row" href={card.reportPath}>
              {authorize.report}
            </a>
          )}
          <button type="button" class="btn row quiet" onClick={() => want(true)}>
            {authorize.change}
          </button>
        </div>
      )}
      {card.open && !active && !setting && (
        <button type="button" class="btn" onClick={() => want(true)}>
          {card.state === 'unset' ? authorize.set : authorize.setAgain}
        </button>
      )}
      {setting &&
        (active || card.open) &&
        (!active && secondsLeft === 0 && !hadStepUp ? (
          <StepUpFirst provider={provider} inPerson={inPerson} over={false} onCancel={() => want(false)} />
        ) : (
          <ValidityForm
            kind={card.kind}
            now={view.now}
            serviceLastDay={view.serviceLastDay}
            current={active ? (card.lastDay ?? undefined) : undefined}
            secondsLeft={secondsLeft}
            hadStepUp={hadStepUp}
            provider={provider}
            inPerson={inPerson}
            busy={giving.busy || changing.busy}
            trouble={giving.trouble ?? changing.trouble}
            noArchiveBlock={card.kind === 'archive' && !active && !card.hasArchiveBlock}
            onSubmit={(day) => void save(day)}
            onCancel={() => want(false)}
          />
        ))}
      {active && !setting && (
        <div class="end">
          <button type="button" class="btn row stop" disabled={ending.busy} onClick={() => void end()}>
            {authorize.end}
          </button>
          <p class="note">{authorize.endSays}</p>
        </div>
      )}
      {ending.trouble !== undefined && <TroubleNote trouble={ending.trouble} />}
      {(card.code !== null || card.lookups > 0) && (
        <a class="more" href="/graduate/lookups/">
          {authorize.lookups(card.lookups)}
        </a>
      )}
    </section>
  )
}
