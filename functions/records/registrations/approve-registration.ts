import { commit, mustChange } from '../../../db/commit.ts'
import { findSchool } from '../../../db/places.ts'
import { voidVersion, writeVersions } from '../../../db/record-versions.ts'
import { addStep, closeApproved, moveRegistration } from '../../../db/registrations.ts'
import { issueTransferCode } from '../../proof/make-code.ts'
import { type OpenRecord, openRecord, sealRecord } from '../../proof/record-contact.ts'
import { refuse } from '../../platform/problem.ts'
import { newId } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import { recordChange } from '#model/record/record-changes.ts'
import { contentOf, withDestinationOf } from '#model/record/registration-content.ts'
import { openContent } from './stored-content.ts'
import { mayApprove, stateAfter } from './decide-registration.ts'
import { getReviewOf, type KnownReview, type ReviewWork, standsApart } from './review-of.ts'
import type { ContentView, ReviewAnswer } from './wire.ts'

/** 审核通过: on to the school, or, at the school, into effect: the next version of the record, or its end. */
export async function approveRegistration(
  work: ReviewWork,
  id: string,
  version: number,
): Promise<ReviewAnswer> {
  const found = await getReviewOf(work, id)
  const { db, registration, entry, reviewer } = found
  const apart = await standsApart(work, found)
  const decision = mayApprove(registration.state, reviewer.level, entry.completionCode, apart)
  if (!decision.allowed) refuse(decision.because)
  if (registration.version !== version) refuse('registration.changed')
  const state = stateAfter(registration.state, 'approve', reviewer.level) ?? registration.state
  const answer = { id, version: version + 1, state }
  const done = await commit(work, db, {
    audit: {
      action: 'registration.approved',
      subjectType: 'registration',
      subjectId: id,
      schoolCode: reviewer.schoolCode,
      detail: { kind: registration.kind, version: answer.version, level: reviewer.level, state },
    },
    statements: {
      ...(state === 'effective'
        ? await takeEffect(work, found)
        : { moved: mustChange(db, moveRegistration(db, registration, { state, now: work.now })) }),
      step: addStep(db, {
        registrationId: id,
        at: work.now,
        act: 'approved',
        level: reviewer.level,
        actorId: reviewer.staffId,
        reasonCipher: '',
      }),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

/** Closes the registration, then writes what it asks for: whatever is still under review afterwards is sent back. */
async function takeEffect(work: Work, found: KnownReview) {
  const { db, registration, entry, reviewer } = found
  const school = await findSchool(work.shards.directory, reviewer.schoolCode)
  if (school === undefined) refuse('registration.not_found')
  const { provinceCode } = school
  const { now } = work
  const close = (recordId: string | null) =>
    mustChange(db, closeApproved(db, registration, { recordId, now }))
  if (registration.kind === 'void')
    return {
      closed: close(null),
      effect: voidVersion(db, {
        recordId: registration.basedOnRecordId ?? '',
        rosterEntryId: entry.id,
        provinceCode,
        now,
      }),
    }
  const current = found.current && (await openRecord(work, found.current))
  const content = await openContent(work, registration)
  const next = nextRecord(work, registration.kind, { ...found, current, content })
  const printed = current !== undefined && recordChange(current, next) === 'printed'
  return {
    closed: close(next.id),
    effect: writeVersions(db, {
      replaced: current === undefined ? [] : [current.id],
      next: [await sealRecord(work, next)],
      issued: found.hasTransferCode ? [] : [await issueTransferCode(work, entry)],
      printed: printed ? [entry.id] : [],
      unprinted: current === undefined || printed ? [] : [entry.id],
      provinceCode,
      now,
    }),
  }
}

function nextRecord(
  work: Work,
  origin: Exclude<OpenRecord['origin'], 'school_upload' | 'provincial_report'>,
  found: Pick<KnownReview, 'entry' | 'lastVersion'> & {
    current: OpenRecord | undefined
    content: ContentView
  },
): OpenRecord {
  const { entry, current, content, lastVersion } = found
  return {
    ...(origin === 'archive_change' && current !== undefined
      ? withDestinationOf(content, contentOf(current))
      : content),
    id: newId(),
    rosterEntryId: entry.id,
    version: lastVersion + 1,
    sourceSystem: 'national',
    reportedAt: work.now,
    createdAt: work.now,
    supersededAt: null,
    origin,
    endedBecause: null,
  }
}
