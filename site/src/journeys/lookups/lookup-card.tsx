import { useEffect, useRef, useState } from 'preact/hooks'
import { showInstant } from '#model/calendar/caps.ts'
import { lookups } from '#words/graduate/lookups.ts'
import { type Answer, graduate, type Lookups, type SchoolContact } from '../../kit/send.ts'
import { Said } from '../../kit/said.tsx'
import { State, TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import { Contact } from '../../kit/graduate/frame.tsx'

type Item = Lookups['lookups'][number]

const instant = (iso: string) => showInstant(Date.parse(iso))

const whoAsked = ({ department, origin }: Item) =>
  department ?? `${lookups.anonymous} · ${origin === '' ? lookups.fromNowhere : lookups.from(origin)}`

interface Props {
  of: Item
  contact: () => SchoolContact | undefined
  onFrozen: () => void
}

export function Lookup({ of, contact, onFrozen }: Props) {
  const says = lookups.disown
  const disowning = useAct(graduate.lookups[':receipt'].disowning.$post)
  const [asking, setAsking] = useState(false)
  const question = useRef<HTMLDivElement>(null)
  // the button that was pressed is gone
  useEffect(() => question.current?.focus(), [asking])
  const [done, setDone] = useState<Answer<(typeof graduate.lookups)[':receipt']['disowning']['$post']>>()
  const disownedAt = done?.disownedAt ?? of.disownedAt
  const school = of.codeKind === 'transfer'
  const confirm = async () => {
    const answer = await disowning.run({ param: { receipt: of.receipt }, json: {} })
    if (answer === undefined) return
    setAsking(false)
    setDone(answer)
    if (answer.code === 'frozen') onFrozen()
  }
  return (
    <li class="card lookup">
      <div class="card-head">
        <time class="num" dateTime={of.at}>
          {instant(of.at)}
        </time>
        <State as={lookups.verdicts[of.verdict]} />
      </div>
      <p>
        {school ? lookups.transfer : lookups.kinds[of.kind]} · {lookups.via[of.via]}
      </p>
      <p class="note">{whoAsked(of)}</p>
      {of.repeats > 0 && <p class="note">{lookups.repeats(of.repeats)}</p>}
      <p class="note">
        {of.verdict !== 'unknown' && (
          <>
            {lookups.receipt} <span class="num">{of.receipt}</span> ·{' '}
          </>
        )}
        {of.chainSeq === null ? lookups.unsealed : lookups.sealed(of.chainSeq)}
      </p>
      {disownedAt !== null && <p class="warn">{says.marked(instant(disownedAt))}</p>}
      <Said says={done === undefined ? '' : says.done[done.code]} />
      {done?.code === 'frozen' && (
        <a class="more" href="/graduate/authorize/">
          {says.again}
        </a>
      )}
      {disownedAt !== null && school && <Contact of={contact()} />}
      {disownedAt === null && !asking && (
        <button type="button" class="btn link" onClick={() => setAsking(true)}>
          {says.go}
        </button>
      )}
      {asking && (
        <div class="panel stack" role="group" aria-label={says.title} tabIndex={-1} ref={question}>
          <h2>{says.title}</h2>
          <p>{school ? says.school : of.codeLive ? says.live : says.dead}</p>
          <div class="actions">
            <button
              type="button"
              class="btn row stop"
              disabled={disowning.busy}
              onClick={() => void confirm()}
            >
              {of.codeLive && !school ? says.confirmLive : says.confirm}
            </button>
            <button
              type="button"
              class="btn row plain"
              disabled={disowning.busy}
              onClick={() => setAsking(false)}
            >
              {says.cancel}
            </button>
          </div>
          {disowning.trouble !== undefined && (
            <TroubleNote trouble={disowning.trouble} retry={() => void confirm()} />
          )}
        </div>
      )}
    </li>
  )
}
