// What `npm run machine-client` says and does; which database it does it to is the caller's.
import { parseArgs } from 'node:util'
import { Problem } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { provinceName } from '#model/tables/provinces.ts'
import { machineClientCommand as words } from '#words/commands/machine-client.ts'
import { listClients } from './list-clients.ts'
import { registerClient } from './register-client.ts'
import { revokeClient } from './revoke-client.ts'
import { rotateClient } from './rotate-client.ts'

const { usage } = words

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

interface Asked {
  command: string
  /** undefined: the deployment's own database */
  local: { state: string } | undefined
  id: string
  province: string
  department: string
  name: string
  jwks: string
}

const needed = {
  // and of --province and --department exactly one
  register: ['id', 'name', 'jwks'],
  rotate: ['id', 'jwks'],
  revoke: ['id'],
  list: [],
} as const satisfies Record<string, readonly (keyof Asked)[]>

/** @throws Error whose message is the usage, where something is missing, too much or twofold */
export function readCommand(args: readonly string[]): Asked {
  const { values, positionals } = parse(args)
  const [command = '', ...rest] = positionals
  if (!Object.hasOwn(needed, command) || rest.length > 0 || values.local === values.remote)
    throw new Error(usage)
  const { id = '', province = '', department = '', name = '', jwks = '' } = values
  const asked = { id, name, jwks }
  const wanted: readonly string[] = needed[command as keyof typeof needed]
  for (const [option, value] of Object.entries(asked))
    if (wanted.includes(option) !== (value !== '')) throw new Error(usage)
  const whose = [province, department].filter((value) => value !== '').length
  if (whose !== (command === 'register' ? 1 : 0)) throw new Error(usage)
  const local = values.local ? { state: values['persist-to'] } : undefined
  return { command, local, ...asked, province, department }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        id: text,
        province: text,
        department: text,
        name: text,
        jwks: text,
        local: flag,
        remote: flag,
        'persist-to': { type: 'string', default: '.wrangler/state' },
      },
    })
  } catch {
    throw new Error(usage)
  }
}

/** @param keys the text of the file that --jwks names */
export async function runCommand(work: Work, asked: Asked, keys: string): Promise<string> {
  const { command, id, province, department, name } = asked
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

/** A failure in words for whoever typed the command. */
export function said(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : words.failed
  const { title, detail } = error.body('', '')
  const fields = (error.said.fields ?? []).map(({ field, reason }) => `${field}：${reason}`)
  return [`${title}。${detail}`, ...fields].join('\n  ')
}
