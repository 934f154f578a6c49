import { useEffect, useRef, useState } from 'preact/hooks'
import { reviews } from '#words/staff/reviews.ts'
import { type ReviewQueue, send, staff, type StaffSession } from '../../kit/send.ts'
import { mount } from '../../kit/mount.tsx'
import { Said } from '../../kit/said.tsx'
import { WhenLoaded } from '../../kit/screens.tsx'
import { useLoaded } from '../../kit/use-loaded.ts'
import { Desk } from '../../kit/staff-desk.tsx'
import { Review } from './review.tsx'
import { askedHere, useAddress } from '../../kit/use-address.ts'
import { type Address, Queue } from './review-queue.tsx'

function readAddress(): Address {
  const { state, after, open } = askedHere(['state', 'after', 'open'])
  return { state: state === 'college_review' || state === 'school_review' ? state : undefined, after, open }
}

const load = () => {
  const { state, after } = readAddress()
  return send(staff.registrations.$get, {
    query: { ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) },
  })
}

function levelSays(queue: ReviewQueue, session: StaffSession): string {
  const one = queue.reviewLevels === 1
  if (queue.level === 'college') return reviews.level[one ? 'college1' : 'college'](session.college)
  return one ? reviews.level.school1 : reviews.level.school2
}

type At = ReturnType<typeof useAddress<Address>>

/** The queue, or the one of it that is open; after a decision the next one. */
function Work(props: { queue: ReviewQueue; at: At; reload: () => Promise<void>; session: StaffSession }) {
  const { queue, reload, session } = props
  const { address, go } = props.at
  const [selected, setSelected] = useState(0)
  const [notice, setNotice] = useState('')
  const [wantsNext, setWantsNext] = useState(false)
  const { items } = queue
  const place = items.findIndex(({ id }) => id === address.open)

  useEffect(() => {
    if (items.length === 0 && address.after !== undefined) {
      go({ ...address, after: undefined }, 'replace')
      return
    }
    if (wantsNext && items[0] !== undefined) go({ ...address, open: items[0].id }, 'replace')
    setWantsNext(false)
  }, [queue])

  const show = (index: number) => {
    const item = items[index]
    if (item === undefined) return
    setNotice('')
    setSelected(index)
    go({ ...address, open: item.id }, address.open === undefined ? 'push' : 'replace')
  }
  const decided = (said: string) => {
    const next = items[place + 1]
    setNotice(said)
    setSelected(Math.max(place, 0))
    setWantsNext(next === undefined)
    go({ ...address, open: next?.id }, 'replace')
    void reload()
  }
  if (address.open !== undefined)
    return (
      <>
        <Said says={notice} />
        <Review
          key={address.open}
          id={address.open}
          level={queue.level}
          place={{ at: place + 1, all: items.length }}
          onMove={(step) => show(place + step)}
          onClose={() => {
            setNotice('')
            go({ ...address, open: undefined })
          }}
          onDecided={decided}
          onOvertaken={() => void reload()}
        />
      </>
    )
  return (
    <>
      <p class="lead">{levelSays(queue, session)}</p>
      <Said says={notice} />
      <Queue
        queue={queue}
        address={address}
        selected={Math.min(selected, Math.max(items.length - 1, 0))}
        onSelect={setSelected}
        onOpen={show}
        onGo={(next) => {
          setNotice('')
          setSelected(0)
          go(next)
        }}
      />
    </>
  )
}

function Reviews({ session }: { session: StaffSession }) {
  const at = useAddress(readAddress)
  const { loaded, reload } = useLoaded(load)
  const { state, after } = at.address
  const asked = useRef(`${state} ${after}`)
  useEffect(() => {
    if (asked.current === `${state} ${after}`) return
    asked.current = `${state} ${after}`
    void reload()
  }, [state, after])
  return (
    <WhenLoaded loaded={loaded} reload={reload}>
      {(queue) => <Work queue={queue} at={at} reload={reload} session={session} />}
    </WhenLoaded>
  )
}

mount(
  <Desk here="/staff/registrations/" signIn={reviews.signIn} load={() => Promise.resolve()}>
    {(_value, _reload, session) => <Reviews session={session} />}
  </Desk>,
)
