// npm run department: adds, lists and disables the departments of a deployment and their accounts and changes their
// budgets, through the same verbs and with the same audit as everything else.
import { runProgram } from '../../platform/command.ts'
import { onDatabase } from '../../platform/operator-database.ts'
import { departmentCommand as words } from '#words/commands/department.ts'
import { readCommand, runCommand } from './department-command.ts'

await runProgram('department', words.failed, (args) => {
  const asked = readCommand(args)
  return onDatabase(asked.local, (work) => runCommand(work, asked))
})
