// What the text of a scanned QR leads to. Only our own /v page is ever opened, and by a path of ours: nothing of a
// foreign text becomes an address.
import { foldCode, parseCode } from '#model/codes/codes.ts'
import { parseToken } from '#model/proof/token.ts'

export type Scanned =
  | { leads: 'check'; path: string }
  /** a 核验编号 says nothing without the name beside it */
  | { leads: 'type' }
  /** of this site, and neither a report nor a form */
  | { leads: 'elsewhere' }
  | { leads: 'foreign'; host: string }
  /** no address at all */
  | { leads: 'nowhere' }

const checkable = (text: string): string | undefined => {
  if (parseToken(text) !== undefined) return text
  const code = foldCode(text.slice(0, 40))
  return text.length <= 40 && parseCode(code)?.kind === 'transfer' ? code : undefined
}

/** @param origins that are ours: where the page was opened, and the one that is printed */
export function readScanned(text: string, origins: readonly string[]): Scanned {
  const trimmed = text.trim()
  const bare = checkable(trimmed)
  if (bare !== undefined) return { leads: 'check', path: `/v#${bare}` }
  if (trimmed.length <= 40 && parseCode(foldCode(trimmed)) !== undefined) return { leads: 'type' }
  const address = addressIn(trimmed)
  if (address === undefined) return { leads: 'nowhere' }
  if (!origins.includes(address.origin)) return { leads: 'foreign', host: address.host }
  const named = /^\/v\/?$/.test(address.pathname) ? checkable(address.hash.slice(1)) : undefined
  return named === undefined ? { leads: 'elsewhere' } : { leads: 'check', path: `/v#${named}` }
}

function addressIn(text: string): URL | undefined {
  if (!/^https?:/i.test(text)) return undefined
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Of several codes in one picture: ours first, then whatever can be explained best. */
export function bestOf(texts: readonly string[], origins: readonly string[]): Scanned | undefined {
  const read = texts.map((text) => readScanned(text, origins))
  for (const leads of ['check', 'type', 'elsewhere', 'foreign', 'nowhere']) {
    const found = read.find((each) => each.leads === leads)
    if (found !== undefined) return found
  }
  return undefined
}
