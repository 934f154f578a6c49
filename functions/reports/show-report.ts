import { findReport } from '../../db/reports.ts'
import { type CardState, cardStateOf } from '../authorizations/verdict.rules.ts'
import { refuse } from '../platform/problem.ts'
import type { GraduateActor, Work } from '../platform/work.ts'
import type { ReportContent } from './content.rules.ts'
import { qrSvg } from './qr.ts'
import { signReport } from './token.ts'

export interface ShownReport {
  content: ReportContent
  code: string
  /** of `/v#<token>` on our own site; neither code nor name is in it */
  qr: string
  state: Exclude<CardState, 'unset'>
  /** exclusive */
  validUntil: number
}

/** The owner's report as it was frozen, with the state its code is in now. */
export async function showReport(work: Work, actor: GraduateActor, reportId: string): Promise<ShownReport> {
  const { rosterEntryId, schoolCode, cohort } = actor
  if (rosterEntryId === undefined || schoolCode === undefined || cohort === undefined)
    refuse('page.not_found')
  const found = await findReport(work.shards.of(schoolCode, cohort), reportId, rosterEntryId)
  if (found === undefined) refuse('page.not_found')
  const state = cardStateOf(found, found.capAt, work.now)
  const token = await signReport(work.secrets.signingKeys, {
    reportId,
    kind: found.kind,
    capSeconds: Math.floor(found.capAt / 1000),
    digest: found.digest,
    statusIndex: found.statusIndex,
  })
  return {
    content: JSON.parse(found.content) as ReportContent,
    code: await work.secrets.open('codes.code', found.hmac, found.cipher),
    qr: qrSvg(`${work.config.origin}/v#${token}`, '核验二维码'),
    state: state === 'unset' ? 'expired' : state,
    validUntil: found.validUntil,
  }
}
