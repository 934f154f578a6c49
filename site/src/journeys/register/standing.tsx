import { showInstant } from '#model/calendar/caps.ts'
import { registrationStates } from '#words/graduate/graduate.ts'
import { register } from '#words/graduate/register.ts'
import type { Registration, RegistrationPage, Session } from '../../kit/send.ts'
import { dropDraft, findDraft } from '../../kit/draft.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { Entry } from '../../kit/entry.tsx'
import { Said } from '../../kit/said.tsx'
import { State, Verdict } from '../../kit/screens.tsx'
import { Contact, OnHold } from '../../kit/graduate/frame.tsx'
import { Next } from '../../kit/graduate/way.tsx'
import { draftName, type Kind, stepsOf } from './asked.ts'
import { Summary } from './summary.tsx'
import { Discard, Withdraw } from './take-back.tsx'
import { Stages, Trail } from './trail.tsx'

export interface StandingProps {
  page: RegistrationPage
  session: Session
  /** a kind was asked for that is closed, and the page says why */
  refused: boolean
  /** what was just done, said once */
  said: string
  onSaid: (said: string) => void
  onReload: () => void
}

const instant = (iso: string) => showInstant(Date.parse(iso))

/** A full page of its own, so that the phone's way back leads here. */
const formOf = (kind: Kind, page: RegistrationPage) =>
  `/graduate/register/?kind=${kind}#${stepsOf(kind, page.entry)[0]}`

function Elsewhere(props: StandingProps) {
  const { page } = props
  const { open } = page
  if (page.elsewhere === null) return null
  const { name, url } = page.elsewhere
  return (
    <>
      <Verdict tone="wait" title={register.elsewhere.title(name)}>
        <p>{register.elsewhere.detail}</p>
        {url !== '' && (
          <a class="btn" href={url} target="_blank" rel="noreferrer">
            {register.elsewhere.go(name)}
          </a>
        )}
      </Verdict>
      {page.record !== null && (
        <a class="btn quiet" href="/graduate/confirm/">
          {register.elsewhere.confirm}
        </a>
      )}
      {open !== null && <TakeBack {...props} open={open} />}
    </>
  )
}

function Unregistered({ page, session }: StandingProps) {
  const { allowed, detail } = page.offers.registration
  const begun = findDraft(draftName(session.entry?.id ?? '', 'registration')) !== undefined
  return (
    <Verdict tone="wait" title={register.none.title}>
      {allowed ? (
        <>
          <p>{register.none.detail}</p>
          <a class="btn" href={formOf('registration', page)}>
            {begun ? register.draft.go : register.none.go}
          </a>
        </>
      ) : (
        <>
          <p>
            <ContactText of={detail ?? ''} />
          </p>
        </>
      )}
    </Verdict>
  )
}

/** Out of review, or away altogether. */
function TakeBack({ session, open, onSaid, onReload }: StandingProps & { open: Registration }) {
  const done = (said: string) => {
    dropDraft(draftName(session.entry?.id ?? '', open.kind))
    onSaid(said)
    onReload()
  }
  return open.state === 'college_review' || open.state === 'school_review' ? (
    <Withdraw of={open} onReload={onReload} onDone={() => done(register.review.withdrawn)} />
  ) : (
    <Discard of={open} onReload={onReload} onDone={() => done(register.draft.discarded)} />
  )
}

function Open(props: StandingProps & { open: Registration }) {
  const { page, open } = props
  const { state, kind } = open
  const last = open.steps.findLast((step) => step.act === 'returned' || step.act === 'outdated')
  const underReview = state === 'college_review' || state === 'school_review'
  return (
    <>
      <div class="card-head">
        <h2>{register.kinds[kind]}</h2>
        <State as={registrationStates[state]} />
      </div>
      <Stages of={open} reviewLevels={page.reviewLevels} />
      <div class="stack" role="status">
        {underReview && (
          <Verdict tone="wait" title={register.review.title[state]}>
            <p>{register.review.detail(instant(open.submittedAt ?? open.updatedAt))}</p>
          </Verdict>
        )}
        {state === 'draft' && (
          <Verdict tone="wait" title={register.draft.title}>
            <p>{register.draft.detail(instant(open.updatedAt))}</p>
            <a class="btn" href={formOf(kind, page)}>
              {register.draft.go}
            </a>
          </Verdict>
        )}
        {state === 'returned' && (
          <Verdict
            tone="stop"
            title={register.returned.title[last?.level === 'graduate' ? 'system' : (last?.level ?? 'system')]}
          >
            {last?.act === 'outdated' ? (
              <p>{register.returned.outdated}</p>
            ) : (
              <>
                <p>
                  <b>{register.reasonIs(last?.reason ?? '')}</b>
                </p>
                <p>{register.returned.detail}</p>
              </>
            )}
            <a class="btn" href={formOf(kind, page)}>
              {register.returned.go}
            </a>
          </Verdict>
        )}
      </div>
      {kind === 'void' ? (
        <p class="card">{register.reasonIs(open.reason)}</p>
      ) : (
        (underReview || state === 'returned') && (
          <Summary of={open.content} before={page.record?.content} hukouMovedIn={page.entry.hukouMovedIn} />
        )
      )}
      <TakeBack {...props} />
      {open.steps.length > 0 && (
        <section class="card">
          <h2>{register.trail}</h2>
          <Trail steps={open.steps} />
        </section>
      )}
      {page.record !== null && (
        <details class="card">
          <summary>{register.effective.now}</summary>
          <Summary of={page.record.content} hukouMovedIn={page.entry.hukouMovedIn} />
        </details>
      )}
    </>
  )
}

const changes = ['change', 'archive_change', 'void'] as const

function Effective({
  page,
  session,
  record,
  refused,
}: StandingProps & { record: NonNullable<RegistrationPage['record']> }) {
  const closed = changes.map((kind) => page.offers[kind]).find((offer) => !offer.allowed)
  return (
    <>
      <Verdict tone="good" title={register.effective.title}>
        {session.progress?.confirmation === 'confirmed' && <p>{register.effective.confirmed}</p>}
      </Verdict>
      {session.entry?.onHold === null && session.progress?.next.path !== '/graduate/register/' && (
        <Next session={session} />
      )}
      <Summary of={record.content} hukouMovedIn={page.entry.hukouMovedIn} />
      <section
        class="stack"
        aria-labelledby="changes-title"
        hidden={refused && changes.every((kind) => !page.offers[kind].allowed)}
      >
        <h2 id="changes-title">{register.effective.changes}</h2>
        {closed !== undefined && !refused && (
          <div class="card">
            <p>
              <b>{register.effective.closed}</b>
            </p>
            <p>
              <ContactText of={closed.detail ?? ''} />
            </p>
          </div>
        )}
        {changes
          .filter((kind) => page.offers[kind].allowed)
          .map((kind) => (
            <Entry
              href={formOf(kind, page)}
              glyph={register.effective.glyphs[kind]}
              title={register.kinds[kind]}
              says={register.effective.says[kind]}
            />
          ))}
      </section>
    </>
  )
}

/** Where the registration stands, and what can be done next. */
export function RegistrationStanding(props: StandingProps) {
  const { page, said } = props
  return (
    <>
      <Said says={said} />
      <OnHold entry={props.session.entry} />
      {page.elsewhere !== null ? (
        <Elsewhere {...props} />
      ) : page.open !== null ? (
        <Open {...props} open={page.open} />
      ) : page.record === null ? (
        <Unregistered {...props} />
      ) : (
        <Effective {...props} record={page.record} />
      )}
      {page.past.length > 0 && (
        <details class="card">
          <summary>{register.past}</summary>
          <ul class="past">
            {page.past.map((each) => (
              <li>
                <div class="card-head">
                  <b>{register.kinds[each.kind]}</b>
                  <State as={registrationStates[each.state]} />
                </div>
                <Trail steps={each.steps} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {props.session.entry?.onHold === null && <Contact of={props.session.entry.schoolContact} />}
    </>
  )
}
