// npm run machine-client: registers, rotates, revokes and lists the provincial systems of a deployment, through the same
// verbs and with the same audit as everything else.
import { readFile } from 'node:fs/promises'
import { runProgram } from '../../platform/command.ts'
import { onDatabase } from '../../platform/operator-database.ts'
import { machineClientCommand as words } from '#words/commands/machine-client.ts'
import { readCommand, runCommand } from './client-command.ts'

await runProgram('machine-client', words.failed, async (args) => {
  const asked = readCommand(args)
  const { jwks } = asked.given
  const keys = jwks === undefined ? '' : await readFile(jwks, 'utf8')
  return onDatabase(asked.local, (work) => runCommand(work, asked, keys))
})
