// What keeps settings from serving real people although each of them is well-formed: a sandbox's values, an example's, keys
// that are no secret. A production with any of them answers nothing.
import { contactParts } from '#model/contact-text.ts'
import { fromBase64, fromBase64Url } from '#model/proof/base64url.ts'

const addresses = ['ORIGIN', 'OIDC_ISSUER', 'STAFF_OIDC_ISSUER', 'MESSAGE_GATEWAY_URL'] as const
const shown = [
  'OPERATOR_NAME',
  'SUPPORT_PHONE',
  'SUPPORT_EMAIL',
  'OIDC_PROVIDER_NAME',
  'SCAN_WITH',
  'ALARM_CONTACT',
] as const
/** what opens on a tap, of what must be reachable */
const reachable = { SUPPORT_PHONE: 'tel:', SUPPORT_EMAIL: 'mailto:' } as const
const passwords = ['OIDC_CLIENT_SECRET', 'STAFF_OIDC_CLIENT_SECRET', 'MESSAGE_GATEWAY_TOKEN'] as const

/** Characters; a provider's own secrets are longer. */
const SHORTEST_PASSWORD = 16

/** Of 32 random bytes about 30 differ; that fewer than 16 do happens to nobody. */
const FEWEST_DIFFERENT_BYTES = 16

/** RFC 2606 and RFC 6761, and this machine. */
const exampleHost = /(^|\.)(example|test|invalid|localhost)(\.|$)|^(127\.|0\.|\[::1\]$)/

/** As wrangler.toml and the sandbox have them. */
const placeholder = /^（.*）$|沙箱|^[0\s-]*$|^010-0+$|@(.+\.)?example(\.|$)/

/** @returns a line for each setting that does not fit, naming it; no value is repeated. None: the settings fit. */
export function unfitSettings(env: Record<string, unknown>): string[] {
  const said = (name: string) => (typeof env[name] === 'string' ? env[name].trim() : '')
  const given = (names: readonly string[]) => names.filter((name) => said(name) !== '')
  return [
    ...(said('STAFF_ACR') === ''
      ? ['STAFF_ACR: missing; the acr by which the provider of staff says that a sign-in was strong enough']
      : []),
    ...given(addresses).flatMap((name) => addressFaults(name, said(name))),
    ...given(shown).flatMap((name) => (placeholder.test(said(name)) ? [`${name}: still a placeholder`] : [])),
    ...Object.entries(reachable).flatMap(([name, scheme]) => reachFaults(name, said(name), scheme)),
    ...given(passwords).flatMap((name) => passwordFaults(name, said(name))),
    ...keyFaults(keysIn(said)),
    ...repeated(given(passwords).map((name) => ({ name, text: said(name) }))),
    ...repeatedNames(said('FIELD_KEYS')),
  ]
}

function addressFaults(name: string, text: string): string[] {
  const { protocol, hostname } = new URL(text)
  return [
    ...(protocol === 'https:' ? [] : [`${name}: must be https`]),
    ...(exampleHost.test(hostname) ? [`${name}: an example's address, or this machine's`] : []),
  ]
}

const reachFaults = (name: string, text: string, scheme: string): string[] =>
  placeholder.test(text) || contactParts(text).some(({ href }) => href?.startsWith(scheme))
    ? []
    : [`${name}: nothing that ${scheme} can reach`]

const passwordFaults = (name: string, text: string): string[] => [
  ...(text.length < SHORTEST_PASSWORD ? [`${name}: shorter than ${SHORTEST_PASSWORD} characters`] : []),
  ...(text.startsWith('sandbox') ? [`${name}: a sandbox's`] : []),
]

interface Key {
  name: string
  bytes: Uint8Array
}

function keysIn(said: (name: string) => string): Key[] {
  const fields = said('FIELD_KEYS')
    .split(',')
    .map((entry) => entry.split(':'))
    .map(([name = '', key = '']) => ({ name: `FIELD_KEYS ${name}`, bytes: fromBase64(key) }))
  const signing = (JSON.parse(said('SIGNING_KEYS')) as { d: string }[]).map(({ d }, place) => ({
    name: `SIGNING_KEYS ${place + 1}`,
    bytes: fromBase64Url(d),
  }))
  return [...fields, { name: 'INDEX_SECRET', bytes: fromBase64(said('INDEX_SECRET')) }, ...signing]
}

const keyFaults = (keys: Key[]): string[] => [
  ...keys
    .filter(({ bytes }) => new Set(bytes).size < FEWEST_DIFFERENT_BYTES)
    .map(({ name }) => `${name}: too few different bytes for a random key`),
  ...repeated(keys.map(({ name, bytes }) => ({ name, text: bytes.join() }))),
]

/** What serves two purposes is as weak as the weaker of them. */
const repeated = (values: { name: string; text: string }[]): string[] =>
  values.flatMap(({ name, text }, at) => {
    const earlier = values.slice(0, at).find((each) => each.text === text)
    return earlier === undefined ? [] : [`${name}: the same as ${earlier.name}`]
  })

function repeatedNames(fieldKeys: string): string[] {
  const names = fieldKeys.split(',').map((entry) => entry.split(':')[0] ?? '')
  return names
    .filter((name, at) => names.indexOf(name) < at)
    .map((name) => `FIELD_KEYS: two keys named ${name}`)
}
