import { levels, trainingModes } from '#model/tables/people.ts'
import { problems } from '#words/problems/catalogue.ts'
import { changedFields, contentOf } from '#model/record/registration-content.ts'
import { openRecord } from '../../proof/record-contact.ts'
import { shownRegistration } from './own-registrations.ts'
import { mayApprove, personOf } from './decide-registration.ts'
import { getReviewOf, standsApart, type ReviewWork } from './review-of.ts'
import type { ReviewView } from './wire.ts'

/** One registration as a reviewer judges it: beside the record it would change. */
export async function getReview(work: ReviewWork, id: string): Promise<ReviewView> {
  const found = await getReviewOf(work, id)
  const { registration, entry, basedOn, steps, reviewer } = found
  const shown = await shownRegistration(work, registration, steps, personOf(entry))
  const before = basedOn === undefined ? null : contentOf(await openRecord(work, basedOn))
  const apart = await standsApart(work, found)
  const decision = mayApprove(registration.state, reviewer.level, entry.completionCode, apart)
  return {
    ...shown,
    now: new Date(work.now).toISOString(),
    graduate: {
      name: entry.name,
      examNumber: entry.examNumber,
      college: entry.college,
      major: entry.major,
      level: levels.nameOf(entry.levelCode),
      graduationMonth: entry.graduationMonth,
      trainingMode: trainingModes.nameOf(entry.trainingModeCode),
      originRegion: entry.originRegionName,
    },
    before,
    changed: before === null || shown.kind === 'void' ? [] : changedFields(before, shown.content),
    mayDecide: decision.allowed
      ? { allowed: true, because: null, detail: null }
      : { allowed: false, because: decision.because, detail: problems[decision.because].detail },
  }
}
