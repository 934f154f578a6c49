import { basicInfo } from '#words/graduate/basic-info.ts'
import { graduate, send } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { TroubleNote, Verdict, WhenLoaded } from '../../kit/screens.tsx'
import { chineseDay } from '../../kit/time.ts'
import { useAct } from '../../kit/use-act.ts'
import { useLoaded } from '../../kit/use-loaded.ts'
import { Contact, Fields, SignOut } from '../../kit/graduate/frame.tsx'
import { Steps } from '../../kit/graduate/way.tsx'

const load = async () => {
  const [session, info] = await Promise.all([send(graduate.session.$get), send(graduate['basic-info'].$get)])
  return { session, info }
}

function BasicInfo() {
  const { loaded, reload } = useLoaded(load)
  const checking = useAct(graduate['basic-info'].check.$post)
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {({ session, info }) => (
        <>
          <Steps of={session.progress} here="basic_info" />
          {info.checkedAt === null ? (
            <div>
              <p>
                <b>{basicInfo.hello}</b>
              </p>
              <p>
                {basicInfo.greeting}
                {basicInfo.mend(session.providerName)}
              </p>
            </div>
          ) : (
            <Verdict tone="good" title={basicInfo.checkedAt(chineseDay(info.checkedAt))} />
          )}
          {info.checkedAt === null && info.version > 1 && (
            <a class="more" href="/graduate/history/">
              {basicInfo.updated}
            </a>
          )}
          <section class="card">
            <h2>{basicInfo.section}</h2>
            <Fields
              of={(Object.keys(basicInfo.fields) as (keyof typeof basicInfo.fields)[]).map((field) => [
                basicInfo.fields[field],
                info.fields[field],
              ])}
              contacts={[basicInfo.fields.phone, basicInfo.fields.email]}
            />
            <p class="note">{basicInfo.fromProvider(session.providerName)}</p>
          </section>
          <section class="card">
            <h2>{basicInfo.wrong}</h2>
            <p>{basicInfo.wrongSchool}</p>
            <Contact of={info.schoolContact} />
            <p>{basicInfo.wrongOwn(session.providerName)}</p>
          </section>
          {checking.trouble !== undefined && (
            <TroubleNote trouble={checking.trouble} retry={() => void reload()} />
          )}
          {info.checkedAt === null ? (
            <div class="thumb">
              <button
                type="button"
                class="btn"
                disabled={checking.busy}
                onClick={async () => {
                  if ((await checking.run({ json: { version: info.version } })) !== undefined)
                    location.assign('/graduate/')
                }}
              >
                {basicInfo.check}
              </button>
              <SignOut quiet={false} />
            </div>
          ) : (
            <a class="btn" href="/graduate/">
              {basicInfo.back}
            </a>
          )}
        </>
      )}
    </WhenLoaded>
  )
}

mount(<BasicInfo />)
