import { showEnd } from '#model/calendar/caps.ts'
import { confirmationStates, graduate, menu, registrationStates } from '#words/graduate/graduate.ts'
import { type Cards, graduate as routes, type RegistrationPage, send, type Session } from '../../kit/send.ts'
import { Entry, EntryButton } from '../../kit/entry.tsx'
import { mount, told } from '../../kit/mount.tsx'
import { State, TroubleNote, WhenLoaded } from '../../kit/screens.tsx'
import { useAct } from '../../kit/use-act.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { useState } from 'preact/hooks'
import { Deadlines } from '../../kit/graduate/deadlines.tsx'
import { Contact, OnHold, SignOut, Steps } from '../../kit/graduate/frame.tsx'

/** without a record there is no state to name, only a sentence */
type Standing = keyof typeof confirmationStates | 'unregistered'
interface Shown {
  session: Session
  standing: Standing | undefined
  registration: RegistrationPage | undefined
  /** live codes in their last days */
  ending: Cards['cards']
}

async function load(): Promise<Shown> {
  const session = await send(routes.session.$get)
  if (session.entry === null) return { session, standing: undefined, registration: undefined, ending: [] }
  if (session.step === 'basic-info') {
    location.replace('/graduate/basic-info/')
    return new Promise(() => {})
  }
  const [record, registration, cards] = await Promise.all([
    send(routes.record.$get).catch(() => undefined),
    send(routes.registration.$get).catch(() => undefined),
    session.step === 'authorize' ? send(routes.authorizations.$get).catch(() => undefined) : undefined,
  ])
  const ending = cards?.cards.filter((card) => card.endsSoon) ?? []
  return { session, standing: record?.state, registration, ending }
}

/** What is to be done next, in a word of `menu.missing`; what is under way comes before what could be begun. */
function nextOf({ session, standing, registration }: Shown): keyof typeof menu.missing | undefined {
  const open = registration?.open
  if (open?.state === 'returned') return 'returned'
  if (open?.state === 'draft') return 'draft'
  if (standing === 'unregistered') {
    if (open !== null && open !== undefined) return 'review'
    return registration?.elsewhere === null ? 'register' : 'elsewhere'
  }
  if (standing === 'disputed') return 'disputed'
  return session.step === 'confirm' || session.step === 'authorize' ? session.step : undefined
}

const toRegister = new Set<string>(['register', 'draft', 'returned', 'review', 'elsewhere'])

function RegistrationEntries({ registration, first }: { registration: RegistrationPage; first: boolean }) {
  const { open, elsewhere } = registration
  return (
    <>
      <Entry
        href="/graduate/register/"
        glyph={menu.register.glyph}
        title={menu.register.title}
        says={elsewhere === null ? menu.register.says : menu.register.elsewhere(elsewhere.name)}
        first={first}
      >
        {open !== null && <State as={registrationStates[open.state]} />}
      </Entry>
      {registration.offers.archive_change.allowed && (
        <Entry
          href="/graduate/register/?kind=archive_change"
          glyph={menu.archiveChange.glyph}
          title={menu.archiveChange.title}
          says={menu.archiveChange.says}
        />
      )}
    </>
  )
}

/** 到期提醒: a live code ends within days, and what can be done. */
const Ending = ({ cards }: { cards: Cards['cards'] }) => (
  <>
    {cards.map((card) => (
      <div class="warn" role="status">
        <p>{menu.ending(card.kind, showEnd(Date.parse(card.validUntil ?? '')))}</p>
        <a href="/graduate/authorize/">{menu.extend}</a>
      </div>
    ))}
  </>
)

function Chooser({ session, onChosen }: { session: Session; onChosen: () => void }) {
  const choosing = useAct(routes.entry.$post)
  return (
    <section class="stack">
      <div>
        <h2>{menu.choose}</h2>
        <p class="lead">{menu.chooseLead}</p>
      </div>
      {session.entries.map((entry) => (
        <EntryButton
          glyph={entry.schoolName.slice(0, 1)}
          title={entry.schoolName}
          says={`${entry.level} · ${entry.major} · ${menu.graduation(entry.graduationMonth)}`}
          disabled={choosing.busy}
          onChoose={() =>
            void choosing
              .run({ json: { entryId: entry.id } })
              .then((answer) => answer !== undefined && onChosen())
          }
        >
          {entry.chosen && <State as={['good', '●', menu.chosen]} />}
        </EntryButton>
      ))}
      {choosing.trouble !== undefined && <TroubleNote trouble={choosing.trouble} />}
    </section>
  )
}

function Modules({ session, standing, registration, next }: Shown & { next: ReturnType<typeof nextOf> }) {
  const confirmed = session.step === 'authorize'
  const registering = next !== undefined && toRegister.has(next)
  return (
    <nav class="stack" aria-label={menu.modules}>
      {registration !== undefined && <RegistrationEntries registration={registration} first={registering} />}
      <Entry
        href="/graduate/confirm/"
        glyph={menu.confirm.glyph}
        title={menu.confirm.title}
        says={menu.confirm.says}
        first={!(confirmed || registering)}
      >
        {standing !== undefined && standing !== 'unregistered' && <State as={confirmationStates[standing]} />}
      </Entry>
      <Entry
        href="/graduate/authorize/"
        glyph={menu.authorize.glyph}
        title={menu.authorize.title}
        says={confirmed ? menu.authorize.says : menu.locked}
        first={confirmed && !registering}
      />
      {confirmed && (
        <Entry
          href="/graduate/lookups/"
          glyph={menu.lookups.glyph}
          title={menu.lookups.title}
          says={menu.lookups.says}
        />
      )}
    </nav>
  )
}

/** Registering and confirming is no deadline for who has done it; changing is none where it is done elsewhere. */
function daysThatCount({ session, registration }: Shown, all: NonNullable<Session['entry']>['deadlines']) {
  const { registerEndsAt, changesEndAt, ...caps } = all
  return {
    ...(session.step === 'authorize' ? {} : { registerEndsAt }),
    ...(registration?.elsewhere === null ? { changesEndAt } : {}),
    ...caps,
  }
}

function Menu() {
  const { loaded, reload } = useLoaded(load)
  const [changing, setChanging] = useState(false)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(shown) => {
        const { session } = shown
        const next = nextOf(shown)
        const entry = session.entries.find((each) => each.chosen)
        if (entry === undefined || changing)
          return (
            <>
              <Chooser
                session={session}
                onChosen={() => {
                  setChanging(false)
                  void reload()
                }}
              />
              <SignOut />
            </>
          )
        return (
          <>
            <Steps step={session.step} />
            <section class="who">
              <div>
                <h2>{menu.greeting(session.person.name)}</h2>
                <p class="note">
                  {entry.schoolName} · {entry.level} · {entry.major} ·{' '}
                  {menu.graduation(entry.graduationMonth)}
                </p>
              </div>
              {session.entries.length > 1 && (
                <button type="button" class="btn link" onClick={() => setChanging(true)}>
                  {menu.change}
                </button>
              )}
            </section>
            <OnHold entry={session.entry} />
            {session.entry?.onHold === null && next !== undefined && <p class="lead">{menu.missing[next]}</p>}
            <Ending cards={shown.ending} />
            <Modules {...shown} next={next} />
            {session.entry !== null && (
              <Deadlines now={session.now} of={daysThatCount(shown, session.entry.deadlines)} />
            )}
            <Contact of={session.entry?.schoolContact} />
            <p class="note">{graduate.account(told('support'))}</p>
            <div class="ends">
              <a class="btn link" href="/graduate/basic-info/">
                {menu.basicInfo}
              </a>
              <a class="btn link" href="/graduate/dispatch/">
                {menu.dispatch}
              </a>
              <a class="btn link" href="/graduate/history/">
                {menu.history}
              </a>
              <SignOut />
            </div>
          </>
        )
      }}
    </WhenLoaded>
  )
}

mount(<Menu />)
