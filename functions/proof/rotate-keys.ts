// npm run signing-keys: makes, publishes, promotes and removes signing keys in a file that becomes the secret.
import { runKeysCommand } from './keys-command.ts'
import { signingKeysCommand as words } from '#words/commands/signing-keys.ts'

try {
  process.stdout.write(`${await runKeysCommand(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`signing-keys: ${error instanceof Error ? error.message : words.failed}\n`)
  process.exitCode = 1
}
