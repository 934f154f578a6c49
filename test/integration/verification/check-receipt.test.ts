import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attempts } from '../../../db/schema/verification.ts'
import { checkReceipt } from '../../../functions/verification/check-receipt.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'
import { withoutTyped } from '../../support/typed-words.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const NOW = new Date().toISOString()
const setup = workAt(NOW)
const anonymous = () => workAt(NOW, { kind: 'anonymous' })
const app = testApp()
let exam = 26_110_112_150_000
let hosts = 0
const newAddress = () => `host-${(hosts += 1)}`

const newGraduate = (name?: string) =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: name ?? `陈诚${exam}`,
    graduationMonth: '209806',
    cohort: 2098,
  })

let owner: Graduate
let report: Report
let receipt: string

const lookUp = async (given: Partial<Parameters<typeof verify>[1]> = {}) => {
  const { answer } = await verify(anonymous(), {
    kind: 'archive',
    name: owner.entry.name,
    code: report.code,
    via: 'page',
    address: newAddress(),
    ...given,
  })
  if (answer.verdict === 'unknown' || answer.verdict === 'limited') throw new Error(answer.verdict)
  return answer
}
const check = (given: { receipt?: string; code?: string; name?: string } = {}, address = newAddress()) =>
  checkReceipt(anonymous(), { receipt, code: report.code, ...given }, address)

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))
beforeEach(async () => {
  owner = await newGraduate()
  report = await seedReport(setup, owner)
  ;({ receipt } = await lookUp())
})

describe('a receipt with its code', () => {
  it('says when, what and how, with place and hash as the graduate’s own ledger has them', async () => {
    const checked = await check()
    const [row] = await ledgerOf(setup, owner.entry.id)
    expect(checked).toEqual({
      found: true,
      receipt,
      at: NOW,
      kind: 'archive',
      codeKind: 'verification',
      verdict: 'valid',
      via: 'page',
      department: null,
      sealed: { place: 1, hash: row?.chainHash },
    })
    expect(row).toMatchObject({ receipt, chainSeq: 1 })
  })

  it('enters nothing in the ledger and counts no failure', async () => {
    const counted = () => setup.shards.directory.select().from(attempts)
    const before = [await ledgerOf(setup, owner.entry.id), await counted()]
    await check()
    const [rows] = before as [Awaited<ReturnType<typeof ledgerOf>>, unknown]
    expect((await ledgerOf(setup, owner.entry.id)).map((row) => row.seq)).toEqual(rows.map((row) => row.seq))
    expect(await counted()).toEqual(before[1])
  })

  it('takes them as they are typed', async () => {
    const plain = receipt.replaceAll('-', '').toLowerCase()
    for (const written of [
      plain,
      ` ${receipt} `,
      plain.match(/.{3}/g)?.join(' ') ?? '',
      receipt.replaceAll('-', '－'),
    ])
      expect(await check({ receipt: written, code: ` ${report.code.toLowerCase()}` })).toMatchObject({
        receipt,
      })
  })

  it('says what was answered then, whatever has become of the code', async () => {
    const late = await seedReport(setup, await newGraduate(owner.entry.name), {
      endedAt: 5,
      endedBecause: 'graduate',
    })
    const revoked = await lookUp({ code: late.code })
    expect(await check({ receipt: revoked.receipt, code: late.code })).toMatchObject({ verdict: 'revoked' })
  })

  it('names the department that was signed in', async () => {
    const { receipt: theirs } = await lookUp({ via: 'desk', department: { id: 'd', name: '某区人社局' } })
    expect(await check({ receipt: theirs })).toMatchObject({ via: 'desk', department: '某区人社局' })
  })

  it('is found by the QR’s token too, and one that was scanned by the code', async () => {
    const scanned = await lookUp({ code: undefined, name: undefined, kind: undefined, token: report.token })
    for (const code of [report.token, `https://example.cn/v#${report.token}`, report.code]) {
      expect(await check({ receipt: scanned.receipt, code })).toMatchObject({ found: true, via: 'token' })
      expect(await check({ code })).toMatchObject({ found: true, via: 'page' })
    }
  })

  it('is found by a 转递编号', async () => {
    const code = await seedTransferCode(setup, owner)
    const found = await lookUp({ code })
    expect(await check({ receipt: found.receipt, code })).toMatchObject({
      found: true,
      codeKind: 'transfer',
      verdict: 'valid',
    })
    expect(await check({ receipt: found.receipt, code, name: owner.entry.name })).toMatchObject({
      found: true,
    })
    expect(await check({ receipt: found.receipt, code, name: '别人' })).toEqual({ found: false })
    // neither code opens the other's receipt
    expect(await check({ receipt: found.receipt })).toEqual({ found: false })
    expect(await check({ code })).toEqual({ found: false })
  })

  it('compares a name where one is given', async () => {
    expect(await check({ name: ` ${owner.entry.name} ` })).toMatchObject({ found: true })
    expect(await check({ name: '' })).toMatchObject({ found: true })
    expect(await check({ name: '别人' })).toEqual({ found: false })
  })
})

describe('everything else gets one answer', () => {
  const wrong: [string, () => Promise<{ receipt?: string; code?: string; name?: string }>][] = [
    ['a receipt nobody got', async () => ({ receipt: 'AAAA-AAAA-AAAA' })],
    ['a text that is no receipt', async () => ({ receipt: '——' })],
    ['a code nobody has', async () => ({ code: '9810001ABCDEFGH' })],
    ['a text that is no code', async () => ({ code: '——' })],
    ['another report’s code', async () => ({ code: (await seedReport(setup, await newGraduate())).code })],
    ['another report’s token', async () => ({ code: (await seedReport(setup, await newGraduate())).token })],
    ['a token that is not ours', async () => ({ code: `${report.token.slice(0, -4)}AAAA` })],
    [
      'the receipt of a look-up that was not answered',
      async () => {
        await verify(anonymous(), {
          kind: 'archive',
          name: '别人',
          code: report.code,
          via: 'page',
          address: newAddress(),
        })
        const rows = await ledgerOf(setup, owner.entry.id)
        return { receipt: rows.find((row) => !row.answered)?.receipt }
      },
    ],
  ]
  it.each(wrong)('%s', async (_, given) => {
    const asked = await given()
    expect(await check(asked)).toEqual({ found: false })
    const post = async (body: object) => {
      const answer = await app('/api/receipts', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'cf-connecting-ip': `198.51.100.${(hosts += 1) % 250}`,
        },
        body: JSON.stringify(body),
      })
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      return { status: answer.status, headers, body: await answer.text() }
    }
    const first = await post({ receipt: 'AAAA-AAAA-AAAA', code: report.code })
    expect(await post({ receipt, code: report.code, ...asked })).toEqual(first)
    expect(first.body).toBe('{"found":false}')
  })

  it('costs one round trip, whatever was wrong', async () => {
    for (const given of [
      { receipt: 'AAAA-AAAA-AAAA' },
      { code: '——' },
      { receipt: '——' },
      { name: '别人' },
    ]) {
      const work = anonymous()
      await checkReceipt(work, { receipt, code: report.code, ...given }, newAddress())
      expect([work.meter.calls, work.meter.statements.length]).toEqual([1, 4])
    }
  })
})

describe('the limits of an address', () => {
  const wrong = { receipt: 'AAAA-AAAA-AAAA' }
  const limited = {
    answer: { verdict: 'limited', retryAt: expect.any(String) },
    retryAfter: expect.any(Number),
  }

  it('close it after twenty failures: a right receipt and a wrong one are told so alike, and so is a look-up', async () => {
    const address = newAddress()
    for (let at = 0; at < 19; at += 1) expect(await check(wrong, address)).toEqual({ found: false })
    expect(await check({}, address)).toMatchObject({ found: true })
    expect(await check(wrong, address)).toEqual({ found: false })
    expect(await check({}, address)).toEqual(limited)
    expect(await check(wrong, address)).toEqual(limited)
    await expect(lookUp({ address })).rejects.toThrow('limited')
    expect(await check()).toMatchObject({ found: true })
  })

  it('reads the same for a right receipt and a wrong one, and counts no further', async () => {
    const address = newAddress()
    await Promise.all(Array.from({ length: 20 }, () => check(wrong, address)))
    const counted = () => setup.shards.directory.select().from(attempts)
    const before = await counted()
    const rows = async (given: Parameters<typeof check>[0]) => {
      const work = anonymous()
      const asked = { receipt, code: report.code, ...given }
      expect(await checkReceipt(work, asked, address)).toEqual(limited)
      return work.meter.statements
    }
    expect(await rows({})).toEqual(await rows(wrong))
    expect(await counted()).toEqual(before)
  })

  it('count exactly when failures come at the same time, and stand in no one else’s way', async () => {
    const address = newAddress()
    const answers = await Promise.all(Array.from({ length: 60 }, () => check(wrong, address)))
    expect(answers.filter((answer) => 'found' in answer)).toHaveLength(20)
    // a guess at receipts locks nobody's name, and none stands before a token
    expect((await lookUp()).verdict).toBe('valid')
    const scanned = await lookUp({
      code: undefined,
      name: undefined,
      kind: undefined,
      token: report.token,
      address,
    })
    expect(await check({ receipt: scanned.receipt, code: report.token }, address)).toMatchObject({
      found: true,
    })
  })
})

describe('the page', () => {
  const form = (
    fields: { receipt?: string; code?: string; name?: string } | string,
    path = '/verify/receipt/',
  ) =>
    app(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'cf-connecting-ip': `203.0.113.${(hosts += 1) % 250}`,
        accept: 'text/html',
      },
      body: new URLSearchParams(fields).toString(),
    })

  it('offers the receipt below a typed answer, with what was typed, in no address', async () => {
    const name = owner.entry.name
    const body = await (await form({ name, code: report.code }, '/verify/archive/')).text()
    expect(body).toMatch(/<form method="post" action="\/verify\/receipt\/">/)
    const field = (of: string) => new RegExp(`name="${of}" value="([^"]+)"`).exec(body)?.[1] ?? ''
    const sheet = await (
      await form({ receipt: field('receipt'), code: field('code'), name: field('name') })
    ).text()
    for (const said of [
      '核验回执',
      field('receipt'),
      name,
      report.code,
      '网页输入编号',
      '核验有效',
      '第 2 条',
      '去向沙箱运营单位',
    ])
      expect(sheet).toContain(said)
    expect(sheet).not.toMatch(/云帆|100195|哲学/)
    expect(await (await form({ name: '别人', code: report.code }, '/verify/archive/')).text()).not.toContain(
      '打印回执',
    )
  })

  it('shows neither name nor content to whoever checks, and escapes what was typed', async () => {
    const sheet = await (await form({ receipt, code: report.code })).text()
    expect(sheet).toContain('回执属实')
    expect(sheet).not.toContain(owner.entry.name)
    const odd = await (await form({ receipt, code: report.code, name: '<script>x</script>' })).text()
    expect(odd).not.toContain('<script>x')
    const scanned = await (await form({ receipt, code: `https://x.cn/<b>#${report.token}` })).text()
    expect(scanned).not.toContain('<b>#')
    expect(scanned).toContain('扫描报告二维码')
  })

  it('gives every failure the same page', async () => {
    const first = await form({ receipt: 'AAAA-AAAA-AAAA', code: report.code })
    const text = await first.text()
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(text).toContain('未查到这张回执')
    for (const given of [{ code: '——' }, { receipt: '——' }, { name: '别人' }]) {
      const other = await (await form({ receipt, code: report.code, ...given })).text()
      expect(withoutTyped(other)).toBe(withoutTyped(text))
    }
  })

  it('keeps what was typed, where nothing is found and where a box is empty', async () => {
    const wrong = await (await form({ receipt: 'aaaa <b>', code: report.code })).text()
    expect(wrong).toMatch(/<input name="receipt" value="aaaa &lt;b&gt;" aria-invalid="true"/)
    expect(wrong).toMatch(new RegExp(`<input name="code" value="${report.code}" aria-invalid="true"`))
    expect(wrong).toContain('<title>错误：')
    expect(wrong).toContain('<a href="#receipt">回执编号</a>')
    const half = await (await form({ receipt: 'aaaa', code: '' })).text()
    expect(half).toMatch(/<input name="receipt" value="aaaa" \/>/)
    expect(half).toMatch(/<input name="code" value="" aria-invalid="true"/)
    expect(half).toContain('<p data-slot="code-fault">请填写查询时使用的编号。</p>')
  })

  it('has the 64 digits of its place in the chain folded away', async () => {
    const sheet = await (await form({ receipt, code: report.code })).text()
    expect(sheet).toMatch(/<details>\s*<summary>技术细节<\/summary>[\s\S]*[0-9a-f]{64}[\s\S]*<\/details>/)
    expect(sheet.replaceAll(/<details>[\s\S]*?<\/details>/g, '')).not.toMatch(/[0-9a-f]{64}|校验值/)
  })

  it('says what is missing, and asks nothing', async () => {
    const answer = await form({ receipt: ' ', code: report.code })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('请填写回执编号')
    expect(await (await form({})).text()).toContain('请填写回执编号和查询时使用的编号')
  })

  const bad: [string, string, number][] = [
    ['a repeated field', 'receipt=a&receipt=b&code=c', 400],
    ['an unknown field', 'receipt=a&code=b&kind=c', 400],
    ['a very long receipt', `receipt=${'a'.repeat(200)}&code=b`, 400],
    ['more than 8 KB', `receipt=a&code=${'b'.repeat(9000)}`, 413],
  ]
  it.each(bad)('refuses %s', async (_, body, status) => {
    expect((await form(body)).status).toBe(status)
  })

  const json: [string, unknown, number][] = [
    ['an array', [], 400],
    ['a number', { receipt: 5, code: 'a' }, 400],
    ['an unknown key', { receipt: 'a', code: 'b', at: 1 }, 400],
    ['a missing code', { receipt: 'a' }, 400],
  ]
  it.each(json)('refuses JSON that is %s', async (_, body, status) => {
    const answer = await app('/api/receipts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(status)
  })
})
