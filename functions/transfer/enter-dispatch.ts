// The school says how and when a graduate's file left. A sending nobody has answered is corrected in place; after an
// answer a new one replaces it, so that what became of each file stays on record.
import { commit } from '../../db/commit.ts'
import { addDispatches, correctDispatches, replaceDispatches } from '../../db/dispatches.ts'
import { findTransferCodes } from '../../db/transfer-codes.ts'
import { findAnywhere } from '../../db/everywhere.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { type DispatchEntry, entryFaults, foldTrackingNumber } from '#model/transfer/dispatch-entry.ts'
import { currentOf, mayEnter, unsendable } from '#model/transfer/dispatch.ts'
import { remarksOf } from '#model/wording.ts'
import { dispatchFaults } from '#words/transfer/dispatch-faults.ts'
import type { DispatchAnswer, DispatchInput } from './wire.ts'

/**
 * @throws Problem dispatch.not_found, dispatch.incomplete, dispatch.changed, dispatch.received, dispatch.no_archive,
 * dispatch.not_needed, dispatch.on_hold
 */
export async function enterDispatch(
  work: Work<StaffActor<'school'>>,
  input: DispatchInput,
): Promise<DispatchAnswer> {
  const { schoolCode } = work.actor.scope
  const kept = await findAnywhere(
    work.shards,
    async (place) => (await findTransferCodes(place, schoolCode, [input.entryId]))[0],
  )
  if (kept === undefined) refuse('dispatch.not_found')
  const { db, found: row } = kept
  const entry: DispatchEntry = {
    method: input.method,
    trackingNumber: foldTrackingNumber(input.trackingNumber),
    sentOn: input.sentOn.trim(),
  }
  const faults = entryFaults(entry, work.now, row.cohort)
  if (faults.length > 0) refuse('dispatch.incomplete', { fields: remarksOf(dispatchFaults, faults) })
  const current = currentOf(row)
  const entering = mayEnter(row, current, input.version, input.reopen)
  if (!entering.allowed) refuse(`dispatch.${entering.because}`)
  const { act } = entering
  const inPlace = act === 'corrected' || act === 'completed'
  const done = await commit(work, db, {
    audit: {
      action: `dispatch.${act}`,
      subjectType: 'roster_entry',
      subjectId: row.entryId,
      schoolCode,
      detail: { method: entry.method },
    },
    statements:
      inPlace && current !== undefined
        ? {
            corrected: correctDispatches(
              db,
              schoolCode,
              [{ ...entry, id: current.id, version: current.version }],
              work.now,
            ),
          }
        : {
            replaced: replaceDispatches(db, schoolCode, current === undefined ? [] : [current], work.now),
            added: addDispatches(
              db,
              schoolCode,
              [{ ...entry, id: newId(), rosterEntryId: row.entryId }],
              unsendable,
              work.now,
            ),
          },
    answer: { act } satisfies DispatchAnswer,
  })
  if (!done.done) refuse('dispatch.changed')
  return { act }
}
