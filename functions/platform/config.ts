// Reads a deployment's settings once and refuses the ones that do not fit together. Secrets stay in secrets.ts.
import { z } from 'zod'
import { contactParts, joinContacts } from '#model/contact-text.ts'

const text = z.string().trim()

const settings = z
  .object({
    DEPLOYMENT: z.enum(['production', 'sandbox']),
    /** our own origin, as printed in QR codes and compared with Origin headers */
    ORIGIN: z.url().transform((value) => new URL(value).origin),
    OPERATOR_NAME: text.min(1),
    SUPPORT_PHONE: text.min(1),
    SUPPORT_EMAIL: text.min(1),
    SCAN_WITH: text.min(1),
    RECORD_FILING: text.default(''),
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: text.min(1),
    OIDC_CLIENT_SECRET: text.min(1),
    OIDC_PROVIDER_NAME: text.min(1),
    STEP_UP_ACR: text.min(1),
    STAFF_OIDC_ISSUER: z.url(),
    STAFF_OIDC_CLIENT_ID: text.min(1),
    STAFF_OIDC_CLIENT_SECRET: text.min(1),
    /** one or several, with spaces between; '' asks for none, in a sandbox only */
    STAFF_ACR: text.default(''),
    TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
    /** where messages are posted to be sent; without it nothing is sent */
    MESSAGE_GATEWAY_URL: z.union([z.literal(''), z.url()]).default(''),
    MESSAGE_GATEWAY_TOKEN: text.default(''),
    /** whom alarms are sent to over the gateway: a mobile number or an e-mail address */
    ALARM_CONTACT: text.default(''),
    /** milliseconds the rules' clock is ahead of the machine's; a sandbox only (decision 24) */
    CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  })
  .refine((value) => value.DEPLOYMENT === 'sandbox' || value.CLOCK_OFFSET_MS === 0, {
    message: 'CLOCK_OFFSET_MS is for a sandbox only',
  })
  .refine((value) => (value.MESSAGE_GATEWAY_URL === '') === (value.MESSAGE_GATEWAY_TOKEN === ''), {
    message: 'MESSAGE_GATEWAY_URL and MESSAGE_GATEWAY_TOKEN go together',
  })
  .refine((value) => value.ALARM_CONTACT === '' || addressOf(value.ALARM_CONTACT) !== undefined, {
    message: 'ALARM_CONTACT is neither a mobile number nor an e-mail address',
  })

export interface Address {
  phone: string
  email: string
}

/** The one thing a message can be sent to. */
function addressOf(contact: string): Address | undefined {
  const [part, ...more] = contactParts(contact)
  if (part?.href === undefined || more.length > 0) return undefined
  return part.href.startsWith('mailto:') ? { phone: '', email: contact } : { phone: contact, email: '' }
}

export interface Provider {
  issuer: string
  clientId: string
  clientSecret: string
}

export interface Config {
  sandbox: boolean
  origin: string
  operatorName: string
  /** phone and e-mail */
  supportContact: string
  scanWith: string
  recordFiling: string
  providerName: string
  graduateProvider: Provider
  staffProvider: Provider
  stepUpAcr: string
  /** how strongly staff and departments must have signed in: one of these */
  staffAcr: readonly string[]
  trustedProxyHops: number
  messageGateway: { url: string; token: string } | undefined
  alarmContact: Address | undefined
  clockOffsetMs: number
}

/** @throws Error naming each setting that is missing or does not fit; no value is repeated in it */
export function parseConfig(env: Record<string, unknown>): Config {
  const parsed = settings.safeParse(env)
  if (!parsed.success) {
    const named = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`,
    )
    throw new Error(`configuration: ${named.join('; ')}`)
  }
  const value = parsed.data
  return {
    sandbox: value.DEPLOYMENT === 'sandbox',
    origin: value.ORIGIN,
    operatorName: value.OPERATOR_NAME,
    supportContact: joinContacts(value.SUPPORT_PHONE, value.SUPPORT_EMAIL),
    scanWith: value.SCAN_WITH,
    recordFiling: value.RECORD_FILING,
    providerName: value.OIDC_PROVIDER_NAME,
    graduateProvider: {
      issuer: value.OIDC_ISSUER,
      clientId: value.OIDC_CLIENT_ID,
      clientSecret: value.OIDC_CLIENT_SECRET,
    },
    staffProvider: {
      issuer: value.STAFF_OIDC_ISSUER,
      clientId: value.STAFF_OIDC_CLIENT_ID,
      clientSecret: value.STAFF_OIDC_CLIENT_SECRET,
    },
    stepUpAcr: value.STEP_UP_ACR,
    staffAcr: value.STAFF_ACR.split(/\s+/).filter((acr) => acr !== ''),
    trustedProxyHops: value.TRUSTED_PROXY_HOPS,
    messageGateway:
      value.MESSAGE_GATEWAY_URL === ''
        ? undefined
        : { url: value.MESSAGE_GATEWAY_URL, token: value.MESSAGE_GATEWAY_TOKEN },
    alarmContact: value.ALARM_CONTACT === '' ? undefined : addressOf(value.ALARM_CONTACT),
    clockOffsetMs: value.CLOCK_OFFSET_MS,
  }
}
