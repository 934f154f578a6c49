import { findSendings } from '../../db/dispatch-answers.ts'
import { findRegistered } from '../../db/records.ts'
import { refuse } from '../platform/problem.ts'
import { dispatchStateOf } from '#model/transfer/dispatch.ts'
import { countingAnswer } from '#model/transfer/receipt.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import type { DispatchView } from './graduate-wire.ts'
import { openAnswers } from './open-answers.ts'

/** Where the signed-in graduate's file is: what the school entered and what the receiving unit answered. */
export async function getDispatch(work: Work<GraduateActor>): Promise<DispatchView> {
  const { db, rosterEntryId } = subjectOf(work)
  const [sendings, registered] = await Promise.all([
    findSendings(db, rosterEntryId),
    findRegistered(db, rosterEntryId),
  ])
  if (registered === undefined) refuse('entry.not_found')
  const { entry, record } = registered
  const current = sendings.find((each) => each.replacedAt === null)
  const earlier = sendings.filter((each) => each.replacedAt !== null)
  return {
    now: new Date(work.now).toISOString(),
    state: dispatchStateOf(
      { archiveTransferType: record?.archiveTransferType ?? '', completionCode: entry.completionCode },
      current && { outcome: countingAnswer(current.answers)?.outcome ?? null },
    ),
    registeredAt: record === undefined ? null : new Date(record.reportedAt).toISOString(),
    dispatch: current === undefined ? null : await shown(work, current),
    history: await Promise.all(earlier.map((each) => shown(work, each))),
  }
}

/** Who of the school set an answer aside is the school's to know. */
async function shown(work: Work, of: Awaited<ReturnType<typeof findSendings>>[number]) {
  const { answer, earlierAnswers } = await openAnswers(work, of.answers)
  return {
    method: of.method,
    trackingNumber: of.trackingNumber,
    sentOn: of.sentOn,
    answer,
    earlierAnswers: earlierAnswers.map(({ setAside, ...each }) =>
      Object.assign(each, { setAside: setAside && { at: setAside.at, reason: setAside.reason } }),
    ),
    withdrawnAt: of.withdrawnAt === null ? null : new Date(of.withdrawnAt).toISOString(),
  }
}
