import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { screens } from '#words/site/screens.ts'
import { site } from '#words/site/site.ts'
import { ContactText } from './contact-text.tsx'
import { told } from './mount.tsx'
import type { Trouble } from './trouble.ts'
import type { Loaded } from './use-loaded.ts'

export type Tone = 'good' | 'wait' | 'stop' | ''
/** A state is a word and a shape, never a color alone. */
export const State = ({ as: [tone, shape, word] }: { as: readonly [Tone, string, string] }) => (
  <span class={`state ${tone}`}>
    <span aria-hidden="true">{shape}</span>
    {word}
  </span>
)

const signs = { good: '✓', wait: '!', stop: '✕' }

export const Verdict = (props: {
  tone: 'good' | 'wait' | 'stop'
  /** in place of the tone's own */
  mark?: string
  title: string
  children?: ComponentChildren
  alert?: boolean
}) => (
  <div class={`verdict ${props.tone}`} role={props.alert === true ? 'alert' : undefined}>
    <span class="sign" aria-hidden="true">
      {props.mark ?? signs[props.tone]}
    </span>
    <div>
      <h2>{props.title}</h2>
      {props.children}
    </div>
  </div>
)

export function Loading() {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 4000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p class="lead waiting" role="status">
      {slow ? screens.slow : screens.loading}
    </p>
  )
}

const desk = () => /^\/(staff|department)\//.exec(location.pathname)?.[1] ?? 'graduate'
const signInAgain = () => `/sign-in/${desk()}?return=${location.pathname}`

/** What happened, what is safe, what to do: beside what was being done, which stays as it is. */
export function TroubleNote({ trouble, retry }: { trouble: Trouble; retry?: (() => void) | undefined }) {
  const next = screens.next[trouble.code as keyof typeof screens.next]
  return (
    <Verdict tone={trouble.kind === 'refused' ? 'stop' : 'wait'} title={trouble.title} alert>
      <p>
        <ContactText of={trouble.detail} />
      </p>
      {trouble.kind !== 'session' && trouble.fields.length === 0 && (
        <p class="note">
          <ContactText of={site.ask(told('support'))} />
        </p>
      )}
      <div class="actions">
        {trouble.kind === 'session' && (
          <a class="btn row" href={signInAgain()}>
            {screens.signIn}
          </a>
        )}
        {next !== undefined && (
          <a class="btn row" href={next[1]}>
            {next[0]}
          </a>
        )}
        {retry !== undefined && trouble.kind !== 'session' && next === undefined && (
          <button type="button" class="btn row quiet" onClick={retry}>
            {screens.retry}
          </button>
        )}
      </div>
    </Verdict>
  )
}

/** Loading, trouble, or the screen itself. */
export function WhenLoaded<T>(props: {
  loaded: Loaded<T>
  reload: () => Promise<void>
  children: (value: T) => ComponentChildren
}) {
  const { loaded, reload } = props
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'trouble') return <TroubleNote trouble={loaded.trouble} retry={() => void reload()} />
  return <>{props.children(loaded.value)}</>
}
