// npm run codes: checks that no report and no code was forged in the database, and seals those from before there were seals.
import { runProgram } from '../platform/command.ts'
import { onDatabase } from '../platform/operator-database.ts'
import { codesCommand as words } from '#words/commands/codes.ts'
import { readCommand, readSealKeys, runCommand } from './codes-command.ts'

await runProgram('codes', words.failed, async (args) => {
  if (args.includes('--help')) return words.usage
  const asked = readCommand(args)
  const keys = await readSealKeys(asked.given.secrets ?? '')
  return onDatabase(asked.local, (work) => runCommand(work, asked), keys)
})
