// npm run machine-client: registers, rotates, revokes and lists the provincial systems of a deployment, through the same
// verbs and with the same audit as everything else.
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { openLocalD1, openRemoteD1 } from '../../../db/open/d1.ts'
import { openOperatorWork } from '../../platform/open-work.ts'
import { readCommand, runCommand, said } from './client-command.ts'

async function run(args: readonly string[]): Promise<string> {
  const asked = readCommand(args)
  const keys = asked.jwks === '' ? '' : await readFile(asked.jwks, 'utf8')
  const opened = await (asked.local === undefined ? openRemoteD1() : openLocalD1(asked.local.state))
  try {
    return await runCommand(openOperatorWork(opened, userInfo().username), asked, keys)
  } finally {
    await opened.close()
  }
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`machine-client: ${said(error)}\n`)
  process.exitCode = 1
}
