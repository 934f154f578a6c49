import type { Deadlines } from '../calendar/deadlines.ts'
import type { ConfirmationState } from '../record/confirmation.ts'

/**
 * Which of an entry's days are worth being told of, in their order. Registering is no deadline for who has confirmed;
 * changing is none before there is a record, or where it is done elsewhere.
 */
export function daysThatCount(of: {
  confirmation: ConfirmationState
  elsewhere: object | null
}): (keyof Deadlines)[] {
  const registered = of.confirmation !== 'unregistered'
  const counts: Record<keyof Deadlines, boolean> = {
    registerEndsAt: !registered || of.confirmation === 'unconfirmed',
    changesEndAt: registered && of.elsewhere === null,
    serviceEndsAt: true,
    transferEndsAt: registered,
  }
  return (Object.keys(counts) as (keyof Deadlines)[]).filter((name) => counts[name])
}
