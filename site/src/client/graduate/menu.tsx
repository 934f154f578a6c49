import { confirmationStates, graduate, menu } from '../../copy/zh-CN/graduate.ts'
import { api, type Session } from '../api.ts'
import { mount, told } from '../mount.tsx'
import { State, TroubleNote, WhenLoaded } from '../screens.tsx'
import { useAct } from '../use-act.ts'
import { useLoaded } from '../use-loaded.ts'
import { useState } from 'preact/hooks'
import { Contact, OnHold, SignOut, Steps } from './frame.tsx'

/** without a record there is no state to name, only a sentence */
type Standing = keyof typeof confirmationStates | 'unregistered'
interface Shown {
  session: Session
  standing: Standing | undefined
}

async function load(): Promise<Shown> {
  const session = await api.session()
  if (session.entry === null) return { session, standing: undefined }
  if (session.step === 'basic-info') {
    location.replace('/graduate/basic-info/')
    return new Promise(() => {})
  }
  const record = await api.record().catch(() => undefined)
  return { session, standing: record?.state }
}

function Chooser({ session, onChosen }: { session: Session; onChosen: () => void }) {
  const choosing = useAct(api.chooseEntry)
  return (
    <section class="stack">
      <div>
        <h2>{menu.choose}</h2>
        <p class="lead">{menu.chooseLead}</p>
      </div>
      {session.entries.map((entry) => (
        <button
          type="button"
          class="card entry"
          disabled={choosing.busy}
          onClick={async () => {
            if ((await choosing.run(entry.id)) !== undefined) onChosen()
          }}
        >
          <span class="glyph" aria-hidden="true">
            {entry.schoolName.slice(0, 1)}
          </span>
          <span>
            <b>{entry.schoolName}</b>
            <span class="says">
              {entry.level} · {entry.major} · {menu.graduation(entry.graduationMonth)}
            </span>
            {entry.chosen && <State as={['good', '●', menu.chosen]} />}
          </span>
          <span class="chev" aria-hidden="true">
            ›
          </span>
        </button>
      ))}
      {choosing.trouble !== undefined && <TroubleNote trouble={choosing.trouble} />}
    </section>
  )
}

function Modules({ session, standing }: Shown) {
  const confirmed = session.step === 'authorize'
  return (
    <nav class="stack" aria-label={menu.modules}>
      <a class={`card entry ${confirmed ? '' : 'first'}`} href="/graduate/confirm/">
        <span class="glyph" aria-hidden="true">
          {menu.confirm.glyph}
        </span>
        <span>
          <b>{menu.confirm.title}</b>
          <span class="says">{menu.confirm.says}</span>
          {standing !== undefined && standing !== 'unregistered' && (
            <State as={confirmationStates[standing]} />
          )}
        </span>
        <span class="chev" aria-hidden="true">
          ›
        </span>
      </a>
      <a class={`card entry ${confirmed ? 'first' : ''}`} href="/graduate/authorize/">
        <span class="glyph" aria-hidden="true">
          {menu.authorize.glyph}
        </span>
        <span>
          <b>{menu.authorize.title}</b>
          <span class="says">{confirmed ? menu.authorize.says : menu.locked}</span>
        </span>
        <span class="chev" aria-hidden="true">
          ›
        </span>
      </a>
      {confirmed && (
        <a class="card entry" href="/graduate/lookups/">
          <span class="glyph" aria-hidden="true">
            {menu.lookups.glyph}
          </span>
          <span>
            <b>{menu.lookups.title}</b>
            <span class="says">{menu.lookups.says}</span>
          </span>
          <span class="chev" aria-hidden="true">
            ›
          </span>
        </a>
      )}
    </nav>
  )
}

function Menu() {
  const { loaded, reload } = useLoaded(load)
  const [changing, setChanging] = useState(false)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, standing }) => {
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
            {session.entry?.onHold === null &&
              (session.step === 'confirm' || session.step === 'authorize') && (
                <p class="lead">
                  {
                    menu.missing[
                      standing === 'unregistered' || standing === 'disputed' ? standing : session.step
                    ]
                  }
                </p>
              )}
            <Modules session={session} standing={standing} />
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
