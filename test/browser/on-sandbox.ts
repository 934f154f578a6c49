// What an operator does to a running sandbox, without a process of its own for each act. That the commands themselves
// reach a running worker is shown once each: add-school by whole-chain.spec.ts, departments and machine-client by theirs.
import { addAccount } from '../../functions/access/departments/add-account.ts'
import { addDepartment } from '../../functions/access/departments/add-department.ts'
import { usualBudgets } from '#model/budget.ts'
import { addSchool } from '../../functions/access/schools/add-school.ts'
import type { Work } from '../../functions/platform/work.ts'
import { openDatabase } from '../sandbox/open-database.ts'
import { sandbox } from './own-sandbox.ts'

export async function onSandbox<T>(act: (work: Work) => Promise<T>): Promise<T> {
  const database = await openDatabase(sandbox.dir)
  try {
    return await act(database.work())
  } finally {
    await database.close()
  }
}

/** One of Beijing's, with two officers: staff-<code> and staff-<code>-2. */
export const addOwnSchool = (school: { code: string; name: string }) =>
  onSandbox((work) => addSchool(work, { ...school, provinceCode: '11' }))

/** One that looks up files at this unit, with one account. */
export const addOwnDepartment = (own: {
  id: string
  name: string
  unit: string
  hukou: boolean
  login: string
  accountName: string
}) =>
  onSandbox(async (work) => {
    const { id, name, unit, hukou, login, accountName } = own
    await addDepartment(work, { id, name, archive: true, hukou, unitNames: [unit], ...usualBudgets })
    // the provider listens beside the site
    const issuer = sandbox.origin.replace(/\d+$/, (port) => String(Number(port) + 1))
    await addAccount(work, { departmentId: id, login, name: accountName, issuer })
  })
