import { useEffect, useRef, useState } from 'preact/hooks'
import { register } from '#words/graduate/register.ts'
import { graduate, type Registration } from '../../kit/send.ts'
import { TroubleNote } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'

interface Props {
  of: Registration
  onDone: () => void
  onReload: () => void
}

export function Withdraw({ of, onDone, onReload }: Props) {
  const act = useAct(graduate.registration.withdrawal.$post)
  return (
    <>
      <p class="note">{register.review.withdrawSays}</p>
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={onReload} />}
      <button
        type="button"
        class="btn quiet"
        disabled={act.busy}
        onClick={async () => {
          if ((await act.run({ json: { id: of.id, version: of.version } })) !== undefined) onDone()
        }}
      >
        {register.review.withdraw}
      </button>
    </>
  )
}

/** Asks once more: what is deleted does not come back. */
export function Discard({ of, onDone, onReload }: Props) {
  const act = useAct(graduate.registration.discard.$post)
  const [asked, setAsked] = useState(false)
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asked) keep.current?.focus()
  }, [asked])
  const says = register.draft
  if (!asked)
    return (
      <button type="button" class="btn link danger" onClick={() => setAsked(true)}>
        {of.state === 'returned' ? register.returned.discard : says.discard}
      </button>
    )
  return (
    <div class="warn stack" role="alert">
      <p>{says.discardAsk}</p>
      {act.trouble !== undefined && <TroubleNote trouble={act.trouble} retry={onReload} />}
      <div class="actions">
        <button type="button" class="btn row plain" ref={keep} onClick={() => setAsked(false)}>
          {says.discardNo}
        </button>
        <button
          type="button"
          class="btn row stop"
          disabled={act.busy}
          onClick={async () => {
            if ((await act.run({ json: { id: of.id, version: of.version } })) !== undefined) onDone()
          }}
        >
          {says.discardYes}
        </button>
      </div>
    </div>
  )
}
