import { useEffect, useState } from 'preact/hooks'
import { done as doneWords } from '#words/graduate/done.ts'
import { progress } from '#words/graduate/progress.ts'
import { register } from '#words/graduate/register.ts'
import { graduate, type RegistrationPage, send, type Session } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { mount } from '../../kit/mount.tsx'
import { Verdict, WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { type Act, Done } from '../../kit/graduate/done.tsx'
import { type Kind, type Step, stepsOf } from './asked.ts'
import type { FormProps } from './form.tsx'
import type { StandingProps } from './standing.tsx'

const load = async () => {
  const [session, page] = await Promise.all([send(graduate.session.$get), send(graduate.registration.$get)])
  return { session, page }
}

const here = '/graduate/register/'
const asked = (): Kind | undefined => {
  const kind = new URLSearchParams(location.search).get('kind') ?? ''
  return kind in register.kinds ? (kind as Kind) : undefined
}

/** The step stands in the address, so that the phone's way back leads through the steps. */
function useHash() {
  const [hash, setHash] = useState(location.hash.slice(1))
  useEffect(() => {
    const changed = () => setHash(location.hash.slice(1))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return hash
}

// each is fetched when it is shown: the form with its rules weighs more than all the rest
const fetchForm = async () => (await import('./form.tsx')).RegistrationForm
const fetchStanding = async () => (await import('./standing.tsx')).RegistrationStanding

function Form(props: FormProps) {
  const { loaded, reload } = useLoaded(fetchForm)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(RegistrationForm) => <RegistrationForm {...props} />}
    </WhenLoaded>
  )
}

function Standing(props: StandingProps) {
  const { loaded, reload } = useLoaded(fetchStanding)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(RegistrationStanding) => <RegistrationStanding {...props} />}
    </WhenLoaded>
  )
}

/** The kind that is open in the form, where it may be. */
function kindToFill(page: RegistrationPage, kind: Kind | undefined): Kind | undefined {
  if (kind === undefined || page.elsewhere !== null) return undefined
  if (page.open !== null)
    return page.open.kind === kind && ['draft', 'returned'].includes(page.open.state) ? kind : undefined
  return page.offers[kind].allowed ? kind : undefined
}

function Screen(props: { session: Session; page: RegistrationPage; reload: () => Promise<void> }) {
  const { session, page, reload } = props
  const hash = useHash()
  const [said, setSaid] = useState('')
  const [done, setDone] = useState<Act>()
  const [kind, setKind] = useState(asked)
  const toFill = kindToFill(page, kind)
  const leave = async (act?: Act) => {
    history.replaceState(null, '', here)
    await reload()
    setDone(act)
    setKind(undefined)
    scrollTo({ top: 0 })
  }
  if (toFill !== undefined) {
    const steps = stepsOf(toFill, page.entry)
    return (
      <Form
        key={`${page.open?.id} ${page.open?.version}`}
        page={page}
        kind={toFill}
        entryId={session.entry?.id ?? ''}
        schoolName={session.entry?.schoolName ?? ''}
        step={steps.find((step) => step === hash) ?? (steps[0] as Step)}
        onStep={(step) => {
          location.hash = step
        }}
        onLeave={() => void leave()}
        onReload={() => void reload()}
        onSubmitted={(act) => {
          setSaid('')
          void leave(act)
        }}
      />
    )
  }
  if (done !== undefined)
    return (
      <Done act={done} says={doneWords.submitted}>
        <a class="btn" href={here}>
          {progress.next.await_review.go}
        </a>
      </Done>
    )
  const offer = kind === undefined || page.elsewhere !== null ? undefined : page.offers[kind]
  const refused = offer?.allowed === false && page.open?.kind !== kind
  return (
    <>
      {refused && kind !== undefined && (
        <Verdict tone="stop" title={register.notAvailable(register.kinds[kind])}>
          <p>
            <ContactText of={offer.detail ?? ''} />
          </p>
        </Verdict>
      )}
      <Standing
        session={session}
        page={page}
        refused={refused}
        said={said}
        onSaid={setSaid}
        onReload={() => void reload()}
      />
    </>
  )
}

function Register() {
  const { loaded, reload } = useLoaded(load)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => <Screen {...shown} reload={reload} />}
    </WhenLoaded>
  )
}

mount(<Register />)
