import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read, type Statement } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { voidVersion } from '../../../db/record-versions.ts'
import { dispatches } from '../../../db/schema/dispatches.ts'
import { audit } from '../../../db/schema/operations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { answerTransfer } from '../../../functions/verification/answer-transfer.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { earlyInAWindow } from '../../support/early-in-a-window.ts'
import { testApp } from '../../support/test-app.ts'
import { withoutTyped } from '../../support/typed-words.ts'
import { seedDispatch, sendingsOf } from '../../support/dispatch-fixtures.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const setup = workAt(new Date().toISOString(), { kind: 'anonymous' })
const app = testApp()
let exam = 26_110_106_150_000
let hosts = 0
type Coded = Graduate & { code: string }

/** A graduate whose transfer code goes on at whatever time this runs. */
async function newGraduate(given: Partial<Parameters<typeof seedGraduate>[1]> = {}): Promise<Coded> {
  const graduate = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: `陈诚${exam % 10_000}`,
    graduationMonth: '209806',
    cohort: 2098,
    ...given,
  })
  return { ...graduate, code: await seedTransferCode(setup, graduate) }
}

/** One whose file the school has entered as sent. */
async function sentGraduate(given?: Parameters<typeof newGraduate>[0]): Promise<Coded> {
  const person = await newGraduate(given)
  await seedDispatch(setup, person)
  return person
}

/** As its sending was before anybody said anything about it. */
const untouched = [{ answers: [], version: 1 }]

/** Each request from an address of its own. */
const from = () => ({ 'cf-connecting-ip': `198.51.100.${(hosts += 1)}`, accept: 'text/html' })

const send = (body: object, headers: Record<string, string> = {}) =>
  app('/api/transfer-receipts', {
    method: 'POST',
    headers: {
      ...from(),
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  })
const form = (fields: Record<string, string>, path = '/verify/archive/receipt/') =>
  app(path, {
    method: 'POST',
    headers: { ...from(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
const received = ({ entry, code }: Coded) => ({ name: entry.name, code, outcome: 'received' })
const returned = ({ entry, code }: Coded, reason = '单位地址有误，请重新寄送') => ({
  name: entry.name,
  code,
  outcome: 'returned',
  reason,
})

const seenOf = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers].filter(([name]) => name !== 'date'),
  body: withoutTyped(await answer.text()),
})

async function leftBehind({ entry }: Graduate) {
  const db = setup.shards.directory
  const sendings = await sendingsOf(setup, { entry })
  const { looked, audited } = await read(db, {
    looked: db.select().from(lookups).where(eq(lookups.rosterEntryId, entry.id)).orderBy(asc(lookups.seq)),
    audited: db.select().from(audit).where(eq(audit.subjectId, entry.id)),
  })
  return { sendings, looked, audited }
}

async function change(...seeded: Statement[]) {
  const done = await commit(setup, setup.shards.directory, {
    audit: { none: 'counter' },
    statements: { seeded },
  })
  if (!done.done) throw new Error('nothing was changed')
}

/** 已收到, where this happens between the look and the answer. */
function receivedWhile(person: Coded, ...meanwhile: Statement[]) {
  const here = workAt(new Date().toISOString(), { kind: 'anonymous' })
  const db = here.shards.directory
  let looked = false
  const batch: typeof db.batch = async (statements) => {
    const results = await db.batch(statements)
    if (!looked) await change(...meanwhile)
    looked = true
    return results
  }
  const overtaken = Object.create(db, { batch: { value: batch } }) as typeof db
  return answerTransfer(
    { ...here, shards: { ...here.shards, of: () => overtaken } },
    { name: person.entry.name, code: person.code, outcome: 'received', reason: '' },
    { via: 'api', address: person.entry.id },
  )
}

let graduate: Coded
let report: Report
beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  graduate = await newGraduate()
  report = await seedReport(setup, graduate)
})

describe('refuses', () => {
  it.each([
    ['an unknown key', { extra: 1 }, 400, 'request.malformed'],
    ['another outcome', { outcome: 'lost' }, 400, 'request.malformed'],
    ['no outcome', { outcome: undefined }, 400, 'request.malformed'],
    ['a number for a reason', { outcome: 'returned', reason: 5 }, 400, 'request.malformed'],
    ['a reason for a file that was received', { reason: '好' }, 400, 'request.malformed'],
    ['an empty name', { name: ' ' }, 400, 'request.malformed'],
    ['a file returned without a reason', { outcome: 'returned' }, 422, 'receipt.reason_needed'],
    ['a reason of white space', { outcome: 'returned', reason: ' \n' }, 422, 'receipt.reason_needed'],
    [
      'a reason of 501 characters',
      { outcome: 'returned', reason: '退'.repeat(501) },
      422,
      'receipt.reason_needed',
    ],
  ])('%s, and looks nothing up', async (_, given, status, code) => {
    const person = await newGraduate()
    const answer = await send({ ...received(person), ...given })
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }])
    expect(await leftBehind(person)).toEqual({ sendings: [], looked: [], audited: [] })
  })

  it('a request without a key, and a key that was used for another body', async () => {
    const person = await sentGraduate()
    const keyless = await send(received(person), { 'idempotency-key': '' })
    expect(await keyless.json()).toMatchObject({ code: 'idempotency.key_missing' })
    const key = { 'idempotency-key': crypto.randomUUID() }
    expect((await send(received(person), key)).status).toBe(200)
    const other = await send(returned(person), key)
    expect(await other.json()).toMatchObject({ code: 'idempotency.key_reused' })
  })

  it('a key of somebody else for nobody: two who are not signed in share none', async () => {
    const [one, another] = [await sentGraduate(), await sentGraduate()]
    const key = { 'idempotency-key': 'retry-0001' }
    expect((await send(received(one), key)).status).toBe(200)
    expect(await (await send(returned(another), key)).json()).toMatchObject({ outcome: 'returned' })
  })

  it.each([
    ['an unknown field', { more: '1' }],
    ['no key', { key: '' }],
    ['another outcome', { outcome: 'lost' }],
    ['no name', { name: '' }],
  ])('a form with %s', async (_, given) => {
    const person = await newGraduate()
    const answer = await form({ ...received(person), key: crypto.randomUUID(), ...given })
    expect(answer.status).toBe(400)
    expect((await leftBehind(person)).sendings).toEqual([])
  })
})

it('answers everything that fails alike to the byte, and like a look-up that fails', async () => {
  const { name } = graduate.entry
  const failing = [
    { name: '某一', code: 'Z9810001ABCDEFGH' },
    { name: '某二', code: graduate.code },
    { name: '某三', code: '!' },
    { name, code: report.code },
    { name, code: report.token },
    { name, code: graduate.code.slice(1) },
  ]
  const outcome = 'received'
  const answers = await Promise.all(
    failing.map(async ({ name: asked, code }) => seenOf(await send({ name: asked, code, outcome }))),
  )
  const lookup = await app('/api/verifications', {
    method: 'POST',
    headers: { ...from(), 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'archive', name: '某四', code: 'Z9810001ABCDEFGH' }),
  })
  const expected = await seenOf(lookup)
  expect(expected).toMatchObject({ status: 200, body: '{"verdict":"unknown"}' })
  for (const each of answers) expect(each).toEqual(expected)

  const typed = await seenOf(await form({ name: '某五', code: 'Z9810001ABCDEFGH' }, '/verify/archive/'))
  for (const each of failing)
    expect(await seenOf(await form({ ...each, outcome, key: crypto.randomUUID() }))).toEqual(typed)
  expect((await leftBehind(graduate)).sendings).toEqual([])
})

it('counts a wrong name or code as a failed look-up, and tells a reached limit alike for right and wrong', async () => {
  const person = await sentGraduate()
  const caller = { 'cf-connecting-ip': '203.0.113.77' }
  await earlyInAWindow()
  for (let times = 0; times < 20; times += 1)
    expect((await send({ ...received(person), code: 'Z9810001ABCDEFGH' }, caller)).status).toBe(200)
  const limited = async (body: object) => {
    const answer = await send(body, caller)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    const headers = [...answer.headers].filter(([name]) => !['date', 'retry-after'].includes(name))
    return { headers, body: await answer.text() }
  }
  const told = await limited(received(person))
  expect(JSON.parse(told.body)).toEqual({ verdict: 'limited', retryAt: expect.any(String) })
  expect(await limited({ ...received(person), name: '别人' })).toEqual(told)
  expect(await limited({ ...received(person), code: 'Z9810001ABCDEFGH' })).toEqual(told)
  const page = await app('/verify/archive/receipt/', {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...received(person), key: crypto.randomUUID() }).toString(),
  })
  expect([page.status, page.headers.get('cache-control')]).toEqual([429, 'no-store'])
  expect(await page.text()).toContain('查询次数已达上限')
  const { sendings, looked } = await leftBehind(person)
  expect([sendings, looked]).toMatchObject([untouched, []])
  expect((await send(received(person))).status).toBe(200)
})

describe('a reason that was not noted', () => {
  const typedIn = (body: string) => ({
    // a line break right behind the tag is none of the text
    reason: /<textarea[^>]*>\n?([^<]*)<\/textarea>/.exec(body)?.[1],
    name: /<input name="name"[^>]*value="([^"]*)"/.exec(body)?.[1],
    code: /<input name="code"[^>]*value="([^"]*)"/.exec(body)?.[1],
  })
  const key = () => crypto.randomUUID()

  it('stands in its form again where it is too long or empty, with what is wrong beside it', async () => {
    const person = await sentGraduate()
    for (const reason of ['退'.repeat(501), '']) {
      const answer = await form({ ...returned(person, reason), key: key() })
      const body = await answer.text()
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([422, 'no-store'])
      expect(typedIn(body)).toEqual({ reason, name: person.entry.name, code: person.code })
      expect(body).toMatch(
        /<textarea[^>]*aria-describedby="reason-fault reason-hint"[^>]*aria-invalid="true"/,
      )
      expect(body).toMatch(/id="reason-fault"[^>]*>[^<]*写明退回原因/)
      expect(body).toContain('<a href="#reason">退回原因</a>')
      expect(body).toContain('<title>错误：')
    }
    expect((await leftBehind(person)).looked).toEqual([])
  })

  it('stands in its form again where nothing was found, nothing was sent, or it is answered', async () => {
    const unsent = await newGraduate()
    const answered = await sentGraduate()
    await send(received(answered))
    const reason = '地址有误 <b>"&'
    for (const [person, status, given] of [
      [unsent, 409, {}],
      [answered, 409, {}],
      [answered, 200, { name: '别人' }],
    ] as const) {
      const answer = await form({ ...returned(person, reason), ...given, key: key() })
      const body = await answer.text()
      expect(answer.status).toBe(status)
      expect(typedIn(body).reason).toBe('地址有误 &lt;b&gt;&quot;&amp;')
      expect(typedIn(body).code).toBe(person.code)
    }
  })

  it('is noted from the form that came back', async () => {
    const person = await sentGraduate()
    const back = await (await form({ ...returned(person, ' '), key: key() })).text()
    const hidden = (name: string) =>
      new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(back)?.[1] ?? ''
    const again = {
      name: hidden('name'),
      code: hidden('code'),
      key: hidden('key'),
      outcome: hidden('outcome'),
    }
    expect(await (await form({ ...again, reason: '地址有误' })).text()).toContain('已登记：档案退回')
    expect((await leftBehind(person)).sendings).toMatchObject([{ outcome: 'returned' }])
  })
})

it('notes 已收到 on the sending that counts, with audit, ledger and receipt', async () => {
  const person = await newGraduate()
  await seedDispatch(setup, person, { recordedAt: 1, replacedAt: 5, trackingNumber: 'EX000000001CN' })
  const sending = await seedDispatch(setup, person)
  const answer = await send(received(person))
  const body = await answer.json()
  expect(body).toEqual({
    verdict: 'valid',
    kind: 'archive',
    codeKind: 'transfer',
    validUntil: '2099-03-31T16:00:00.000Z',
    checkedAt: expect.any(String),
    receipt: expect.stringMatching(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/),
    outcome: 'received',
    answeredAt: expect.any(String),
    givenAs: 'claim',
  })
  const { sendings, looked, audited } = await leftBehind(person)
  expect(sendings).toMatchObject([
    { outcome: null, version: 1, replacedAt: 5 },
    {
      id: sending.id,
      outcome: 'received',
      version: 2,
      answers: [{ outcome: 'received', givenAs: 'claim', reasonCipher: '', departmentName: '', origin: '' }],
    },
  ])
  expect(looked).toMatchObject([{ answered: true, codeKind: 'transfer', via: 'api' }])
  expect(audited).toMatchObject([{ action: 'file.received', actorKind: 'anonymous', schoolCode: '10001' }])
  expect(JSON.parse(audited[0]?.detail ?? '')).toEqual({
    receipt: (body as { receipt: string }).receipt,
    dispatchId: sending.id,
    givenAs: 'claim',
  })
})

it('notes 退回 with its reason sealed', async () => {
  const person = await sentGraduate()
  const reason = '  非本单位职工，无法接收𠮷  '
  expect(await (await send(returned(person, reason))).json()).toMatchObject({ outcome: 'returned' })
  const { sendings, audited } = await leftBehind(person)
  expect(sendings).toMatchObject([{ method: 'ems', outcome: 'returned', replacedAt: null, version: 2 }])
  const [row] = sendings[0]?.answers ?? []
  expect(await setup.secrets.open('dispatches.return_reason', row?.id ?? '', row?.reasonCipher ?? '')).toBe(
    reason.trim(),
  )
  expect(JSON.stringify([sendings, audited])).not.toContain('非本单位')
  expect(audited).toMatchObject([{ action: 'file.returned' }])
})

describe('of a file that was never sent', () => {
  it('takes no answer, by the API or by the page, and notes none', async () => {
    const person = await newGraduate()
    for (const given of [received(person), returned(person)]) {
      const answer = await send(given)
      expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'receipt.not_sent' }])
      const page = await form({ ...given, key: crypto.randomUUID() })
      expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('还没有登记寄出')])
    }
    expect(await leftBehind(person)).toMatchObject({ sendings: [], audited: [] })
  })

  it('says so on the typed page, which offers no answer', async () => {
    const person = await newGraduate()
    const body = await (await form({ name: person.entry.name, code: person.code }, '/verify/archive/')).text()
    expect(body).toContain('学校尚未登记寄出信息')
    expect(body).not.toContain('action="/verify/archive/receipt/"')
  })

  it('tells a stranger nothing of it', async () => {
    const person = await newGraduate()
    const answer = await send({ ...received(person), name: '别人' })
    expect([answer.status, await answer.text()]).toEqual([200, '{"verdict":"unknown"}'])
  })

  it('takes no answer where the entry was withdrawn between the look and the answer', async () => {
    const person = await sentGraduate()
    const withdrawal = setup.shards.directory
      .delete(dispatches)
      .where(eq(dispatches.rosterEntryId, person.entry.id))
    await expect(receivedWhile(person, withdrawal)).rejects.toMatchObject({ code: 'state.changed' })
    expect(await leftBehind(person)).toMatchObject({ sendings: [], audited: [] })
  })
})

it('gives the same answer for the same words, also under the same key, and refuses others', async () => {
  const person = await sentGraduate()
  const key = { 'idempotency-key': crypto.randomUUID() }
  const first = (await (await send(returned(person), key)).json()) as { answeredAt: string; receipt: string }
  expect(await (await send(returned(person), key)).json()).toEqual(first)
  expect(await (await send(returned(person))).json()).toMatchObject({
    outcome: 'returned',
    answeredAt: first.answeredAt,
  })
  for (const other of [received(person), returned(person, '别的原因')]) {
    const answer = await send(other)
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: 'receipt.answered', detail: expect.stringContaining('已登记为“退回”') },
    ])
  }
  const stranger = await send({ ...received(person), name: '别人' })
  expect(await stranger.text()).toBe('{"verdict":"unknown"}')
  const { sendings, audited } = await leftBehind(person)
  expect([sendings.length, audited.length]).toEqual([1, 1])
})

it('keeps one of two different answers that come at the same time', async () => {
  for (let times = 0; times < 2; times += 1) {
    const person = await sentGraduate()
    const answers = await Promise.all([
      send(received(person)),
      send(returned(person)),
      send(received(person)),
    ])
    const { sendings, audited } = await leftBehind(person)
    expect([sendings.length, audited.length]).toEqual([1, 1])
    for (const answer of answers) {
      const body = (await answer.json()) as { outcome?: string; code?: string }
      if (body.outcome === undefined) expect(body.code).toBe('receipt.answered')
      else expect(body.outcome).toBe(sendings[0]?.outcome)
    }
  }
})

it('takes a new answer when the file was sent again', async () => {
  const person = await newGraduate()
  await seedDispatch(setup, person)
  await send(returned(person))
  const db = setup.shards.directory
  await change(
    db.update(dispatches).set({ replacedAt: 9 }).where(eq(dispatches.rosterEntryId, person.entry.id)),
  )
  await seedDispatch(setup, person, { recordedAt: setup.now + 1 })
  expect(await (await send(received(person))).json()).toMatchObject({ outcome: 'received' })
  expect((await leftBehind(person)).sendings).toMatchObject([
    { outcome: 'returned' },
    { outcome: 'received' },
  ])
})

describe('writes nothing and tells why', () => {
  it('after 31 March', async () => {
    const person = await sentGraduate({ graduationMonth: '202306', cohort: 2023 })
    expect(await (await send(received(person))).json()).toMatchObject({ verdict: 'expired' })
    expect((await leftBehind(person)).sendings).toMatchObject(untouched)
    const page = await form({ ...received(person), key: crypto.randomUUID() })
    expect(await page.text()).toContain('转递编号已过期')
  })

  it('when the record was voided', async () => {
    const person = await sentGraduate()
    await change(
      ...voidVersion(setup.shards.directory, {
        recordId: person.record?.id ?? '',
        rosterEntryId: person.entry.id,
        provinceCode: '11',
        now: setup.now,
      }),
    )
    expect(await (await send(received(person))).json()).toMatchObject({ verdict: 'revoked' })
    expect((await leftBehind(person)).sendings).toMatchObject(untouched)
  })

  it('when the record was replaced between the look and the answer', async () => {
    const person = await sentGraduate()
    const voided = voidVersion(setup.shards.directory, {
      recordId: person.record?.id ?? '',
      rosterEntryId: person.entry.id,
      provinceCode: '11',
      now: setup.now,
    })
    await expect(receivedWhile(person, ...voided)).rejects.toMatchObject({ code: 'state.changed' })
    expect((await leftBehind(person)).sendings).toMatchObject(untouched)
  })
})

describe('the typed page', () => {
  const page = async (person: Coded, name = person.entry.name) =>
    (await form({ name, code: person.code }, '/verify/archive/')).text()
  const formOf = (body: string, outcome: string) => {
    const part = body.split('<form').find((each) => each.includes(`value="${outcome}"`)) ?? ''
    return Object.fromEntries(
      [...part.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, field = '', value = '']) => [field, value]),
    )
  }

  it('shows the facts, their date, until when, what the school entered, and the two answers', async () => {
    const person = await newGraduate()
    await seedDispatch(setup, person)
    const body = await page(person)
    for (const part of [
      '信息属实，转递编号有效',
      '登记信息日期',
      '2099-03-31 23:59:59',
      '北京云帆咨询服务有限公司',
      '北京市海淀区人力资源公共服务中心',
      'EA123456789CN',
      '2026-07-08',
      'EMS',
      '已收到',
      '登记退回',
    ])
      expect(body).toContain(part)
    expect(body).not.toMatch(/1101002004\d{8}|19900000001|graduate@example\.com/)
    expect(body).not.toContain(person.entry.examNumber)
  })

  it('says plainly what is not registered: no archive data, nothing sent', async () => {
    const body = await page(await newGraduate({ record: { archiveTransferType: '' } }))
    expect(body).toContain('尚未登记档案转递信息')
    expect(body).toContain('学校尚未登记寄出信息')
  })

  it('takes an answer by its own forms, tells it, and offers no second one', async () => {
    const person = await sentGraduate()
    const fields = formOf(await page(person), 'returned')
    expect(Object.keys(fields).toSorted()).toEqual(['code', 'key', 'name', 'outcome'])
    const answered = await (await form({ ...fields, reason: '地址有误' })).text()
    expect(answered).toContain('已登记：档案退回')
    expect(answered).toContain('经转递编号反馈（未登录）')
    expect(await (await form({ ...fields, reason: '地址有误' })).text()).toBe(answered)
    const body = await page(person)
    expect(body).toContain('退回')
    expect(body).toMatch(/登记于[\s\S]*），\s*经转递编号反馈（未登录）。/)
    expect(body).not.toContain('action="/verify/archive/receipt/"')
    expect(body).not.toContain('地址有误')
    const second = await form({ ...received(person), key: crypto.randomUUID() })
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('已登记为“退回”，经转递编号反馈（未登录）')
    const other = await form(formOf(await page(await sentGraduate()), 'received'))
    expect(await other.text()).toContain('已登记：档案已收到')
  })

  it('escapes a name with markup in its hidden fields', async () => {
    const person = await newGraduate({ name: '"><b>陈' })
    const body = await page(person)
    expect(body).toContain('&quot;&gt;&lt;b&gt;陈')
    expect(body).not.toContain('<b>陈')
  })

  it('asks for a name beside the address a scanner gun types from a 去向登记信息表', async () => {
    const address = `https://quxiang.example.cn/v#${graduate.code}`
    for (const fields of [
      { name: '', code: address },
      { name: address, code: '' },
    ]) {
      const answer = await form(fields, '/verify/archive/')
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('请填写学籍姓名')
    }
    const found = await form({ name: graduate.entry.name, code: address }, '/verify/archive/')
    expect(await found.text()).toContain('信息属实')
  })

  it.each([
    ['expired', { graduationMonth: '202306', cohort: 2023 }, '转递编号已过期', '第二年3月31日'],
    ['on hold', { completionCode: '3' }, '转递编号已停止使用', '联系毕业生所在学校'],
  ])(
    'gives a code that is %s its own sentence and next step, and no content',
    async (_, given, title, next) => {
      const body = await page(await newGraduate(given))
      expect(body).toContain(title)
      expect(body).toContain(next)
      expect(body).not.toMatch(/云帆|100195|action="\/verify\/archive\/receipt/)
    },
  )
})
