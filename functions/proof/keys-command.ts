// What `npm run signing-keys` does to a file of signing keys and says of it. It says kids only: a private half is
// written to the file and nowhere else.
import { open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { commandReader } from '../platform/command.ts'
import { newId, type SigningJwk, signingKeysText } from '../platform/secrets.ts'
import { keysOf, newSigningKey } from './signing-keys.ts'
import {
  promoted,
  PUBLISHED_BEFORE_SIGNING_HOURS,
  removed,
  type Reordered,
} from '#model/proof/signing-keys.ts'
import { signingKeysCommand as words } from '#words/commands/signing-keys.ts'

const readCommand = commandReader({
  usage: words.usage,
  commands: {
    create: { needs: ['file'] },
    list: { needs: ['file'] },
    publish: { needs: ['file'] },
    promote: { needs: ['file', 'kid'] },
    remove: { needs: ['file', 'kid'] },
  },
  dropsEmpty: true,
})

/** @throws Error in words for whoever typed the command; the file is then as it was */
export async function runKeysCommand(args: readonly string[]): Promise<string> {
  const { command, given } = readCommand(args)
  const { file = '', kid = '' } = given
  if (command === 'create') {
    const keys = [await newSigningKey()]
    await create(file, keys)
    return [words.created(file), await listed(keys), words.putIt(file)].join('\n')
  }
  const keys = await readKeys(file)
  if (command === 'list') return listed(keys)
  if (command === 'publish') {
    const more = [...keys, await newSigningKey()]
    await replace(file, more)
    const wait = words.wait(PUBLISHED_BEFORE_SIGNING_HOURS)
    return [words.published, await listed(more), words.putIt(file), wait].join('\n')
  }
  const thumbprints = (await keysOf(keys)).map((key) => key.thumbprint)
  if (command === 'promote') {
    const order = placesOr(promoted(thumbprints, kid), kid, file)
    const after = order.map((place) => keys[place] as SigningJwk)
    await replace(file, after)
    const signing = thumbprints[order[0] ?? 0] ?? ''
    return [words.promoted(signing), await listed(after), words.putIt(file)].join('\n')
  }
  const order = placesOr(removed(thumbprints, kid), kid, file)
  const after = order.map((place) => keys[place] as SigningJwk)
  await replace(file, after)
  return [
    words.removed(kid),
    await listed(after),
    words.putIt(file),
    words.removedMeans,
    words.tellOffline(PUBLISHED_BEFORE_SIGNING_HOURS),
  ].join('\n')
}

function placesOr(order: Reordered, kid: string, file: string): readonly number[] {
  if (order === 'unknown') throw new Error(words.unknown(file, kid))
  if (order === 'last') throw new Error(words.last)
  return order
}

const listed = async (keys: readonly SigningJwk[]): Promise<string> =>
  (await keysOf(keys))
    .map(({ thumbprint }, place) => `  ${thumbprint}  ${place === 0 ? words.signs : words.verifies}`)
    .join('\n')

async function readKeys(file: string): Promise<SigningJwk[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? words.missing(file) : words.unreadable(file, error.code))
  })
  const keys = signingKeysText.safeParse(text)
  // what the parser says would quote the file
  if (!keys.success) throw new Error(words.notKeys(file))
  await keysOf(keys.data)
  return keys.data
}

async function create(file: string, keys: readonly SigningJwk[]): Promise<void> {
  await write(file, keys).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'EEXIST' ? words.exists(file) : words.unwritable(file, error.code))
  })
}

/** Whole or not at all: written beside the file, then put in its place. */
async function replace(file: string, keys: readonly SigningJwk[]): Promise<void> {
  const target = await realpath(file)
  const beside = `${target}.${newId()}`
  try {
    await write(beside, keys)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw new Error(words.notReplaced(file, (error as NodeJS.ErrnoException).code), { cause: error })
  }
}

/** @throws where the path is taken */
async function write(path: string, keys: readonly SigningJwk[]): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(keys)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
