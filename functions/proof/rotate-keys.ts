// npm run signing-keys: makes, publishes, promotes and removes signing keys in a file that becomes the secret.
import { runKeysCommand } from './keys-command.ts'

try {
  process.stdout.write(`${await runKeysCommand(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`signing-keys: ${error instanceof Error ? error.message : '出错了'}\n`)
  process.exitCode = 1
}
