import { beforeAll, expect, it } from 'vitest'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'
import { seedDispatch, seedTransferCode } from '../../support/transfer-fixtures.ts'

const setup = workAt(new Date().toISOString())
let owner: Graduate
let report: Report
let transfer: string

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: '26110113150001',
    idNumber: inventIdNumber(),
    graduationMonth: '209806',
    cohort: 2098,
  })
  report = await seedReport(setup, owner)
  transfer = await seedTransferCode(setup, owner)
  await seedDispatch(setup, owner)
})

const fromGuangdong = {
  country: 'CN',
  region: 'Guangdong',
  regionCode: 'GD',
  city: 'Shenzhen',
  postalCode: '518000',
  latitude: '22.5',
}

interface Sent {
  path: string
  json?: object
  form?: Record<string, string>
}
async function send(
  { path, json, form }: Sent,
  { cf = fromGuangdong as object | null, address = '203.0.113.9', settings = {} } = {},
) {
  const answer = await testApp(settings)(path, {
    method: 'POST',
    headers: {
      'cf-connecting-ip': address,
      'x-forwarded-for': address,
      'content-type': json === undefined ? 'application/x-www-form-urlencoded' : 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: json === undefined ? new URLSearchParams(form).toString() : JSON.stringify(json),
    ...(cf === null ? {} : { cf }),
  } as RequestInit)
  expect(answer.status).toBe(200)
  const rows = await ledgerOf(setup, owner.entry.id)
  return rows.at(-1)
}

const ways = (): [string, Sent][] => {
  const name = owner.entry.name
  return [
    ['the typed page', { path: '/verify/archive/', form: { name, code: report.code } }],
    ['the typed page with a QR', { path: '/verify/archive/', form: { name: '', code: report.token } }],
    ['the typed page with a 转递编号', { path: '/verify/archive/', form: { name, code: transfer } }],
    ['JSON', { path: '/api/verifications', json: { kind: 'archive', name, code: report.code } }],
    ['JSON with a token', { path: '/api/verifications', json: { token: report.token } }],
    [
      'the receiving unit’s answer',
      { path: '/api/transfer-receipts', json: { name, code: transfer, outcome: 'received' } },
    ],
    [
      'the receiving unit’s page',
      {
        path: '/verify/archive/receipt/',
        form: { name, code: transfer, outcome: 'received', reason: '', key: crypto.randomUUID() },
      },
    ],
    [
      'a look-up that is not answered',
      { path: '/verify/archive/', form: { name: '别人', code: report.code } },
    ],
  ]
}

it('keeps the province of every anonymous look-up, and nothing finer', async () => {
  for (const [host, [way, sent]] of ways().entries()) {
    const before = (await ledgerOf(setup, owner.entry.id)).length
    // by one token from one address two look-ups are one row
    const row = await send(sent, { address: `203.0.113.${host}` })
    expect([way, row?.origin]).toEqual([way, '广东省'])
    expect(await ledgerOf(setup, owner.entry.id)).toHaveLength(before + 1)
    expect(JSON.stringify(row)).not.toMatch(/Shenzhen|518000|22\.5|203\.0\.113|Guangdong/)
  }
})

it('keeps nothing where nothing is known: no place, one’s own machine, somebody else’s proxy', async () => {
  const sent = { path: '/api/verifications', json: { token: report.token } }
  expect((await send(sent, { cf: null }))?.origin).toBe('')
  expect((await send(sent, { cf: { country: 5, regionCode: ['GD'] } }))?.origin).toBe('')
  expect((await send(sent, { address: '127.0.0.1' }))?.origin).toBe('')
  expect((await send(sent, { settings: { TRUSTED_PROXY_HOPS: '1' } }))?.origin).toBe('')
  expect((await send(sent, { cf: { country: 'JP' } }))?.origin).toBe('日本')
})
