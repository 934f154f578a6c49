import type { DepartmentColumns } from '../../db/departments.ts'
import type { findTokenClient } from '../../db/machine-clients.ts'
import type { Department, DepartmentActor, ProvinceActor } from '#model/actors.ts'

export const departmentOf = ({ unitNames, ...columns }: DepartmentColumns): Department => ({
  ...columns,
  unitNames: JSON.parse(unitNames) as string[],
})

/** Who acts with a machine's credentials; undefined where its department is gone or disabled. */
export function machineActor(
  client: NonNullable<Awaited<ReturnType<typeof findTokenClient>>>,
): ProvinceActor | DepartmentActor | undefined {
  const { clientId, provinceCode, departmentId, department } = client
  if (departmentId === null) return { kind: 'province', clientId, provinceCode }
  if (department === null) return undefined
  return {
    kind: 'department',
    sessionHash: '',
    accountId: clientId,
    name: '',
    department: departmentOf(department),
  }
}
