import { beforeAll, describe, expect, it } from 'vitest'
import { earlyInAWindow } from '../../support/early-in-a-window.ts'
import { read } from '../../../db/client.ts'
import { audit } from '../../../db/schema/operations.ts'
import { lookups } from '../../../db/schema/verification.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'
import { withoutTyped } from '../../support/typed-words.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const setup = workAt(new Date().toISOString())
const app = testApp()
let exam = 26_110_104_150_000
let hosts = 0
let owner: Graduate
let report: Report

/** @param record without one nothing is registered today */
const newGraduate = (record: Parameters<typeof seedGraduate>[1]['record'] = null) =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: `陈诚${exam}`,
    graduationMonth: '209806',
    cohort: 2098,
    record,
  })

const superseded = (supersededBecause: 'record' | 'roster' | 'dispute') =>
  ({ supersededAt: 5, supersededBecause }) as const

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  owner = await newGraduate()
  report = await seedReport(setup, owner)
})

/** Each request from an address of its own. */
const from = () => ({ 'cf-connecting-ip': `192.0.2.${(hosts += 1)}`, accept: 'text/html' })

const ask = (body: unknown, headers: Record<string, string> = {}) =>
  app('/api/verifications', {
    method: 'POST',
    headers: { ...from(), 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const form = (
  fields: [string, string][] | string,
  path = '/verify/archive/',
  headers: Record<string, string> = {},
) =>
  app(path, {
    method: 'POST',
    headers: { ...from(), 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  })

const seenOf = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers].filter(([name]) => name !== 'date'),
  body: withoutTyped(await answer.text()),
})

describe('refuses', () => {
  const bodies: [string, unknown, number][] = [
    ['an unknown key', { kind: 'archive', name: 'a', code: 'b', extra: 1 }, 400],
    ['an array for a text', { kind: 'archive', name: ['a'], code: 'b' }, 400],
    ['a number for a text', { kind: 'archive', name: 1, code: 'b' }, 400],
    ['another kind', { kind: 'transfer', name: 'a', code: 'b' }, 400],
    ['an empty name', { kind: 'archive', name: ' ', code: 'b' }, 400],
    ['a missing code', { kind: 'archive', name: 'a' }, 400],
    ['a code with a token', { kind: 'archive', name: 'a', code: 'b', token: 'c' }, 400],
    ['null', null, 400],
    ['text that is not JSON', '{"kind":', 400],
    ['a name of 101 characters', { kind: 'archive', name: 'a'.repeat(101), code: 'b' }, 400],
    ['more than 8 KB', { token: 'a'.repeat(9000) }, 413],
  ]
  it.each(bodies)('%s', async (_, body, status) => {
    const answer = await ask(body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('JSON that says it is something else', async () => {
    const body = { kind: 'archive', name: owner.entry.name, code: report.code }
    expect((await ask(body, { 'content-type': 'text/plain' })).status).toBe(415)
  })

  const forms: [string, () => Promise<Response>, number][] = [
    ['a form with a repeated field', () => form('name=a&name=b&code=c'), 400],
    ['a form with an unknown field', () => form('name=a&code=c&kind=hukou'), 400],
    [
      'a form that is JSON',
      () => form('{}', '/verify/archive/', { 'content-type': 'application/json' }),
      415,
    ],
    [
      'a form that says nothing of its type',
      () => form('a', '/verify/archive/', { 'content-type': '' }),
      415,
    ],
    ['a form over 8 KB', () => form([['name', 'a'.repeat(9000)]]), 413],
    ['a form with a very long field', () => form([['code', 'a'.repeat(1001)]]), 400],
    [
      'a multipart form that is cut off',
      () =>
        form('--x\r\nContent-Disp', '/verify/archive/', {
          'content-type': 'multipart/form-data; boundary=x',
        }),
      400,
    ],
    [
      'a multipart form without a boundary',
      () => form('--x', '/verify/archive/', { 'content-type': 'multipart/form-data' }),
      400,
    ],
    [
      'a file in place of a text',
      () => {
        const body = new FormData()
        body.set('name', 'a')
        body.set('code', new Blob(['x']), 'x.txt')
        return app('/verify/hukou/', { method: 'POST', headers: from(), body })
      },
      400,
    ],
    [
      'a form over 8 KB sent in chunks',
      async () => {
        const body = new ReadableStream({
          start(controller) {
            for (let part = 0; part < 10; part += 1)
              controller.enqueue(new TextEncoder().encode('a'.repeat(1000)))
            controller.close()
          },
        })
        const headers = { ...from(), 'content-type': 'application/x-www-form-urlencoded' }
        return app('/verify/archive/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
      },
      413,
    ],
  ]
  it.each(forms)('%s', async (_, send, status) => {
    expect((await send()).status).toBe(status)
  })
})

it('answers everything that fails alike to the byte, by API and by page', async () => {
  const { name } = owner.entry
  const transfer = await seedTransferCode(setup, owner)
  const failing: { name: string; code: string }[] = [
    { name: '某六', code: transfer },
    { name: '某七', code: `http://127.0.0.1:8787/v#${transfer}` },
    { name: '某八', code: transfer.slice(1) },
    { name: '某一', code: '9810001ABCDEFGH' },
    { name: '某二', code: report.code },
    { name: '某三', code: '!' },
    { name: '某四', code: 'Z9810001ABCDEFGH' },
    { name, code: `${report.token.slice(0, -1)}!` },
    { name: '某五', code: report.token },
  ]
  const answers = await Promise.all(
    failing.map(async (each) => seenOf(await ask({ kind: 'archive', ...each }))),
  )
  answers.push(
    await seenOf(await ask({ token: 'x' })),
    await seenOf(await ask({ kind: 'hukou', name, code: report.code })),
    await seenOf(await ask({ kind: 'hukou', name, code: transfer })),
    await seenOf(await ask({ token: transfer })),
  )
  expect(answers[0]).toMatchObject({ status: 200, body: '{"verdict":"unknown"}' })
  for (const each of answers) expect(each).toEqual(answers[0])

  const pages = await Promise.all(failing.map(async (each) => seenOf(await form(Object.entries(each)))))
  expect(pages[0]?.body).toContain('未查到相符的信息')
  const hukouPage = async (code: string) =>
    seenOf(await form(Object.entries({ name, code }), '/verify/hukou/'))
  expect(await hukouPage(transfer)).toEqual(await hukouPage('Z9810001ABCDEFGH'))
  for (const each of pages) expect(each).toEqual(pages[0])
  for (const each of [...answers, ...pages]) {
    expect(each.headers.map(([header]) => header)).not.toContain('server-timing')
    expect(each.headers).toContainEqual(['cache-control', 'no-store'])
  }
})

describe('the typed page', () => {
  it('shows everything the report prints, with state, time and receipt, in the page’s slot', async () => {
    const answer = await form([
      ['name', owner.entry.name],
      ['code', report.code],
    ])
    const body = await answer.text()
    expect(answer.status).toBe(200)
    expect(body).toMatch(/<main><div data-slot="answer">.*信息属实，核验有效.*<\/div><\/main>/s)
    for (const value of [
      '2098-12-31 23:59:59',
      '北京云帆咨询服务有限公司',
      '北京市海淀区人力资源公共服务中心',
      '100195',
    ])
      expect(body).toContain(value)
    expect(body).toMatch(/回执\s+<span class="num">[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}<\/span>/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('takes a multipart form and a scanned address without a name', async () => {
    const body = new FormData()
    body.set('name', '')
    body.set('code', `https://example.cn/v#${report.token}`)
    const answer = await app('/verify/archive/', { method: 'POST', headers: from(), body })
    expect(await answer.text()).toContain('信息属实，核验有效')
  })

  it('takes a scanned address from the name’s box too, but no name for a code', async () => {
    const scanned = await form([
      ['name', `https://example.cn/v#${report.token}`],
      ['code', ''],
    ])
    expect(await scanned.text()).toContain('信息属实，核验有效')
    const named = await form([
      ['name', owner.entry.name],
      ['code', ''],
    ])
    expect(named.status).toBe(400)
  })

  it('needs no origin, and escapes what was frozen', async () => {
    const odd = await seedGraduate(setup, {
      schoolCode: '10001',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      name: '<script>陈</script>',
      graduationMonth: '209806',
      cohort: 2098,
      record: null,
    })
    const made = await seedReport(setup, odd)
    const answer = await form(
      [
        ['name', odd.entry.name],
        ['code', made.code],
      ],
      '/verify/archive/',
      {
        origin: 'https://elsewhere.example',
      },
    )
    const body = await answer.text()
    expect(body).toContain('&lt;script&gt;陈')
    expect(body).not.toContain('<script>')
  })

  /** The box of this name, as it came back. */
  const boxIn = (body: string, name: string) => {
    const [input = ''] = new RegExp(`<input name="${name}"[^>]*>`).exec(body) ?? []
    const fault = new RegExp(`<p data-slot="${name}-fault">([^<]*)</p>`).exec(body)?.[1]
    return {
      value: /value="([^"]*)"/.exec(input)?.[1],
      invalid: input.includes('aria-invalid="true"'),
      fault,
    }
  }
  const summary = (body: string) =>
    /<div class="verdict[^"]*" role="status"[^>]*tabindex="-1"[^>]*autofocus/.test(body)

  it('keeps both boxes after a look-up that finds nothing, marks both, and links to them from above', async () => {
    const answer = await form(Object.entries({ name: '陈诚', code: '9810001 ABCD-EFGH' }))
    const body = await answer.text()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body).toContain('<title>错误：built</title>')
    expect(boxIn(body, 'name')).toMatchObject({ value: '陈诚', invalid: true })
    expect(boxIn(body, 'name').fault).toContain('不用曾用名')
    expect(boxIn(body, 'code')).toMatchObject({ value: '9810001 ABCD-EFGH', invalid: true })
    expect(boxIn(body, 'code').fault).toContain('逐位核对')
    for (const name of ['name', 'code']) expect(body).toContain(`<a href="#${name}">`)
    expect(summary(body)).toBe(true)
    // nothing but the verdict stands above the form
    expect(body.slice(0, body.indexOf('<form'))).not.toContain('<ol>')
    expect(body.slice(body.indexOf('</form>'))).toContain('<ol>')
  })

  it('marks the box that is missing, and no other', async () => {
    const body = await (await form(Object.entries({ name: '', code: 'x y' }))).text()
    expect(boxIn(body, 'name')).toEqual({ value: '', invalid: true, fault: '请填写学籍姓名。' })
    expect(boxIn(body, 'code')).toEqual({ value: 'x y', invalid: false, fault: '' })
    expect(body).toContain('<title>错误：')
    expect(body).toContain('<a href="#name">学籍姓名</a>')
    expect(summary(body)).toBe(true)
  })

  it('keeps both boxes at a limit, and says three ways on', async () => {
    await earlyInAWindow()
    const caller = { 'cf-connecting-ip': '203.0.113.9' }
    for (let times = 0; times < 20; times += 1)
      await form(Object.entries({ name: '陈诚', code: '——' }), '/verify/archive/', caller)
    const answer = await form(
      Object.entries({ name: owner.entry.name, code: report.code }),
      '/verify/archive/',
      caller,
    )
    const body = await answer.text()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([429, 'no-store'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(boxIn(body, 'name')).toEqual({ value: owner.entry.name, invalid: false, fault: '' })
    expect(boxIn(body, 'code')).toEqual({ value: report.code, invalid: false, fault: '' })
    for (const said of [
      '扫描报告上的二维码',
      '已登录的接收部门',
      /或在\s*<span class="num">\d{4}-/,
      '错误：',
    ])
      expect(body).toMatch(said)
    expect(summary(body)).toBe(true)
    const wrong = await form(Object.entries({ name: '别人', code: '——' }), '/verify/archive/', caller)
    expect(withoutTyped(await wrong.text())).toBe(withoutTyped(body))
  })

  it('empties its boxes after a good answer, with the cursor in the first, and shows the code in groups', async () => {
    const body = await (await form(Object.entries({ name: owner.entry.name, code: report.code }))).text()
    expect(boxIn(body, 'name')).toEqual({ value: '', invalid: false, fault: '' })
    expect(boxIn(body, 'code')).toEqual({ value: '', invalid: false, fault: '' })
    expect(body.match(/autofocus/g)).toHaveLength(1)
    expect(body).toMatch(/<input name="name"[^>]*autofocus/)
    expect(body).not.toContain('错误：')
    expect(body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')).toContain(
      `查询编号 98 10001 ${report.code.slice(7, 11)} ${report.code.slice(11)}`,
    )
  })

  const hostile = [
    '"><script>alert(1)</script>',
    "' autofocus onfocus='alert(1)",
    '" data-slot="after"></p><b>',
    '</title><img src=x onerror=alert(1)>',
    '$& $1 $`',
    '&quot;&lt;',
  ]
  it.each(hostile)('gives back %j as text and nothing else, from either box', async (text) => {
    const plain = await (await form(Object.entries({ name: 'a', code: 'b' }))).text()
    const unescape = (value = '') =>
      value
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
    const body = await (await form(Object.entries({ name: text, code: text }))).text()
    expect(withoutTyped(body)).toBe(withoutTyped(plain))
    for (const name of ['name', 'code']) expect(unescape(boxIn(body, name).value)).toBe(text)
    const half = await (await form(Object.entries({ name: text, code: '' }))).text()
    expect(unescape(boxIn(half, 'name').value)).toBe(text)
    expect(half).not.toContain('<script>')
  })

  it.each([
    [
      [
        ['name', ''],
        ['code', 'x'],
      ],
      '请填写学籍姓名',
    ],
    [[['name', '陈诚']], '请填写档案转递编号 / 核验编号'],
    [[], '请填写学籍姓名和档案转递编号 / 核验编号'],
  ] as [[string, string][], string][])(
    'says what is missing in %j and looks nothing up',
    async (fields, said) => {
      const answer = await form(fields)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(said)
    },
  )

  const gone: [string, Parameters<typeof seedReport>[2], string, string][] = [
    ['chosen_day', { validUntil: 5 }, '毕业生设置的有效期已过', '重新设置有效期'],
    ['graduate', { endedAt: 5, endedBecause: 'graduate' }, '毕业生本人已停止授权', '请联系毕业生本人'],
    ['frozen', { endedAt: 5, endedBecause: 'frozen' }, '毕业生本人已冻结这次授权', '冻结的编号不能恢复'],
    ['record', superseded('record'), '去向登记信息在出具报告之后有更新', '确认最新的去向登记信息'],
    ['roster', superseded('roster'), '学校在出具报告之后更正了毕业生的基本信息', '核对更正后的基本信息'],
    ['dispute', superseded('dispute'), '毕业生在出具报告之后提出信息有误', '等待信息更正'],
  ]
  it.each(gone)(
    'gives a code dead by %s its own sentence and next step, as JSON its own reason, and no content',
    async (because, given, says, next) => {
      const someone = await newGraduate({})
      const old = await seedReport(setup, someone, given)
      const { name } = someone.entry
      const body = await (await form(Object.entries({ name, code: old.code }))).text()
      expect(body).toContain(says)
      expect(body).toContain(next)
      for (const question of [{ kind: 'archive', name, code: old.code }, { token: old.token }]) {
        const answer = await (await ask(question)).text()
        expect(JSON.parse(answer)).toMatchObject({ because, codeKind: 'verification' })
        expect(answer + body).not.toMatch(/云帆|100195/)
      }
    },
  )

  it('gives a wrong name on a superseded code what it gives a code nobody issued, to the byte', async () => {
    const someone = await newGraduate({})
    const old = await seedReport(setup, someone, superseded('record'))
    const asked = async (code: string) => [
      await seenOf(await ask({ kind: 'archive', name: `某${(hosts += 1)}`, code })),
      await seenOf(await form(Object.entries({ name: `某${(hosts += 1)}`, code }))),
    ]
    expect(await asked(old.code)).toEqual(await asked('9810001ABCDEFGH'))
  })

  it('says that the service is over where a new code cannot be had', async () => {
    const someone = await seedGraduate(setup, {
      schoolCode: '10001',
      examNumber: String((exam += 1)),
      idNumber: inventIdNumber(),
      name: '服务截止',
      graduationMonth: '202306',
      record: null,
    })
    const old = await seedReport(setup, someone)
    const body = await (
      await form([
        ['name', '服务截止'],
        ['code', old.code],
      ])
    ).text()
    expect(body).toContain('现已截止')
    expect(await (await ask({ token: old.token })).json()).toMatchObject({ because: 'cap' })
    expect(body).not.toContain('重新设置有效期')
  })

  it('is read from the built site with its validators', async () => {
    const first = await app('/verify/archive/')
    expect(first.status).toBe(200)
    expect(first.headers.get('etag')).toBe('"built"')
    const again = await app('/verify/hukou/', { headers: { 'if-none-match': '"built"' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

it('tells by which way each look-up came, and audits nothing', async () => {
  const someone = await newGraduate()
  const made = await seedReport(setup, someone)
  const { name } = someone.entry
  await ask({ kind: 'archive', name, code: made.code })
  await form([
    ['name', name],
    ['code', made.code],
  ])
  await ask({ token: made.token })
  const db = setup.shards.directory
  const { rows, audited } = await read(db, {
    rows: db.select().from(lookups),
    audited: db.select().from(audit),
  })
  const own = rows.filter((row) => row.rosterEntryId === someone.entry.id)
  expect(own.map((row) => row.via)).toEqual(['api', 'page', 'token'])
  expect(audited).toEqual([])
})

it('is described by OpenAPI from the schemas it validates with', async () => {
  const answer = await app('/api/openapi.json')
  const described = (await answer.json()) as { paths: Record<string, { post?: { requestBody?: unknown } }> }
  expect(JSON.stringify(described.paths['/api/verifications']?.post?.requestBody)).toContain('token')
})
