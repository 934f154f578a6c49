import { graduate } from '#words/graduate/graduate.ts'
import { screens } from '#words/site/screens.ts'
import { ContactText } from '../contact-text.tsx'
import { dropAllDrafts } from '../draft.ts'
import { told } from '../mount.tsx'
import { Verdict } from '../screens.tsx'
import type { SchoolContact, Session } from '../send.ts'

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
