// A status list as everybody may have it: compressed and signed (draft-ietf-oauth-status-list-17, sections 4 and 5).
import { unzlibSync, zlibSync } from 'fflate'
import { fromBase64Url, toBase64Url } from '#model/proof/base64url.ts'
import type { SigningJwk } from '../platform/secrets.ts'
import { STATUS_LIST_LIFE, statusListText, statusListType } from '#model/proof/status-list.ts'
import { signText } from './token.ts'

export const statusListPath = '/.well-known/status-list'

/** @param issuedAt whole seconds. @returns a compact JWS of type statuslist+jwt */
export function signStatusList(
  signingKeys: readonly SigningJwk[],
  list: Uint8Array,
  said: { origin: string; issuedAt: number; ttl: number },
): Promise<string> {
  const text = statusListText({
    sub: said.origin + statusListPath,
    iat: said.issuedAt,
    exp: said.issuedAt + STATUS_LIST_LIFE,
    ttl: said.ttl,
    lst: toBase64Url(zlibSync(list, { level: 6 })),
  })
  return signText(signingKeys, text, statusListType)
}

/** The list inside a token that we made and kept ourselves. */
export function listIn(token: string): Uint8Array {
  const payload = JSON.parse(new TextDecoder().decode(fromBase64Url(token.split('.')[1] ?? ''))) as {
    status_list: { lst: string }
  }
  return unzlibSync(fromBase64Url(payload.status_list.lst))
}
