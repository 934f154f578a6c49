// npm run department: adds, lists and disables the departments of a deployment and their accounts and changes their
// budgets, through the same verbs and with the same audit as everything else.
import { userInfo } from 'node:os'
import { openLocalD1, openRemoteD1 } from '../../../db/open/d1.ts'
import { openOperatorWork } from '../../platform/open-work.ts'
import { readCommand, runCommand, said } from './department-command.ts'

async function run(args: readonly string[]): Promise<string> {
  const command = readCommand(args)
  const opened = await (command.local === undefined ? openRemoteD1() : openLocalD1(command.local.state))
  try {
    return await runCommand(openOperatorWork(opened, userInfo().username), command)
  } finally {
    await opened.close()
  }
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`department: ${said(error)}\n`)
  process.exitCode = 1
}
