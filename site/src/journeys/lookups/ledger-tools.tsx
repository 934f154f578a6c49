import { useState } from 'preact/hooks'
import { lookups } from '#words/graduate/lookups.ts'
import { Field } from '../../kit/field.tsx'
import { type ChainCheck, graduate, send } from '../../kit/send.ts'
import { TroubleNote, Verdict } from '../../kit/screens.tsx'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'

const says = lookups.ledger

const Head = ({ hash }: { hash: string }) => (
  <>
    <p>{says.head}</p>
    <p class="num hash">{hash}</p>
  </>
)

function Checked({ chain, noted }: { chain: ChainCheck; noted: string }) {
  if (chain.broken !== null)
    return (
      <Verdict tone="stop" title={says.broken[chain.broken.because](chain.broken.at)} alert>
        <p>{says.brokenSays}</p>
      </Verdict>
    )
  const lost = noted !== '' && chain.noted === null
  if (lost)
    return (
      <Verdict tone="stop" title={says.lost} alert>
        <p>{says.lostSays}</p>
        <p>{says.whole(chain.sealed)}</p>
        <Head hash={chain.head} />
      </Verdict>
    )
  return (
    <Verdict tone="good" title={chain.sealed === 0 ? says.none : says.whole(chain.sealed)}>
      {chain.noted !== null && <p>{says.found(chain.noted)}</p>}
      <Head hash={chain.head} />
    </Verdict>
  )
}

/** Recomputes the chain on the server, and leads to the files. */
export function LedgerTools() {
  const [noted, setNoted] = useState('')
  const [asked, setAsked] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [chain, setChain] = useState<ChainCheck>()
  const [trouble, setTrouble] = useState<Trouble>()
  const check = async () => {
    const hash = noted.replaceAll(/\s/g, '').toLowerCase()
    setWrong(false)
    setTrouble(undefined)
    if (hash !== '' && !/^[0-9a-f]{64}$/.test(hash)) return setWrong(true)
    setBusy(true)
    try {
      setChain(await send(graduate.lookups.chain.$get, { query: hash === '' ? {} : { noted: hash } }))
      setAsked(hash)
    } catch (error) {
      setTrouble(troubleOf(error))
    }
    setBusy(false)
  }
  return (
    <details class="card ledger">
      <summary>{says.title}</summary>
      <div class="stack">
        <p>
          {says.says}
          <a href="/help/lookup-ledger/">{says.how}</a>
        </p>
        <Field
          id="noted"
          label={says.noted}
          hint={says.notedHint}
          fault={wrong ? says.notedWrong : undefined}
          alert
        >
          {(tied) => (
            <input
              {...tied}
              class="hash num"
              value={noted}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setNoted(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="button" class="btn" disabled={busy} onClick={() => void check()}>
          {busy ? says.checking : says.check}
        </button>
        {trouble !== undefined && <TroubleNote trouble={trouble} retry={() => void check()} />}
        {chain !== undefined && trouble === undefined && <Checked chain={chain} noted={asked} />}
        <div class="actions">
          <a class="btn quiet" href="/api/graduate/lookups/export" download>
            {says.json}
          </a>
          <a class="btn plain" href="/api/graduate/lookups/export?as=csv" download>
            {says.csv}
          </a>
        </div>
      </div>
    </details>
  )
}
