import { beforeAll, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { parseSeal, unsealed } from '#model/proof/seal.ts'
import { digestOf, readReportToken } from '../../../functions/proof/token.ts'
import { foldCode } from '#model/codes/codes.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const setup = workAt(new Date().toISOString())
const app = testApp()
let exam = 26_110_103_150_000
const newGraduate = (given: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    // service that goes on at whatever time this runs
    graduationMonth: '209806',
    cohort: 2098,
    ...given,
  })

const page = (path: string, owner?: Graduate) =>
  app(path, {
    headers: {
      accept: 'text/html',
      ...(owner === undefined ? {} : { cookie: `__Host-graduate=${owner.cookie}` }),
    },
    redirect: 'manual',
  })

let owner: Graduate
let report: Report
beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  owner = await newGraduate({ name: '<b>陈诚</b>' })
  report = await seedReport(setup, owner)
})

/** What is read on the page: the labels and values in order, tags and style away. */
const textOf = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

async function hashOf(text: string) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}

it('draws the QR of a report by itself, for its owner alone', async () => {
  const path = `/reports/${report.reportId}/qr.svg`
  const answer = await page(path, owner)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/svg+xml',
    'private, no-store',
  ])
  // signed anew each time: as large as the page's, and drawn by one path
  const shape = /<svg [^>]*viewBox="[^"]+"[^>]*>/
  const svg = await answer.text()
  expect(svg).toMatch(/^<svg .*<path stroke="#000" d="M[^"]+"\/><\/svg>$/)
  const drawn = await (await page(`/reports/${report.reportId}`, owner)).text()
  expect(shape.exec(svg)?.[0]).toBe(shape.exec(drawn)?.[0])
  expect((await page(path, await newGraduate())).status).toBe(404)
  expect((await page(path)).status).toBe(401)
})

describe('refuses', () => {
  it('another’s report like one that is missing or no id at all', async () => {
    const other = await newGraduate()
    const answers = await Promise.all(
      [
        `/reports/${report.reportId}`,
        `/reports/${'A'.repeat(22)}`,
        '/reports/x',
        `/reports/${report.code}`,
      ].map(async (path) => {
        const answer = await app(path, { headers: { cookie: `__Host-graduate=${other.cookie}` } })
        const body = (await answer.json()) as { code: string }
        return [answer.status, body.code]
      }),
    )
    expect(answers).toEqual(answers.map(() => [404, 'page.not_found']))
  })

  it('someone who is not signed in, and leads to the sign-in and back', async () => {
    const answer = await page(`/reports/${report.reportId}?download=1`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(`/sign-in/graduate?return=%2Freports%2F${report.reportId}`)
  })

  it.each(['?download=2', '?download=1&download=1', '?x=1'])('%s', async (search) => {
    expect(
      (
        await app(`/reports/${report.reportId}${search}`, {
          headers: { cookie: `__Host-graduate=${owner.cookie}` },
        })
      ).status,
    ).toBe(400)
  })
})

it('prints the blocks and fields of the guide in its order, the code and the notes', async () => {
  const answer = await page(`/reports/${report.reportId}`, owner)
  expect(answer.status).toBe(200)
  const body = await answer.text()
  const text = textOf(body)
  const order =
    `样张 全国普通高等学校毕业生去向登记信息 核验编号： 基本信息 姓名 性别 男 毕业院校 北京大学 毕业时间 209806
    学制 4 专业 哲学类 学历 本科 生源所在地 毕业去向信息 毕业去向 签就业协议形式就业 单位名称 北京云帆 单位所在地
    北京市西城区 档案转递信息 档案转递类型 托管单位接收 单位名称 人力资源公共服务中心 单位所在地 单位邮编 100195
    联系人/联系部门 档案科 联系电话 010-80000001 注意事项： 去向沙箱运营单位提供 127.0.0.1:8787 档案转递信息在线核验
    使用手机 请联系毕业生核实 毕业时间加六个月`.split(/\s+/)
  let at = 0
  for (const piece of order) {
    const found = text.indexOf(piece, at)
    expect(found, `${piece} after …${text.slice(Math.max(0, at - 20), at)}`).toBeGreaterThanOrEqual(at)
    at = found + piece.length
  }
  expect(foldCode(text.slice(text.indexOf('核验编号：') + 5, text.indexOf('基本信息')))).toBe(report.code)
  expect(body).toContain('<a href="tel:+861080000001">010-80000001</a>')
  expect(body).toContain('&lt;b&gt;陈诚')
  expect(body).not.toContain('<b>陈诚')
})

it('lets its own style and script through by their hashes, and nothing else inline', async () => {
  const answer = await page(`/reports/${report.reportId}`, owner)
  const body = await answer.text()
  const policy = answer.headers.get('content-security-policy') ?? ''
  const styles = [...body.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1] ?? '')
  const scripts = [...body.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? '')
  expect([styles.length, scripts.length]).toEqual([1, 1])
  expect(styles[0]).toContain('--ink')
  expect(policy).toContain(`style-src 'self' ${await hashOf(styles[0] ?? '')}`)
  expect(policy).toContain(`script-src 'self' ${await hashOf(scripts[0] ?? '')}`)
  expect(policy).not.toContain('unsafe')
  expect(body).not.toMatch(/ style=| on[a-z]+=|<link|src=/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

it('gives a copy to save: no buttons, no script, nothing to fetch, no personal data in its name', async () => {
  const answer = await page(`/reports/${report.reportId}?download=1`, owner)
  const said = answer.headers.get('content-disposition') ?? ''
  expect(said).toMatch(/^attachment; filename="report-archive\.html"; filename\*=UTF-8''[%A-Z0-9a-z.-]+$/)
  expect(decodeURIComponent(said)).not.toMatch(/陈诚|10001/)
  const body = await answer.text()
  expect(body).not.toMatch(/<script|<button|<a |<link|src=|url\(/)
  expect(body).toContain(report.code.slice(-4))
})

it('lets the copy carry what proves it: the frozen text to the letter, its token, and a seal over the rest', async () => {
  const someone = await newGraduate({ name: "“O'Neil” & <i>陈诚</i>" })
  const held = await seedReport(setup, someone)
  const copy = await (await page(`/reports/${held.reportId}?download=1`, someone)).text()
  const carried = (name: string) =>
    (new RegExp(` data-${name}="([^"]*)"`).exec(copy)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  expect(carried('content')).toBe(held.content)
  const claims = await readReportToken(setup.secrets.signingKeys, carried('token'))
  expect(claims).toMatchObject({ reportId: held.reportId, digest: await digestOf(held.content) })
  const seal = parseSeal(carried('seal'))
  expect(seal?.claims).toMatchObject({
    reportId: held.reportId,
    digest: claims?.digest,
    fileDigest: await digestOf(unsealed(copy, carried('seal'))),
    around: { title: '全国普通高等学校毕业生去向登记信息', code: held.code, voided: '', sandbox: true },
  })
  const shown = await (await page(`/reports/${held.reportId}`, someone)).text()
  expect(shown).not.toMatch(/data-(token|content|seal)/)
})

it('seals what a paper that holds no longer says of itself', async () => {
  const someone = await newGraduate()
  const old = await seedReport(setup, someone, { endedAt: 5, endedBecause: 'graduate' })
  const copy = await (await page(`/reports/${old.reportId}?download=1`, someone)).text()
  const seal = parseSeal(/data-seal="([^"]+)"/.exec(copy)?.[1] ?? '')
  expect(seal?.claims.around.voided).toMatch(/^本报告已停止使用您已停止/)
})

it('has no archive block when none was registered at authorization', async () => {
  const bare = await seedReport(setup, await newGraduate().then((made) => (owner = made)), {
    record: { archive: null },
  })
  const text = textOf(await (await page(`/reports/${bare.reportId}`, owner)).text())
  expect(text).toContain('北京云帆')
  expect(text).not.toMatch(/档案转递类型|档案转递信息 /)
})

it('gives a hukou report the category and the hukou block, no employer and no archive', async () => {
  const someone = await newGraduate()
  const hukou = await seedReport(setup, someone, {
    kind: 'hukou',
    record: { hukou: { migrationType: '迁回原籍', region: '' } },
  })
  const text = textOf(await (await page(`/reports/${hukou.reportId}`, someone)).text())
  expect(text).toMatch(
    /毕业去向信息 毕业去向 签就业协议形式就业 户口迁移信息 户口迁移类型 迁回原籍 户口迁移所在地 --/,
  )
  expect(text).toContain('“户口迁移信息在线核验”模块')
  expect(text).not.toMatch(/云帆|单位名称|档案/)
})

it('keeps what was frozen when roster and record change, and holds no field a report does not print', async () => {
  const someone = await newGraduate({ studentNumber: '2200012345', ethnicGroupCode: '53' })
  const frozen = await seedReport(setup, someone)
  const before = textOf(await (await page(`/reports/${frozen.reportId}`, someone)).text())
  const db = setup.shards.directory
  await db.batch([
    db.update(records).set({ unitName: '另一单位' }).where(eq(records.rosterEntryId, someone.entry.id)),
    db.update(rosterEntries).set({ major: '另一专业' }).where(eq(rosterEntries.id, someone.entry.id)),
  ])
  const body = await (await page(`/reports/${frozen.reportId}`, someone)).text()
  expect(textOf(body)).toBe(before)
  expect(body).not.toContain(someone.entry.examNumber)
  expect(body).not.toMatch(/1101002004\d{8}|2200012345|19900000001|graduate@example\.com|民族|身份证/)
})

describe('says on the sheet itself that it holds no longer when it', () => {
  const gone: [string, Parameters<typeof seedReport>[2], string, string][] = [
    ['expired', { validUntil: 5 }, '本报告已过期', '请重新设置有效期'],
    ['was ended', { endedAt: 5, endedBecause: 'graduate' }, '本报告已停止使用', '您已停止这次核验授权'],
    [
      'was frozen',
      { endedAt: 5, endedBecause: 'frozen' },
      '本报告已冻结',
      '不能恢复。如仍需核验，请重新授权',
    ],
    [
      'was superseded by a new version',
      { supersededAt: 5, supersededBecause: 'record' },
      '本报告已失效',
      '去向登记信息在出具报告之后有更新',
    ],
    [
      'was superseded by a corrected roster',
      { supersededAt: 5, supersededBecause: 'roster' },
      '本报告已失效',
      '学校在出具报告之后更正了您的基本信息',
    ],
    [
      'was superseded by a dispute',
      { supersededAt: 5, supersededBecause: 'dispute' },
      '本报告已失效',
      '您在出具报告之后提交了信息有误',
    ],
  ]
  it.each(gone)('%s', async (_, given, title, next) => {
    const someone = await newGraduate()
    const old = await seedReport(setup, someone, given)
    for (const search of ['', '?download=1']) {
      const body = await (await page(`/reports/${old.reportId}${search}`, someone)).text()
      expect(body.slice(body.indexOf('class="sheet"'))).toContain(title)
      expect(body).toContain(next)
    }
  })

  it('rests on a registration that was voided', async () => {
    const someone = await newGraduate({ record: null })
    const given = { supersededAt: 5, supersededBecause: 'record' } as const
    const old = await seedReport(setup, someone, given)
    expect(await (await page(`/reports/${old.reportId}`, someone)).text()).toContain('您的去向登记信息已作废')
  })

  it('outlived the service', async () => {
    const someone = await newGraduate({ graduationMonth: '202306', cohort: 2023 })
    const old = await seedReport(setup, someone)
    expect(await (await page(`/reports/${old.reportId}`, someone)).text()).toContain('查询核验服务已截止')
  })

  it('and not while it is live', async () => {
    const someone = await newGraduate()
    const live = await seedReport(setup, someone)
    expect(await (await page(`/reports/${live.reportId}`, someone)).text()).not.toContain('class="void"')
  })
})
