// What `npm run department` says and does; which database it does it to is the caller's.
import { listDepartments } from '../../../db/departments.ts'
import { commandReader } from '../../platform/command.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { usualBudgets } from '#model/budget.ts'
import { departmentCommand as words } from '#words/commands/department.ts'
import { addAccount } from './add-account.ts'
import { addDepartment } from './add-department.ts'
import { changeBudget } from './change-budget.ts'
import { disableDepartment } from './disable-department.ts'
import { kindShort } from '#words/report-kinds.ts'
import { isKind, kindNames } from '#model/report/kinds.ts'

export const readCommand = commandReader({
  usage: words.usage,
  commands: {
    add: { needs: ['id', 'name', 'kinds'], may: ['unit', 'daily', 'account-daily'] },
    'add-account': { needs: ['id', 'login', 'name', 'issuer'] },
    budget: { needs: ['id', 'daily', 'account-daily'] },
    disable: { needs: ['id'], may: ['login'] },
    enable: { needs: ['id'], may: ['login'] },
    list: {},
  },
  many: ['unit'],
  database: true,
})

const number = (typed: string) => (/^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN)

export async function runCommand(
  work: Work,
  { command, given }: ReturnType<typeof readCommand>,
): Promise<string> {
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
