// A department's own history of what it asked, in the batch of the look-ups themselves. It keeps no code; names and
// case numbers are sealed.
import type { Db } from '../../db/client.ts'
import { countsOf, noteLookups, tallyLookups } from '../../db/department-lookups.ts'
import { raiseAlarm } from '../platform/alarm.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor } from '#model/actors.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { isDeskAlarm, talliesOf } from '#model/budget.ts'

/** Who was asked about, as typed. */
export interface Asked {
  name: string
  caseNumber: string
}

/** The blind index under which a department finds its own case number again; '' stays ''. */
export const caseIndexOf = (work: Work, departmentId: string, caseNumber: string): Promise<string> =>
  caseNumber === ''
    ? Promise.resolve('')
    : work.secrets.index('case-number', `${departmentId}\n${caseNumber.normalize('NFKC')}`)

export interface Note {
  batchId: string | null
  kind: ReportKind
  asked: readonly Asked[]
}

/** Prepares the statements of a batch and reads its alarm afterwards. */
export async function openNote(work: Work, actor: DepartmentActor, { batchId, kind, asked }: Note) {
  const { accountId, scope } = actor
  const { department } = scope
  // a list of one instant stands newest first by id: the first row asked is to stand first
  const ids = asked
    .map(() => newId())
    .toSorted()
    .toReversed()
  const sealed = await Promise.all(
    asked.map(async ({ name, caseNumber }, at) => {
      const id = ids[at] ?? ''
      return {
        id,
        nameCipher: await work.secrets.seal('department_lookups.name', id, name),
        caseCipher: await work.secrets.seal('department_lookups.case', id, caseNumber),
        caseIndex: await caseIndexOf(work, department.id, caseNumber),
      }
    }),
  )
  const tallies = await Promise.all(
    talliesOf(accountId, work.machineNow).map(async ({ about, windowEndsAt }) => ({
      key: await work.secrets.index('attempt', about),
      windowEndsAt,
    })),
  )
  const noting = { departmentId: department.id, accountId, batchId, at: work.now, kind }
  return {
    /** behind the ledger's */
    statements: (db: Db, receipts: readonly string[], sure = true) => ({
      noted: noteLookups(db, noting, sealed, receipts, sure),
      tallied: tallyLookups(db, tallies, receipts),
      counts: countsOf(
        db,
        tallies.map(({ key }) => key),
      ),
    }),
    /** @param counts what those statements read */
    watch: (counts: readonly { key: string; count: number }[], failed: number): void => {
      const of = (place: number) => counts.find(({ key }) => key === tallies[place]?.key)?.count ?? 0
      const seen = { lookups: of(0), failures: of(1) }
      if (isDeskAlarm(seen, seen.failures - failed))
        raiseAlarm(work, 'department_failure_ratio', seen, { account: accountId })
    },
  }
}
