import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assertionAlgorithms,
  assertionType,
  clockTolerance,
  longestAssertion,
  readTokenRequest,
  refused,
  refusedHeader,
  tokenLife,
} from '../../../../functions/access/machines/decide-token-request.ts'

it('lets a token live ten minutes, an assertion five, and clocks differ by ten seconds', () => {
  expect({ tokenLife, longestAssertion, clockTolerance }).toEqual({
    tokenLife: 600_000,
    longestAssertion: 300_000,
    clockTolerance: 10_000,
  })
})

describe('the header of an assertion', () => {
  it.each(['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'])('may name %s', (alg) => {
    expect(refusedHeader({ alg, kid: 'first', typ: 'JWT' })).toBeUndefined()
  })

  it.each([undefined, '', 'none', 'None', 'HS256', 'HS384', 'HS512', 'es256', 'RS1', 256, ['ES256'], null])(
    'may not name %j',
    (alg) => {
      expect(refusedHeader({ alg })).toBe('algorithm')
    },
  )

  it('may name no symmetric algorithm at all', () => {
    expect(assertionAlgorithms.filter((alg) => /^(HS|A\d|dir|none)/i.test(alg))).toEqual([])
  })

  it.each(['jku', 'jwk', 'x5u', 'x5c'])('may not bring a key by %s, whatever it holds', (name) => {
    for (const value of ['https://evil.example/jwks', {}, null, undefined, ''])
      expect(refusedHeader({ alg: 'ES256', [name]: value })).toBe(name)
  })
})

const sound: [string, string][] = [
  ['grant_type', 'client_credentials'],
  ['client_assertion_type', assertionType],
  ['client_assertion', 'a.b.c'],
]
/** The sound request with one parameter changed, or left out. */
const withOne = (name: string, value: string | undefined): [string, string][] => [
  ...sound.filter(([other]) => other !== name),
  ...(value === undefined ? [] : [[name, value] as [string, string]]),
]

describe('a token request', () => {
  it('is read with and without a client_id', () => {
    expect(readTokenRequest(sound)).toEqual({ assertion: 'a.b.c', clientId: undefined })
    expect(readTokenRequest(withOne('client_id', 'guangdong'))).toEqual({
      assertion: 'a.b.c',
      clientId: 'guangdong',
    })
  })

  it.each([
    ['grant_type', undefined, 'invalid_request'],
    ['grant_type', '', 'invalid_request'],
    ['grant_type', 'authorization_code', 'unsupported_grant_type'],
    ['grant_type', 'client_credentials ', 'unsupported_grant_type'],
    ['grant_type', 'CLIENT_CREDENTIALS', 'unsupported_grant_type'],
    ['client_secret', 'x', 'invalid_request'],
    ['client_secret', '', 'invalid_request'],
    ['scope', 'admin', 'invalid_scope'],
    ['client_assertion_type', undefined, 'invalid_request'],
    ['client_assertion_type', '', 'invalid_request'],
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer', 'invalid_request'],
    ['client_assertion', undefined, 'invalid_request'],
    ['client_assertion', '', 'invalid_request'],
  ])('with %s %j is refused as %s', (name, value, error) => {
    expect(readTokenRequest(withOne(name, value))).toMatchObject({ error })
  })

  it('may say that it asks for no scope', () => {
    expect(readTokenRequest(withOne('scope', ''))).toMatchObject({ assertion: 'a.b.c' })
  })

  it('of nothing lacks its grant type', () => {
    expect(readTokenRequest([])).toEqual(refused('invalid_request', 'grant_type is missing'))
  })

  it.each(sound.map(([name]) => name))('with %s given twice, the same or not, is refused', (name) => {
    const value = sound.find(([other]) => other === name)?.[1] ?? ''
    for (const second of [value, 'other', ''])
      expect(readTokenRequest([...sound, [name, second]])).toEqual(
        refused('invalid_request', `parameter given twice: ${name}`),
      )
  })

  it('is refused for a doubled parameter before anything else is said', () => {
    const doubled: [string, string][] = [
      ['scope', 'a'],
      ['scope', 'a'],
    ]
    expect(readTokenRequest(doubled)).toMatchObject({ error_description: 'parameter given twice: scope' })
  })

  it('may have parameters that nobody knows, in any order', () => {
    const unknown = fc.uniqueArray(fc.stringMatching(/^x_[a-z]{1,8}$/), { maxLength: 5 })
    fc.assert(
      fc.property(unknown, fc.string(), fc.integer({ min: 0, max: 3 }), (names, value, place) => {
        const others = names.map((name): [string, string] => [name, value])
        const request = [...sound.slice(0, place), ...others, ...sound.slice(place)]
        expect(readTokenRequest(request)).toEqual({ assertion: 'a.b.c', clientId: undefined })
        expect(readTokenRequest(request.toReversed())).toMatchObject({ assertion: 'a.b.c' })
      }),
    )
  })

  it('is refused in words that OAuth allows, whatever its parameters are called', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff)), (points) => {
        const name = String.fromCodePoint(...points)
        const answer = readTokenRequest([
          [name, ''],
          [name, ''],
        ])
        const said = 'error' in answer ? answer.error_description : ''
        expect(said).toMatch(/^parameter given twice: [\w.?-]{0,40}$/)
      }),
    )
  })
})
