import type { Visitor } from './visitor.ts'
import type { Side } from './world.ts'

/** What can be another's: ids and numbers as they stand in addresses and bodies. */
export interface Objects {
  authorization: string
  receipt: string
  entry: string
  /** under review */
  registration: string
  report: string
  account: string
  upload: string
  dispatch: string
  examNumber: string
  batch: string
  school: string
}

export async function objectsOf(side: Side, desk: Visitor, kind: 'archive' | 'hukou'): Promise<Objects> {
  const batch = await desk.get<{ id: string }>('/api/department/batches', { json: { kind, pairs: 9 } })
  return {
    // the archive code stays alive for the other scripts
    authorization: side.graduate.codes.hukou.authorizationId,
    receipt: side.graduate.codes.hukou.receipt,
    entry: side.graduate.entryId,
    registration: side.submitter.registrationId,
    report: side.graduate.codes.hukou.reportId,
    account: side.accountId,
    upload: side.upload.id,
    dispatch: side.dispatchId,
    examNumber: side.graduate.person.examNumber,
    batch: batch.id,
    school: side.school.code,
  }
}

const id = 'AAAAAAAAAAAAAAAAAAAAAA'
/** As well formed as any, and nobody's. */
export const missing: Objects = {
  authorization: id,
  receipt: '2222-2222-2222',
  entry: id,
  registration: id,
  report: id,
  account: id,
  upload: id,
  dispatch: id,
  examNumber: '26110108990999',
  batch: id,
  school: '99999',
}
