import { commit } from '../../../db/commit.ts'
import { listDepartments } from '../../../db/departments.ts'
import { addMachineClient } from '../../../db/machine-clients.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { keyFaults } from './decide-client-keys.ts'
import { remarksOf } from '#model/wording.ts'
import { clientFaults, keyFaults as keyWords } from '#words/access/operator-faults.ts'

export interface NewClient {
  id: string
  /** '' for a department's */
  provinceCode: string
  /** undefined for a province's */
  departmentId?: string
  name: string
  keys: Record<string, unknown>[]
}

/**
 * Lets a province's or a department's system in by its public keys.
 * @throws Problem machine_client.malformed, machine_client.exists, department.not_found
 */
export async function registerClient(work: Work, client: NewClient): Promise<void> {
  const faults = remarksOf(keyWords, keyFaults(client.keys))
  if (!/^[a-z0-9-]{4,64}$/.test(client.id)) faults.push({ field: 'id', reason: clientFaults.id })
  if (client.departmentId === undefined && !/^\d{2}$/.test(client.provinceCode))
    faults.push({ field: 'provinceCode', reason: clientFaults.provinceCode })
  if (faults.length > 0) refuse('machine_client.malformed', { fields: faults })
  const db = work.shards.directory
  const { id, provinceCode, departmentId, name, keys } = client
  if (departmentId !== undefined) {
    const { departments } = await listDepartments(db)
    if (departments.every((each) => each.id !== departmentId)) refuse('department.not_found')
  }
  const done = await commit(work, db, {
    audit: { action: 'machine_client.registered', subjectType: 'machine_client', subjectId: id },
    statements: {
      client: addMachineClient(db, {
        id,
        provinceCode,
        departmentId: departmentId ?? null,
        name,
        jwks: JSON.stringify({ keys }),
        createdAt: work.now,
      }),
    },
  })
  if (!done.done) refuse('machine_client.exists')
}
