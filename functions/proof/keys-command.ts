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

// with =, because a kid may begin with a hyphen
const usage = `用法：npm run signing-keys -- <命令> --file <密钥文件> [--kid=<kid>]
  create               新建密钥文件，含一把密钥
  list                 列出密钥：第一把签名，全部用于核验
  publish              添加一把新密钥：先公布，暂不签名
  promote --kid=<kid>  改由这把密钥签名，其余仍用于核验
  remove  --kid=<kid>  移除这把密钥（密钥泄露时用），由它签名的二维码不再通过核验`

const readCommand = commandReader({
  usage,
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
    return `已新建 ${file}。\n${await listed(keys)}\n${putIt(file)}`
  }
  const keys = await readKeys(file)
  if (command === 'list') return listed(keys)
  if (command === 'publish') {
    const more = [...keys, await newSigningKey()]
    await replace(file, more)
    const wait = `请在发布 ${PUBLISHED_BEFORE_SIGNING_HOURS} 小时之后再用 promote 改由新密钥签名：在此之前，离线核验方手里的公钥集可能还没有它。`
    return `已添加新密钥，暂不签名。\n${await listed(more)}\n${putIt(file)}\n${wait}`
  }
  const thumbprints = (await keysOf(keys)).map((key) => key.thumbprint)
  if (command === 'promote') {
    const order = placesOr(promoted(thumbprints, kid), kid, file)
    const after = order.map((place) => keys[place] as SigningJwk)
    await replace(file, after)
    return `已改由 ${thumbprints[order[0] ?? 0]} 签名，先前的二维码仍可核验。\n${await listed(after)}\n${putIt(file)}`
  }
  const order = placesOr(removed(thumbprints, kid), kid, file)
  const after = order.map((place) => keys[place] as SigningJwk)
  await replace(file, after)
  return [
    `已移除以 ${kid} 开头的密钥。`,
    await listed(after),
    putIt(file),
    '发布之后，由它签名的二维码一律答“未查到”；核验编号不受影响，毕业生重新打开报告即得到由新密钥签名的二维码。',
    `离线核验方手里的公钥集最多 ${PUBLISHED_BEFORE_SIGNING_HOURS} 小时后才没有它，请另行通知。`,
  ].join('\n')
}

function placesOr(order: Reordered, kid: string, file: string): readonly number[] {
  if (order === 'unknown')
    throw new Error(`${file} 里没有以 ${kid} 开头的密钥（kid 至少写前 8 位），文件未改动`)
  if (order === 'last')
    throw new Error('这是最后一把密钥，移除后将无法签名，文件未改动。请先 publish 一把新密钥')
  return order
}

const listed = async (keys: readonly SigningJwk[]): Promise<string> =>
  (await keysOf(keys))
    .map(({ thumbprint }, place) => `  ${thumbprint}  ${place === 0 ? '签名、核验' : '核验'}`)
    .join('\n')

const putIt = (file: string) => `接着发布：wrangler secret put SIGNING_KEYS < ${file}`

async function readKeys(file: string): Promise<SigningJwk[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `没有 ${file} 这个文件；新建请用 create` : `读不了 ${file}（${error.code}）`,
    )
  })
  const keys = signingKeysText.safeParse(text)
  // what the parser says would quote the file
  if (!keys.success) throw new Error(`${file} 不是签名密钥文件（ES256 私钥 JWK 的 JSON 数组），文件未改动`)
  await keysOf(keys.data)
  return keys.data
}

async function create(file: string, keys: readonly SigningJwk[]): Promise<void> {
  await write(file, keys).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'EEXIST' ? `${file} 已经存在，未改动` : `写不了 ${file}（${error.code}）`)
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
    throw new Error(`写不了 ${file}（${(error as NodeJS.ErrnoException).code}），文件未改动`, {
      cause: error,
    })
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
