import { findReport } from '../../db/reports.ts'
import type { Reason } from '#model/reasons.ts'
import { deadBecause } from '#model/verdict/verdict.ts'
import { raiseAlarm } from '../platform/alarm.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import type { ReportContent } from '#model/report/content.ts'
import { qrSvg } from '../proof/qr.ts'
import { openCodeHolds, reportHolds } from '../proof/row-seals.ts'
import { signReport } from '../proof/token.ts'
import { reportWords } from '#words/reports.ts'

export interface ShownReport {
  id: string
  content: ReportContent
  /** what a saved copy carries to prove itself: the frozen JSON to the letter, and the token that signs its digest */
  signed: { content: string; digest: string; token: string }
  code: string
  /** of `/v#<token>` on our own site; neither code nor name is in it */
  qr: string
  /** why it holds no longer */
  gone?: Reason
  /** exclusive */
  validUntil: number
}

/** The owner's report as it was frozen, with the state its code is in now. */
export async function showReport(work: Work<GraduateActor>, reportId: string): Promise<ShownReport> {
  const { rosterEntryId, schoolCode, cohort } = work.actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined)
    refuse('page.not_found')
  const found = await findReport(work.shards.of(schoolCode, cohort), reportId, rosterEntryId)
  if (found === undefined) refuse('page.not_found')
  const { underSeal, code } = found
  const { kind, content, digest, capAt, statusIndex } = underSeal
  const { validUntil } = code
  const gone = deadBecause({ ...found, validUntil, capAt }, found.registered === 1, work.now)
  // the token below would vouch for whatever stands there
  if (!(await reportHolds(work.secrets, underSeal))) return refuseBroken(work, reportId)
  if (gone === undefined && !(await openCodeHolds(work.secrets, code))) return refuseBroken(work, reportId)
  const token = await signReport(work.secrets.signingKeys, {
    reportId,
    kind,
    capSeconds: Math.floor(capAt / 1000),
    digest,
    statusIndex,
  })
  return {
    id: reportId,
    content: JSON.parse(content) as ReportContent,
    signed: { content, digest, token },
    code: await work.secrets.open('codes.code', code.hmac, found.cipher),
    qr: qrSvg(`${work.config.origin}/v#${token}`, reportWords.qr),
    ...(gone === undefined ? {} : { gone }),
    validUntil,
  }
}

function refuseBroken(work: Work, report: string): never {
  raiseAlarm(work, 'seal_broken', {}, { report })
  refuse('report.unverifiable')
}
