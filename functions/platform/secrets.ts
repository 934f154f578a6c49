// Seals fields and makes blind indexes. Every ciphertext names its algorithm and key; the column and row are its
// associated data, so a value moved to another row does not open. Keys come from secrets and never leave this file.
import { z } from 'zod'
import { fromBase64, fromBase64Url, toBase64Url } from '#model/proof/base64url.ts'

/** What a keyed hash is for, a blind index or a seal of a row; each purpose has its own key. */
export type IndexPurpose =
  | 'identity-number'
  | 'phone'
  | 'email'
  | 'code'
  | 'address'
  | 'attempt'
  | 'idempotency'
  | 'step-up'
  | 'case-number'
  | 'report-seal'
  | 'open-code'
  | 'ended-code'

export interface Secrets {
  /** AES-256-GCM under the newest field key: `A256GCM.<key>.<iv>.<ciphertext>`, base64url; '' stays '' */
  seal: (column: string, rowId: string, plain: string) => Promise<string>
  /** @throws when the text was not sealed for this column and row, or its key is gone */
  open: (column: string, rowId: string, sealed: string) => Promise<string>
  /** HMAC-SHA-256 under the purpose's key, base64url; '' stays '' */
  index: (purpose: IndexPurpose, value: string) => Promise<string>
  /** the first signs, all verify */
  signingKeys: SigningJwk[]
}

/** 32 bytes in base64url; any other spelling of them would give the key another thumbprint */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)

/** A private ES256 key; what else a JWK may say is left behind, unless it says that the key is for something else. */
const signingJwk = z
  .object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: bytes32,
    y: bytes32,
    d: bytes32,
    alg: z.literal('ES256').optional(),
    use: z.literal('sig').optional(),
    key_ops: z
      .array(z.string())
      .refine((operations) => operations.includes('sign'))
      .optional(),
  })
  .transform(({ kty, crv, x, y, d }) => ({ kty, crv, x, y, d }))

export type SigningJwk = z.infer<typeof signingJwk>

/** The text of SIGNING_KEYS: a JSON array of private keys. */
export const signingKeysText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  })
  .pipe(z.array(signingJwk).min(1))

/** The text of INDEX_SECRET. */
export const indexSecretText = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)

const shape = z.object({
  /** `name:base64 of 32 bytes`, comma-separated, newest first */
  FIELD_KEYS: z.string().regex(/^[a-z0-9]+:[A-Za-z0-9+/]{43}=(,[a-z0-9]+:[A-Za-z0-9+/]{43}=)*$/),
  INDEX_SECRET: indexSecretText,
  SIGNING_KEYS: signingKeysText,
})

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** @throws Error naming the secret that is missing or malformed, never its value */
export function parseSecrets(env: Record<string, unknown>): Secrets {
  const parsed = shape.safeParse(env)
  if (!parsed.success)
    throw new Error(
      `secrets: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')} missing or malformed`,
    )
  const fieldKeys = new Map<string, Promise<CryptoKey>>()
  for (const entry of parsed.data.FIELD_KEYS.split(',')) {
    const [name = '', key = ''] = entry.split(':')
    fieldKeys.set(
      name,
      crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']),
    )
  }
  const newest = [...fieldKeys.keys()][0] ?? ''

  return {
    ...keyedHashes(parsed.data.INDEX_SECRET),
    signingKeys: parsed.data.SIGNING_KEYS,
    async seal(column, rowId, plain) {
      if (plain === '') return ''
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: encoder.encode(`${column}\n${rowId}`) },
        await (fieldKeys.get(newest) as Promise<CryptoKey>),
        encoder.encode(plain),
      )
      return `A256GCM.${newest}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`
    },
    async open(column, rowId, sealed) {
      if (sealed === '') return ''
      const [algorithm, name = '', iv = '', text = ''] = sealed.split('.')
      const key = fieldKeys.get(name)
      if (algorithm !== 'A256GCM' || key === undefined)
        throw new Error(`sealed under an unknown key: ${column}`)
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: fromBase64Url(iv), additionalData: encoder.encode(`${column}\n${rowId}`) },
        await key,
        fromBase64Url(text),
      )
      return decoder.decode(plain)
    },
  }
}

/** @param secret INDEX_SECRET as `indexSecretText` takes it */
export function keyedHashes(secret: string): Pick<Secrets, 'index'> {
  const root = crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey'])
  const keys = new Map<IndexPurpose, Promise<CryptoKey>>()
  const keyOf = (purpose: IndexPurpose) => {
    const known = keys.get(purpose)
    if (known !== undefined) return known
    const made = root.then((key) =>
      crypto.subtle.deriveKey(
        {
          name: 'HKDF',
          hash: 'SHA-256',
          salt: new Uint8Array(32),
          info: encoder.encode(`quxiang index ${purpose}`),
        },
        key,
        { name: 'HMAC', hash: 'SHA-256', length: 256 },
        false,
        ['sign'],
      ),
    )
    keys.set(purpose, made)
    return made
  }
  return {
    async index(purpose, value) {
      if (value === '') return ''
      const mac = await crypto.subtle.sign('HMAC', await keyOf(purpose), encoder.encode(value))
      return toBase64Url(new Uint8Array(mac))
    },
  }
}

/** 128 random bits, base64url: row ids, session ids, receipts' raw material. */
export const newId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)))

/** SHA-256, base64url: for values that are random already (cookies, nonces) and for digests of bodies. */
export async function sha256(value: string | BufferSource): Promise<string> {
  const bytes = typeof value === 'string' ? encoder.encode(value) : value
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** SHA-256 of a text's UTF-8, 64 lower-case hexadecimal digits: for chains that strangers recompute. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
