import type { Work } from '../../platform/work.ts'
import type { HeldKind } from '#model/roles.ts'
import { openSession } from '../sign-in/open-session.ts'
import type { Held } from './held-grants.ts'

/** Opens the session of somebody who holds these: straight by the only one, or with the choice still to make. */
export function openHeld(
  work: Work,
  of: HeldKind,
  person: { issuer: string; subject: string },
  held: readonly [Held, ...Held[]],
  replaced: string | undefined,
): Promise<string> {
  const [first, ...others] = held
  const claims = { name: first.actor.name, phone: '', email: '' }
  if (others.length === 0) return openSession(work, { actor: first.actor, ...person, claims, replaced })
  return openSession(work, {
    actor: { kind: 'holder', of, ...person, chosenId: null },
    ...person,
    claims,
    replaced,
    detail: { grants: held.length },
  })
}
