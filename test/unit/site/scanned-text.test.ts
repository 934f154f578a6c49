import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestOf, readScanned } from '../../../site/src/journeys/scan/scanned-text.ts'
import { reportAddress } from '../../support/report-address.ts'

const ours = 'https://quxiang.example.cn'
const origins = [ours, 'http://127.0.0.1:8787']
const address = await reportAddress('quxiang.example.cn')
const token = address.slice(address.indexOf('#') + 1)
const transfer = 'Z2610001EQ86V47B'
const read = (text: string) => readScanned(text, origins)

describe('leads to the check', () => {
  it.each([address, address.replace('/v#', '/v/#'), token, ` ${token}\n`, `${origins[1]}/v#${token}`])(
    'a report’s QR',
    (text) => expect(read(text)).toEqual({ leads: 'check', path: `/v#${token}` }),
  )
  it.each([`${ours}/v#${transfer}`, transfer, 'z26 10001 EQ86 V47B'])('a form’s QR', (text) =>
    expect(read(text)).toEqual({ leads: 'check', path: `/v#${transfer}` }),
  )
})

it('asks for the name beside a 核验编号', () => {
  expect(read('26 10001 EQ86 V47B')).toEqual({ leads: 'type' })
})

describe('opens nothing foreign', () => {
  it.each([
    [`https://evil.example/v#${token}`, 'evil.example'],
    [`https://quxiang.example.cn.evil.example/v#${token}`, 'quxiang.example.cn.evil.example'],
    [`https://quxiang.example.cn@evil.example/v#${token}`, 'evil.example'],
    [`https://evil.example/?${ours}/v#${token}`, 'evil.example'],
    [`http://quxiang.example.cn/v#${token}`, 'quxiang.example.cn'],
    [`https://quxiang.example.cn:8443/v#${token}`, 'quxiang.example.cn:8443'],
    ['HTTPS://EVIL.EXAMPLE', 'evil.example'],
  ])('%s', (text, host) => expect(read(text)).toEqual({ leads: 'foreign', host }))

  it.each([
    `javascript:alert(1)//${ours}/v#${token}`,
    `data:text/html,${token}`,
    'weixin://dl/business',
    'https://',
    '//evil.example/v',
    'WIFI:S:x;;',
    '',
    token.slice(0, -1),
    `${token}${token}`,
  ])('%s', (text) => expect(read(text)).toEqual({ leads: 'nowhere' }))

  it.each([
    `${ours}/v`,
    `${ours}/v#`,
    `${ours}/help/#${token}`,
    `${ours}/v#${token}x`,
    `${ours}/v?a#<script>`,
  ])('%s: ours, and no check', (text) => expect(read(text)).toEqual({ leads: 'elsewhere' }))

  it('whatever a code may say: a path is ours and holds nothing but a token or a code', () => {
    const parts = fc.constantFrom(
      '/',
      '#',
      '?',
      '@',
      ':',
      '\\',
      '.',
      ' ',
      'v',
      ours,
      token,
      transfer,
      'evil.example',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 8 }), (pieces) => {
        const scanned = read(pieces.join(''))
        if (scanned.leads === 'check') expect(scanned.path).toMatch(/^\/v#[\w.-]+$/)
      }),
      { numRuns: 3000 },
    )
  })
})

it('takes ours first of several codes in a picture', () => {
  expect(bestOf(['https://evil.example', 'x', address], origins)).toMatchObject({ leads: 'check' })
  expect(bestOf(['x', 'https://evil.example'], origins)).toMatchObject({ leads: 'foreign' })
  expect(bestOf([], origins)).toBeUndefined()
})
