import { listMachineClients } from '../../../db/machine-clients.ts'
import type { Work } from '../../platform/work.ts'

/** Every system that was ever let in, with the names of its keys. */
export async function listClients(work: Work) {
  const clients = await listMachineClients(work.shards.directory)
  return clients.map(({ id, provinceCode, departmentId, name, jwks, createdAt, revokedAt }) => ({
    id,
    provinceCode,
    departmentId,
    name,
    kids: (JSON.parse(jwks) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid),
    createdAt: new Date(createdAt).toISOString(),
    revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
  }))
}
