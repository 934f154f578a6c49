import type { Work } from '../platform/work.ts'
import { kindNames } from '#model/report/kinds.ts'
import type { GraduateActor } from '#model/actors.ts'
import { lastDayBefore, serviceEndsAt } from '#model/calendar/caps.ts'
import { consentTextVersion } from './consent.ts'
import { getKnownCards, heldStepUp, newestCard } from './known-cards.ts'

/** The two cards of 核验授权, with what the page needs to know beside them. */
export async function listCards(work: Work<GraduateActor>) {
  const known = await getKnownCards(work)
  const cap = serviceEndsAt(known.facts.graduationMonth)
  const held = heldStepUp(known, work)
  return {
    now: new Date(work.now).toISOString(),
    confirmed: known.facts.confirmed,
    serviceLastDay: lastDayBefore(cap),
    serviceEnded: work.now >= cap,
    stepUp: { secondsLeft: held === undefined ? 0 : Math.floor((held.expiresAt - work.machineNow) / 1000) },
    consentTextVersion,
    cards: await Promise.all(kindNames.map((kind) => newestCard(work, known, kind))),
  }
}
