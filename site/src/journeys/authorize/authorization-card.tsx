import { useRef, useState } from 'preact/hooks'
import { showEnd } from '#model/calendar/caps.ts'
import { groupCode } from '#model/codes/codes.ts'
import { authorize } from '#words/graduate/authorize.ts'
import { graduateReasons } from '#words/reasons/graduate.ts'
import { type Answer, type Cards, graduate } from '../../kit/send.ts'
import type { Act } from '../../kit/graduate/done.tsx'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { Said } from '../../kit/said.tsx'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { left } from '../../kit/time.ts'
import { Groups } from '../../kit/groups.tsx'
import { useCopy } from '../../kit/use-copy.ts'
import { useAct } from '../../kit/use-act.ts'
import type { InPerson } from './in-person.tsx'
import { Resume } from './resume.tsx'
import { StepUpFirst } from './step-up.tsx'
import { ValidityForm } from './validity-form.tsx'

type Card = Cards['cards'][number]

/** One word with gaps for the eye only: what is copied has none. */
function Code({ code }: { code: string }) {
  const { word, said, copy } = useCopy(code, { copied: authorize.copied, byHand: authorize.copyFailed })
  return (
    <div class="code-row">
      <span class="code" ref={word}>
        <Groups of={code} />
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

/** Why the card stands as it does, and what can be done. */
function Standing({ card, setting }: { card: Card; setting: boolean }) {
  const { because, closedBecause, state } = card
  // what no one can help is said once: for a code that is dead and for a card that is closed
  const why = because === null || because === 'cap' ? undefined : graduateReasons[because]
  const what =
    closedBecause === null
      ? why === undefined
        ? undefined
        : authorize.again
      : authorize.closed[closedBecause]
  return (
    <>
      {card.endsSoon && !setting && (
        <p class="warn" role="status">
          {authorize.endsSoon}
        </p>
      )}
      {why !== undefined && <p>{why}</p>}
      {what !== undefined && state !== 'active' && <p>{what}</p>}
      {card.kind === 'archive' && card.open && !card.hasArchiveBlock && !setting && state !== 'active' && (
        <p class="warn">{authorize.noArchiveBlock}</p>
      )}
    </>
  )
}

interface Props {
  card: Card
  view: Cards
  provider: string
  inPerson: InPerson
  secondsLeft: number
  /** an act that ends with a page of its own */
  onAct: (act: Act) => void
  /** a small one: the page is read again */
  onChanged: () => void
}

type Given = Answer<typeof graduate.authorizations.$post>

const factsOf = ({ card, cut }: Given): [string, string][] => [
  [authorize.code, groupCode(card.code ?? '').join(' ')],
  [authorize.until, showEnd(Date.parse(card.validUntil ?? '')) + (cut ? authorize.cutBy : '')],
]

export function AuthorizationCard({ card, view, provider, inPerson, secondsLeft, onAct, onChanged }: Props) {
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
  const saved = () => {
    dropDraft(`validity:${card.kind}`)
    want(false)
  }
  const change = async (authorizationId: string, lastDay: string) => {
    const answer = await changing.run({ param: { id: authorizationId }, json: { lastDay } })
    if (answer === undefined) return
    saved()
    onChanged()
    const cut = answer.cut ? authorize.cut(answer.card.lastDay ?? '') : ''
    setSaid(`${authorize.changed}${cut}`)
  }
  const give = async (lastDay: string) => {
    const { kind } = card
    const { consentTextVersion } = view
    const answer = await giving.run({ json: { kind, lastDay, consent: true, consentTextVersion } })
    if (answer === undefined) return
    saved()
    onAct({ kind: 'authorized', at: answer.authorizedAt, number: answer.number, facts: factsOf(answer) })
  }
  const end = async () => {
    if (id === null) return
    const answer = await ending.run({ param: { id }, json: {} })
    if (answer === undefined) return
    want(false)
    onAct({ kind: 'ended', at: answer.endedAt, number: answer.number })
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
              <span class="note">{remaining.says}</span>
            </>
          )}
        </dd>
        <dt>{authorize.status}</dt>
        <dd>{authorize.states[card.state][2]}</dd>
      </dl>
      <Said says={said} />
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
      {card.resumableUntil !== null && !setting && <Resume card={card} now={view.now} onDone={onAct} />}
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
            onSubmit={(day) => void (active && id !== null ? change(id, day) : give(day))}
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
