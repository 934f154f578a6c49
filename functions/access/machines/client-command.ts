// What `npm run machine-client` says and does; which database it does it to is the caller's.
import { commandReader } from '../../platform/command.ts'
import type { Work } from '../../platform/work.ts'
import { provinceName } from '#model/tables/provinces.ts'
import { machineClientCommand as words } from '#words/commands/machine-client.ts'
import { listClients } from './list-clients.ts'
import { registerClient } from './register-client.ts'
import { revokeClient } from './revoke-client.ts'
import { rotateClient } from './rotate-client.ts'

export const readCommand = commandReader({
  usage: words.usage,
  commands: {
    register: { needs: ['id', 'name', 'jwks'], oneOf: ['province', 'department'] },
    rotate: { needs: ['id', 'jwks'] },
    revoke: { needs: ['id'] },
    list: {},
  },
  dropsEmpty: true,
  database: true,
})

/** @param keys the text of the file that --jwks names */
export async function runCommand(
  work: Work,
  { command, given }: ReturnType<typeof readCommand>,
  keys: string,
): Promise<string> {
  const { id = '', province = '', department = '', name = '' } = given
  if (command === 'register') {
    const client = { id, provinceCode: province, name, keys: readKeys(keys) }
    await registerClient(work, department === '' ? client : { ...client, departmentId: department })
    return words.registered(id, department === '' ? (provinceName(province) ?? province) : department)
  }
  if (command === 'rotate') {
    await rotateClient(work, id, readKeys(keys))
    return words.rotated(id)
  }
  if (command === 'revoke') {
    await revokeClient(work, id)
    return words.revoked(id)
  }
  const clients = await listClients(work)
  if (clients.length === 0) return words.none
  return clients
    .map((client) => words.client({ ...client, whose: client.departmentId ?? client.provinceCode }))
    .join('\n')
}

/** A JWK set, a list of keys or one key. */
function readKeys(content: string): Record<string, unknown>[] {
  let given: unknown
  try {
    given = JSON.parse(content)
  } catch {
    throw new Error(words.notJson)
  }
  const set =
    typeof given === 'object' && given !== null && Object.hasOwn(given, 'keys')
      ? (given as { keys: unknown }).keys
      : given
  const keys = [set].flat()
  if (keys.some((key) => typeof key !== 'object' || key === null)) throw new Error(words.notJwk)
  return keys as Record<string, unknown>[]
}
