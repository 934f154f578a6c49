// npm run signing-keys: makes, publishes, promotes and removes signing keys in a file that becomes the secret.
import { runProgram } from '../platform/command.ts'
import { runKeysCommand } from './keys-command.ts'

await runProgram('signing-keys', '出错了', runKeysCommand)
