import { expect, it } from 'vitest'
import { unfitSettings } from '../../../functions/platform/unfit-settings.ts'
import { productionValues, testSettings } from '../../support/settings.ts'

const good: Record<string, string> = { ...(await testSettings()), ...productionValues }
const [signing = {}] = JSON.parse(good['SIGNING_KEYS'] ?? '') as Record<string, string>[]
const key = (bytes: ArrayLike<number>) => Buffer.from(Uint8Array.from(bytes)).toString('base64')
const fieldKey = (good['FIELD_KEYS'] ?? '').split(':')[1] ?? ''

it('finds nothing in settings that serve real people', () => {
  expect(unfitSettings(good)).toEqual([])
})

it.each<[string, Record<string, string>, string[]]>([
  ['an origin without TLS', { ORIGIN: 'http://quxiang.university.cn' }, ['ORIGIN: must be https']],
  ['an issuer without TLS', { OIDC_ISSUER: 'http://sign-in.university.cn' }, ['OIDC_ISSUER: must be https']],
  ['staff’s issuer without TLS', { STAFF_OIDC_ISSUER: 'http://a.cn' }, ['STAFF_OIDC_ISSUER: must be https']],
  ['a gateway without TLS', { MESSAGE_GATEWAY_URL: 'http://a.cn' }, ['MESSAGE_GATEWAY_URL: must be https']],
  [
    'the address that wrangler.toml comes with',
    { ORIGIN: 'https://quxiang.example.cn' },
    ['ORIGIN: an example’s address, or this machine’s'],
  ],
  [
    'this machine',
    { OIDC_ISSUER: 'https://127.0.0.1:8788' },
    ['OIDC_ISSUER: an example’s address, or this machine’s'],
  ],
  [
    'the operator of wrangler.toml',
    { OPERATOR_NAME: '（运营单位）' },
    ['OPERATOR_NAME: still a placeholder'],
  ],
  ['a sandbox’s operator', { OPERATOR_NAME: '去向沙箱运营单位' }, ['OPERATOR_NAME: still a placeholder']],
  ['a number that nobody has', { SUPPORT_PHONE: '010-00000000' }, ['SUPPORT_PHONE: still a placeholder']],
  ['the address of wrangler.toml', { SUPPORT_EMAIL: '（服务邮箱）' }, ['SUPPORT_EMAIL: still a placeholder']],
  [
    'a sandbox’s address',
    { SUPPORT_EMAIL: 'support@quxiang.example' },
    ['SUPPORT_EMAIL: still a placeholder'],
  ],
  [
    'an address where a number belongs',
    { SUPPORT_PHONE: 'help@university.cn' },
    ['SUPPORT_PHONE: nothing that tel: can reach'],
  ],
  [
    'a number where an address belongs',
    { SUPPORT_EMAIL: '010-66001122' },
    ['SUPPORT_EMAIL: nothing that mailto: can reach'],
  ],
  [
    'a sandbox’s provider',
    { OIDC_PROVIDER_NAME: '学信网（沙箱）' },
    ['OIDC_PROVIDER_NAME: still a placeholder'],
  ],
  [
    'a sandbox’s secret',
    { OIDC_CLIENT_SECRET: 'sandbox-client-secret' },
    ['OIDC_CLIENT_SECRET: a sandbox’s'],
  ],
  [
    'no word on how strong a sign-in of staff must be',
    { STAFF_ACR: ' ' },
    ['STAFF_ACR: missing; the acr by which the provider of staff says that a sign-in was strong enough'],
  ],
  [
    'a short secret',
    { STAFF_OIDC_CLIENT_SECRET: 'quxiang-quxiang' },
    ['STAFF_OIDC_CLIENT_SECRET: shorter than 16 characters'],
  ],
  [
    'one secret for two clients',
    { STAFF_OIDC_CLIENT_SECRET: good['OIDC_CLIENT_SECRET'] ?? '' },
    ['STAFF_OIDC_CLIENT_SECRET: the same as OIDC_CLIENT_SECRET'],
  ],
  [
    'a key of zeros',
    { INDEX_SECRET: key(new Uint8Array(32)) },
    ['INDEX_SECRET: too few different bytes for a random key'],
  ],
  [
    'a key that repeats a word',
    { FIELD_KEYS: `k1:${Buffer.from('geheimnis-geheimnis-geheimnis-ge').toString('base64')}` },
    ['FIELD_KEYS k1: too few different bytes for a random key'],
  ],
  [
    'a signing key of one byte',
    { SIGNING_KEYS: JSON.stringify([{ ...signing, d: Buffer.alloc(32, 7).toString('base64url') }]) },
    ['SIGNING_KEYS 1: too few different bytes for a random key'],
  ],
  ['one key for two purposes', { INDEX_SECRET: fieldKey }, ['INDEX_SECRET: the same as FIELD_KEYS k1']],
  [
    'a signing key that seals fields, too',
    {
      FIELD_KEYS: `k1:${fieldKey},k2:${Buffer.from(signing['d'] ?? '', 'base64url').toString('base64')}`,
    },
    ['SIGNING_KEYS 1: the same as FIELD_KEYS k2'],
  ],
  [
    'one key under two names',
    { FIELD_KEYS: `k1:${fieldKey},k2:${fieldKey}` },
    ['FIELD_KEYS k2: the same as FIELD_KEYS k1'],
  ],
  [
    'two keys of one name',
    { FIELD_KEYS: `k1:${fieldKey},k1:${key(crypto.getRandomValues(new Uint8Array(32)))}` },
    ['FIELD_KEYS: two keys named k1'],
  ],
])('names %s in one line', (_, wrong, lines) => {
  expect(unfitSettings({ ...good, ...wrong })).toEqual(lines.map((line) => line.replaceAll('’', "'")))
})

it('names all of a sandbox’s at once, and repeats none of their values', async () => {
  const sandbox = await testSettings()
  const lines = unfitSettings({ ...sandbox, DEPLOYMENT: 'production' })
  for (const name of [
    'ORIGIN',
    'OPERATOR_NAME',
    'SUPPORT_PHONE',
    'SUPPORT_EMAIL',
    'OIDC_ISSUER',
    'OIDC_CLIENT_SECRET',
  ])
    expect(lines.some((line) => line.startsWith(`${name}: `))).toBe(true)
  for (const value of Object.values(sandbox).filter((each) => each.length > 8))
    expect(lines.join('\n')).not.toContain(value)
})
