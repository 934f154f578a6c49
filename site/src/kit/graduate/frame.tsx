import { graduate } from '#words/graduate/graduate.ts'
import { screens } from '#words/site/screens.ts'
import { ContactText } from '../contact-text.tsx'
import { dropAllDrafts } from '../draft.ts'
import { told } from '../mount.tsx'
import { Verdict } from '../screens.tsx'
import type { SchoolContact, Session } from '../send.ts'

const order = ['basic-info', 'confirm', 'authorize'] as const
const pages = ['/graduate/basic-info/', '/graduate/confirm/', '/graduate/authorize/', '/graduate/authorize/']

/** The whole way, where one is, and what is done. @param reported a live report exists */
export function Steps(props: { step: Session['step'] | undefined; here?: number; reported?: boolean }) {
  const reached = props.step === undefined ? 0 : Math.max(0, order.indexOf(props.step as 'confirm'))
  return (
    <nav aria-label={graduate.stepsLabel}>
      <ol class="steps">
        {graduate.steps.map((name, index) => {
          const done = index < reached || (props.reported === true && index >= 2)
          const here = index === props.here
          const open = index <= reached || done
          return (
            <li
              class={`${done ? 'done' : ''} ${here ? 'here' : ''}`}
              aria-current={here ? 'step' : undefined}
            >
              <span class="dot" aria-hidden="true">
                {done ? '✓' : index + 1}
              </span>
              {open && !here ? <a href={pages[index]}>{name}</a> : <span>{name}</span>}
              {done && <span class="unseen">{graduate.stepDone}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** Label and value; an empty value as the page prints it. */
export const Fields = (props: {
  of: readonly (readonly [string, string])[]
  empty?: string
  /** labels whose values can be called or written to */
  contacts?: readonly string[]
}) => (
  <dl>
    {props.of.map(([label, value]) => (
      <>
        <dt>{label}</dt>
        <dd class={/^[\d-]{5,}$/.test(value) ? 'num' : undefined}>
          {value === '' ? (
            (props.empty ?? screens.empty)
          ) : props.contacts?.includes(label) === true ? (
            <ContactText of={value} />
          ) : (
            value
          )}
        </dd>
      </>
    ))}
  </dl>
)

export function Contact({ of }: { of: SchoolContact | undefined }) {
  const parts = [of?.department, of?.phone, of?.email].filter((part) => part !== undefined && part !== '')
  return (
    <p class="note">
      <ContactText
        of={
          parts.length === 0
            ? graduate.noContact(told('support'))
            : `${graduate.schoolContact}：${parts.join(' · ')}`
        }
      />
    </p>
  )
}

/** Why nothing can be done for now, and whom to ask. */
export const OnHold = ({ entry }: { entry: Session['entry'] }) =>
  entry === null || entry.onHold === null ? null : (
    <Verdict tone="wait" title={graduate.onHold.title(entry.onHold)}>
      <p>{graduate.onHold.says}</p>
      <p>{graduate.onHold.ask}</p>
      <Contact of={entry.schoolContact} />
      <a class="more" href="/graduate/history/">
        {graduate.onHold.history}
      </a>
    </Verdict>
  )

export const SignOut = ({ quiet = true }: { quiet?: boolean }) => (
  <form method="post" action="/sign-out" onSubmit={dropAllDrafts}>
    <button class={quiet ? 'btn link' : 'btn plain'}>{graduate.signOut}</button>
  </form>
)
