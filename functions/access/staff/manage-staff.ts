// npm run staff: lets members of a school's staff in, and confirms what waits where the school has no second person,
// with the same audit as everything else.
import { runProgram } from '../../platform/command.ts'
import { onDatabase } from '../../platform/operator-database.ts'
import { staffCommand as words } from '#words/commands/staff.ts'
import { readCommand, runCommand } from './staff-command.ts'

await runProgram('staff', words.failed, (args) => {
  const asked = readCommand(args)
  return onDatabase(asked.local, (work) => runCommand(work, asked))
})
