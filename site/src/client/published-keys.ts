// The keys that reports are signed with, fetched once a page and only when something is there to check.
import type { PublishedKey } from './check-token.ts'

const LONGEST = 64 * 1024
const PATIENCE_MS = 5000

let kept: Promise<PublishedKey[] | undefined> | undefined

/** undefined: not reached in time, or no key set; the next call asks again */
export function publishedKeys(): Promise<PublishedKey[] | undefined> {
  kept ??= fetchKeys().catch(() => {
    kept = undefined
    return undefined
  })
  return kept
}

async function fetchKeys(): Promise<PublishedKey[]> {
  const response = await fetch('/.well-known/jwks.json', { signal: AbortSignal.timeout(PATIENCE_MS) })
  const text = response.ok ? await response.text() : ''
  if (text === '' || text.length > LONGEST) throw new Error('no key set')
  const { keys } = JSON.parse(text) as { keys: PublishedKey[] }
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('an empty key set')
  return keys.filter(({ kid, x, y }) => [kid, x, y].every((part) => typeof part === 'string'))
}
