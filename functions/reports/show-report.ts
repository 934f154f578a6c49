import { findReport } from '../../db/reports.ts'
import type { Reason } from '#model/reasons.ts'
import { deadBecause } from '#model/verdict/verdict.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import type { ReportContent } from '#model/report/content.ts'
import { qrSvg } from '../proof/qr.ts'
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
  const gone = deadBecause(found, found.registered === 1, work.now)
  const token = await signReport(work.secrets.signingKeys, {
    reportId,
    kind: found.kind,
    capSeconds: Math.floor(found.capAt / 1000),
    digest: found.digest,
    statusIndex: found.statusIndex,
  })
  return {
    id: reportId,
    content: JSON.parse(found.content) as ReportContent,
    signed: { content: found.content, digest: found.digest, token },
    code: await work.secrets.open('codes.code', found.hmac, found.cipher),
    qr: qrSvg(`${work.config.origin}/v#${token}`, reportWords.qr),
    ...(gone === undefined ? {} : { gone }),
    validUntil: found.validUntil,
  }
}
