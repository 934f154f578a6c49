// npm run signing-keys: makes, publishes, promotes and removes signing keys in a file that becomes the secret.
import { runProgram } from '../platform/command.ts'
import { runKeysCommand } from './keys-command.ts'
import { signingKeysCommand as words } from '#words/commands/signing-keys.ts'

await runProgram('signing-keys', words.failed, runKeysCommand)
