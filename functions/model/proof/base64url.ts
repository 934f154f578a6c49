// Base64url without padding (RFC 4648, section 5), for the worker and for pages alike.

export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  // in steps: an argument list has an end, and an upload's findings are long
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws DOMException for what no base64url is; other spellings of the same bytes are taken */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The bytes, if the text is the one spelling our encoder makes: base64url leaves spare bits in the last character. */
export function fromCanonical(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = fromBase64Url(text)
    return toBase64Url(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
