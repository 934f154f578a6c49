// What `npm run department` says and does; which database it does it to is the caller's.
import { parseArgs } from 'node:util'
import { listDepartments } from '../../../db/departments.ts'
import { refuse, Problem } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { usualBudgets } from '#model/budget.ts'
import { departmentCommand as words } from '#words/commands/department.ts'
import { addAccount } from './add-account.ts'
import { addDepartment } from './add-department.ts'
import { changeBudget } from './change-budget.ts'
import { disableDepartment } from './disable-department.ts'
import { kindShort } from '#words/report-kinds.ts'
import { isKind, kindNames } from '#model/report/kinds.ts'

const { usage } = words

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

const options = {
  id: text,
  name: text,
  kinds: text,
  unit: { type: 'string', multiple: true },
  daily: text,
  'account-daily': text,
  login: text,
  issuer: text,
} as const

const asked = {
  add: { needs: ['id', 'name', 'kinds'], may: ['unit', 'daily', 'account-daily'] },
  'add-account': { needs: ['id', 'login', 'name', 'issuer'], may: [] },
  budget: { needs: ['id', 'daily', 'account-daily'], may: [] },
  disable: { needs: ['id'], may: ['login'] },
  enable: { needs: ['id'], may: ['login'] },
  list: { needs: [], may: [] },
} as const satisfies Record<string, { needs: readonly Option[]; may: readonly Option[] }>

type Option = keyof typeof options
type Given = Partial<Record<Exclude<Option, 'unit'>, string>> & { unit?: string[] }

export interface DepartmentCommand {
  command: keyof typeof asked
  /** undefined: the deployment's own database */
  local: { state: string } | undefined
  given: Given
}

/** @throws Error whose message is the usage, where something is missing, too much or twofold */
export function readCommand(args: readonly string[]): DepartmentCommand {
  const { values, positionals } = parse(args)
  const [command = '', ...rest] = positionals
  const { local, remote, 'persist-to': state, ...given } = values
  if (!isCommand(command) || rest.length > 0 || local === remote) throw new Error(usage)
  const { needs, may }: { needs: readonly string[]; may: readonly string[] } = asked[command]
  const names = Object.keys(given)
  if (needs.some((name) => !names.includes(name)) || names.some((name) => ![...needs, ...may].includes(name)))
    throw new Error(usage)
  return { command, local: local ? { state } : undefined, given }
}

const isCommand = (word: string): word is keyof typeof asked => Object.hasOwn(asked, word)

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...options,
        local: flag,
        remote: flag,
        'persist-to': { type: 'string', default: '.wrangler/state' },
      },
    })
  } catch {
    throw new Error(usage)
  }
}

const number = (typed: string) => (/^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN)

export async function runCommand(work: Work, { command, given }: DepartmentCommand): Promise<string> {
  const { id = '', name = '', login, issuer = '' } = given
  const budgets = {
    dailyBudget: number(given.daily ?? String(usualBudgets.dailyBudget)),
    accountBudget: number(given['account-daily'] ?? String(usualBudgets.accountBudget)),
  }
  switch (command) {
    case 'add': {
      const kinds = (given.kinds ?? '').split(',').map((kind) => kind.trim())
      if (!kinds.every(isKind))
        refuse('department.malformed', { fields: [{ field: 'kinds', reason: words.kinds }] })
      const [archive, hukou] = [kinds.includes('archive'), kinds.includes('hukou')]
      await addDepartment(work, { id, name, archive, hukou, unitNames: given.unit ?? [], ...budgets })
      return words.added(id, name)
    }
    case 'add-account':
      await addAccount(work, { departmentId: id, login: login ?? '', name, issuer })
      return words.accountAdded(id, login ?? '')
    case 'budget':
      await changeBudget(work, id, budgets)
      return words.budget(id, budgets)
    case 'disable':
    case 'enable':
      await disableDepartment(work, id, login, command === 'disable')
      return words[command](login === undefined ? id : words.accountOf(id, login))
    case 'list':
      return list(work)
  }
}

async function list(work: Work): Promise<string> {
  const { departments, accounts } = await listDepartments(work.shards.directory)
  if (departments.length === 0) return words.none
  return departments
    .map((each) =>
      words.department({
        ...each,
        disabled: each.disabledAt !== null,
        kinds: kindNames.filter((kind) => each[kind]).map((kind) => kindShort[kind]),
        units: JSON.parse(each.unitNames) as string[],
        accounts: accounts
          .filter(({ departmentId }) => departmentId === each.id)
          .map(({ subject, name, disabledAt }) => ({ subject, name, disabled: disabledAt !== null })),
      }),
    )
    .join('\n')
}

/** A failure in words for whoever typed the command. */
export function said(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : words.failed
  const { title, detail } = error.body('', '')
  const fields = (error.said.fields ?? []).map(({ field, reason }) => `${field}：${reason}`)
  return [`${title}。${detail}`, ...fields].join('\n  ')
}
