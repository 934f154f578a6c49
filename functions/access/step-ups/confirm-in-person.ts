// Two members of a school's staff pass a graduate's step-up in person. Whatever does not fit (another school's
// graduate, a wrong or late number, one passed or void) is one and the same refusal.
import type { Db } from '../../../db/client.ts'
import { commit, mustChange } from '../../../db/commit.ts'
import {
  countWrongTry,
  findInPerson,
  type InPerson,
  markFirstOfficer,
  passInPerson,
} from '../../../db/step-ups.ts'
import { everyRow } from '../../../db/everywhere.ts'
import { findGrants } from '../../../db/staff.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { boundNumber, idNumberEnd, mostWrongTries, officerOf, opensFor } from '#model/in-person.ts'
import type { OfficerAnswer, OfficerInput } from './wire.ts'

interface Waiting {
  db: Db
  found: InPerson
}

/**
 * Shows an officer what to compare, and takes the officer's word that it was compared: the first is noted, the second,
 * another person of the same school and none of the first one's, passes the step-up for the session that asked.
 * @throws Problem step_up.not_found, step_up.second_officer, state.changed
 */
export async function confirmInPerson(
  work: Work<StaffActor<'school'>>,
  input: OfficerInput,
): Promise<OfficerAnswer> {
  const { accountId: staffId, scope } = work.actor
  const { schoolCode } = scope
  const { db, found } = await findAsked(work, schoolCode, input)
  const grants = await findGrants(work.shards.directory, schoolCode)
  const officer = officerOf(found.firstStaffId, staffId, grants)
  if (officer === undefined) refuse('step_up.second_officer')
  const idNumber = await work.secrets.open(
    'roster_entries.id_number',
    found.rosterEntryId,
    found.idNumberCipher,
  )
  const shown = { name: found.name, idNumberEnd: idNumberEnd(idNumber), officer }
  if (!input.compared) return { state: 'to_compare', ...shown }

  const first = officer === 'first'
  const answer: OfficerAnswer = { state: first ? 'first_done' : 'passed', ...shown }
  const by = { staffId, schoolCode, machineNow: work.machineNow }
  const done = await commit(work, db, {
    audit: {
      action: first ? 'step_up.first_officer' : 'step_up.passed',
      subjectType: 'roster_entry',
      subjectId: found.rosterEntryId,
      schoolCode,
      detail: {
        purpose: 'authorize',
        route: 'in_person',
        stepUpId: found.id,
        ...(first ? {} : { firstOfficer: found.firstStaffId }),
      },
    },
    statements: {
      passed: mustChange(
        db,
        first ? markFirstOfficer(db, found, by) : passInPerson(db, found, by, work.machineNow + opensFor),
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

/** The request of this school under this exam number that the digits belong to; wrong digits count against all of them. */
async function findAsked(work: Work, schoolCode: string, input: OfficerInput): Promise<Waiting> {
  const asked = {
    schoolCode,
    examNumber: input.examNumber,
    machineNow: work.machineNow,
    mostTries: mostWrongTries,
  }
  const waiting = await everyRow(work.shards, async (db) =>
    (await findInPerson(db, asked)).map((found): Waiting => ({ db, found })),
  )
  for (const each of waiting)
    if (each.found.nonceHash === (await work.secrets.index('step-up', boundNumber(each.found, input.number))))
      return each
  for (const { db, found } of waiting)
    await commit(work, db, {
      audit: {
        action: 'step_up.wrong_number',
        subjectType: 'roster_entry',
        subjectId: found.rosterEntryId,
        schoolCode,
        detail: { route: 'in_person', stepUpId: found.id },
      },
      // one that is void meanwhile counts no further
      statements: { counted: mustChange(db, countWrongTry(db, found.id, mostWrongTries)) },
    })
  return refuse('step_up.not_found')
}
