import { eq } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { sessions } from '../../../db/schema/access.ts'
import { departmentAccounts, departments } from '../../../db/schema/departments.ts'
import { audit } from '../../../db/schema/operations.ts'
import { departmentLookups } from '../../../db/schema/departments.ts'
import { readCsv } from '../../../functions/sheets/read-csv.ts'
import type { PairsView } from '../../../functions/departments/wire.ts'
import type { HistoryView } from '../../../functions/departments/history-wire.ts'
import { verifyAtDesk } from '../../../functions/departments/verify-at-desk.ts'
import { verifyBulk } from '../../../functions/departments/verify-batch.ts'
import { seedDepartment, seedDepartmentAccount } from '../../support/department-fixtures.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { Browser, origin } from '../../support/walk.ts'

const NOW = '2026-11-23T02:00:00Z'
const WRONG = '2610001ABCDEFGH'
let desk: Awaited<ReturnType<typeof seedDepartment>>
let name: string
let code: string
const db = () => workAt(NOW).shards.directory
const write = (statement: unknown) =>
  commit(workAt(NOW), db(), { audit: { none: 'counter' }, statements: { seeded: [statement as never] } })
const session = (cookie = desk.cookie) => request('/api/department/session', { department: cookie })

beforeAll(async () => {
  await seedSchool(workAt(NOW), { code: '10001', provinceCode: '11' })
  name = '欧阳娜娜'
  const graduate = await seedGraduate(workAt(NOW), {
    schoolCode: '10001',
    examNumber: '26110107150001',
    idNumber: inventIdNumber(),
    name,
  })
  ;({ code } = await seedReport(workAt(NOW), graduate))
})
beforeEach(async () => {
  desk = await seedDepartment(workAt(NOW))
})

describe('a department’s session', () => {
  it('says who of which department is signed in, and what is left of the day', async () => {
    const answer = await session()
    expect(await answer.json()).toMatchObject({
      name: '经办员',
      department: { name: desk.department.name, kinds: ['archive', 'hukou'], unitNames: [] },
      budget: { left: 2000, most: 2000, resetsAt: expect.stringMatching(/T16:00:00\.000Z$/) },
    })
  })

  it.each([
    [
      'its account is disabled',
      () =>
        db()
          .update(departmentAccounts)
          .set({ disabledAt: 1 })
          .where(eq(departmentAccounts.id, desk.actor.accountId)),
    ],
    [
      'its department is disabled',
      () => db().update(departments).set({ disabledAt: 1 }).where(eq(departments.id, desk.department.id)),
    ],
    [
      'its account is gone',
      () => db().delete(departmentAccounts).where(eq(departmentAccounts.id, desk.actor.accountId)),
    ],
    [
      'it was idle for 15 minutes',
      () =>
        db()
          .update(sessions)
          .set({ lastSeenAt: Date.now() - 15 * 60_000 })
          .where(eq(sessions.idHash, desk.actor.sessionHash)),
    ],
    [
      'its 8 hours are over',
      () =>
        db()
          .update(sessions)
          .set({ expiresAt: Date.now() - 1 })
          .where(eq(sessions.idHash, desk.actor.sessionHash)),
    ],
  ])('ends at its next request when %s', async (_, change) => {
    expect((await session()).status).toBe(200)
    await write(change())
    const answer = await session()
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'session.missing' }])
  })

  it('ends a machine’s token with its department', async () => {
    const token = await (await seedClient('', 'ES256', desk.department.id)).token()
    const ask = () =>
      request('/api/department/verifications', {
        json: { kind: 'archive', name, code },
        headers: { Origin: '', Authorization: `Bearer ${token}` },
      })
    expect((await ask()).status).toBe(200)
    await write(db().update(departments).set({ disabledAt: 1 }).where(eq(departments.id, desk.department.id)))
    const answer = await ask()
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'token.invalid' }])
  })

  it('opens at the staff provider, under its own cookie, and is ended by signing out', async () => {
    const issuer = new URL((await new Browser().leave('/sign-in/department')).url).origin
    const account = {
      id: 'walker',
      departmentId: desk.department.id,
      issuer,
      subject: 'staff-walker',
      name: '行者',
      createdAt: 1,
    }
    await write(db().insert(departmentAccounts).values(account))
    const browser = new Browser()
    const back = await browser.callbackFor(
      'staff-walker|行者|0',
      '/sign-in/department?return=/department/bulk/',
    )
    expect(back).toMatch(/^\/sign-in\/callback\/staff\?/)
    const opened = await browser.ask(back)
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/department/bulk/'])
    expect([...browser.own.cookies.keys()]).toEqual(['__Host-department'])
    expect((await browser.ask('/api/department/session')).status).toBe(200)
    expect((await browser.ask('/api/staff/session')).status).toBe(401)
    await browser.ask('/sign-out', { method: 'POST', headers: { Origin: origin } })
    expect((await browser.ask('/api/department/session')).status).toBe(401)
  })

  it('is not for an account of no department: a page says that the public pages need no sign-in', async () => {
    const browser = new Browser()
    const back = await browser.callbackFor('staff-nobody|某|0', '/sign-in/department')
    const answer = await browser.ask(back)
    expect(answer.status).toBe(403)
    const page = await answer.text()
    expect(page).toContain('公共核验页面不需要登录')
    expect(page).toContain('href="/verify/archive/"')
    expect(browser.own.cookies.size).toBe(0)
  })
})

describe('a department’s history', () => {
  const search = async (json: unknown = {}, cookie = desk.cookie) =>
    (await (
      await request('/api/department/lookups/search', { department: cookie, json })
    ).json()) as HistoryView
  const ask = (more: Partial<Parameters<typeof verifyAtDesk>[1]> = {}, at = NOW, actor = desk.actor) =>
    verifyAtDesk(workAt(at, actor), { kind: 'archive', name, code, caseNumber: '', ...more }, 'desk')

  it('lists its own look-ups, newest first, whoever of it asked, and nobody else’s', async () => {
    const second = await seedDepartmentAccount(workAt(NOW), desk.department)
    const other = await seedDepartment(workAt(NOW))
    await ask({ caseNumber: '甲-1' })
    await ask({ code: WRONG }, '2026-11-23T02:01:00Z', second.actor)
    await ask({}, '2026-11-23T02:02:00Z', other.actor)
    const view = await search()
    expect(view.next).toBeNull()
    expect(view.lookups).toMatchObject([
      {
        at: '2026-11-23T02:01:00.000Z',
        verdict: 'unknown',
        name,
        receipt: '',
        account: '经办员',
        bulk: false,
      },
      { at: '2026-11-23T02:00:00.000Z', verdict: 'valid', name, caseNumber: '甲-1', kind: 'archive' },
    ])
    expect((await search({}, other.cookie)).lookups).toHaveLength(1)
    expect((await search({ caseNumber: '甲-1' }, other.cookie)).lookups).toEqual([])
  })

  it('filters by verdict, kind and its own case number, which stays out of the address', async () => {
    await ask({ caseNumber: '甲-1' })
    await ask({ code: WRONG, caseNumber: '甲-2' })
    await ask({ kind: 'hukou', caseNumber: '甲-1' })
    const verdicts = async (json: unknown) => (await search(json)).lookups.map(({ verdict }) => verdict)
    expect((await verdicts({ verdict: 'valid' })).length).toBe(1)
    expect((await verdicts({ kind: 'hukou' })).length).toBe(1)
    expect((await verdicts({ caseNumber: ' 甲-１ ' })).length).toBe(2)
    expect(await verdicts({ caseNumber: '甲' })).toEqual([])
    expect(
      (await request('/api/department/lookups/search?caseNumber=x', { department: desk.cookie })).status,
    ).toBe(404)
  })

  it('turns its pages without losing or repeating a row, in the order of a list', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      name: `某${index}`,
      code: WRONG,
      caseNumber: '',
    }))
    await verifyBulk(workAt(NOW, desk.actor), 'a-bulk-of-120', 'archive', rows)
    const seen: string[] = []
    let before: string | null | undefined
    do {
      const view: HistoryView = await search(before === undefined ? {} : { before })
      seen.push(...view.lookups.map((each) => each.name))
      before = view.next
    } while (before !== null)
    expect(seen).toEqual(rows.map((row) => row.name))
  })

  it.each([
    ['a cursor of another kind', { before: '17' }],
    ['a verdict there is not', { verdict: 'fine' }],
    ['another department', { department: 'department-1' }],
    ['a case number of 65', { caseNumber: '号'.repeat(65) }],
  ])('refuses %s', async (_, json) => {
    const answer = await request('/api/department/lookups/search', { department: desk.cookie, json })
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.malformed' }])
  })

  it('exports all of it as a CSV without formulas, audited', async () => {
    await ask({ caseNumber: '=1+1' })
    await ask({ name: '@某', code: WRONG })
    const answer = await request('/api/department/lookups.csv', { department: desk.cookie })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [titles = [], ...lines] = readCsv(new Uint8Array(await answer.arrayBuffer())).rows.map(
      ({ cells }) => cells,
    )
    expect(titles).toEqual(['核验时间', '核验类型', '姓名', '业务编号', '结果', '回执', '方式', '经办账号'])
    expect(lines).toHaveLength(2)
    const cells = lines.flat()
    expect(cells).toContain("'=1+1")
    expect(cells).toContain("'@某")
    expect(cells).toContain('2026-11-23 10:00:00')
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/)
    const only = await request('/api/department/lookups.csv?verdict=valid', { department: desk.cookie })
    expect((await only.text()).trim().split('\r\n')).toHaveLength(2)
    const [rows] = await read(db(), [
      db().select({ action: audit.action }).from(audit).where(eq(audit.subjectId, desk.department.id)),
    ])
    expect(rows.map(({ action }) => action)).toEqual([
      'department_lookups.exported',
      'department_lookups.exported',
    ])
  })

  it('reads no more rows for a page with 20,000 look-ups in it than with few', async () => {
    const cost = async (json: unknown) => {
      const answer = await request('/api/department/lookups/search', { department: desk.cookie, json })
      expect(answer.status).toBe(200)
      expect(((await answer.json()) as HistoryView).lookups.length).toBeGreaterThan(0)
      return answer
    }
    await ask({ caseNumber: '甲' })
    await db().batch([
      db().run(`insert into department_lookups
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
        select printf('%022d', i), '${desk.department.id}', 'a', null, i, 'archive', 'unknown', '', '', '', '' from n`),
    ] as never)
    const { listHistory } = await import('../../../functions/departments/list-history.ts')
    const work = workAt(NOW, desk.actor)
    await listHistory(work, {})
    expect(work.meter.rows).toBeLessThanOrEqual(110)
    const rare = workAt(NOW, desk.actor)
    await listHistory(rare, { verdict: 'valid' })
    expect(rare.meter.rows).toBeLessThanOrEqual(10)
    const own = workAt(NOW, desk.actor)
    await listHistory(own, { caseNumber: '甲' })
    expect(own.meter.rows).toBeLessThanOrEqual(10)
    await cost({})
    await write(db().delete(departmentLookups).where(eq(departmentLookups.departmentId, desk.department.id)))
  })
})

describe('a list of pairs', () => {
  const check = (body: BodyInit, type = 'application/octet-stream') =>
    request('/api/department/pairs', { department: desk.cookie, body, headers: { 'Content-Type': type } })
  const view = async (body: BodyInit) => {
    const answer = await check(body)
    expect(answer.status).toBe(200)
    return (await answer.json()) as PairsView
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const counts = async () => (await read(db(), [db().select().from(departmentLookups)]))[0].length

  it('is read, judged and counted without looking anything up', async () => {
    const before = await counts()
    const found = await view(
      bytes(
        `姓名,核验编号,业务编号,电话\r\n${name},${code},甲-1,1\r\n=1+1,${code},,\r\n${name},${code},甲-2,\r\n`,
      ),
    )
    expect(found).toMatchObject({
      total: 3,
      rows: [
        { line: 2, name, code, caseNumber: '甲-1', duplicateOf: null },
        { line: 4, duplicateOf: 2 },
      ],
      refused: [{ line: 3, column: '姓名' }],
      ignored: ['电话'],
      budget: { left: 2000 },
    })
    expect(await counts()).toBe(before)
  })

  it('may be pasted with tabs, or be GB18030', async () => {
    expect((await view(bytes(`${name}\t${code}\n陈诚\t${WRONG}`))).rows).toHaveLength(2)
    const gbk = new Uint8Array([0xb3, 0xc2, 0xb3, 0xcf, 0x2c, ...bytes(`${WRONG}\r\n`)])
    expect((await view(gbk)).rows[0]?.name).toBe('陈诚')
  })

  const sheetOf = (rows: string) =>
    zipSync(
      Object.fromEntries(
        Object.entries({
          '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
          'xl/workbook.xml':
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
          'xl/_rels/workbook.xml.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
          'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
        }).map(([path, xml]) => [path, bytes(xml)]),
      ),
    )
  const cell = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`

  it('may be a workbook', async () => {
    const found = await view(
      sheetOf(
        `<row r="1">${cell('A1', '姓名')}${cell('B1', '核验编号')}</row><row r="2">${cell('A2', name)}${cell('B2', code)}</row>`,
      ),
    )
    expect(found.rows).toEqual([{ line: 2, name, code, caseNumber: '', duplicateOf: null }])
  })

  it('that is a workbook of sixty thousand rows is refused, and one whose row stands far down is not', async () => {
    const row = (at: number) => `<row r="${at}">${cell(`A${at}`, '某')}${cell(`B${at}`, WRONG)}</row>`
    const rows = Array.from({ length: 60_000 }, (_, at) => row(at + 1)).join('')
    const many = sheetOf(rows)
    expect(many.length).toBeLessThan(1024 * 1024)
    const answer = await check(many)
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'bulk.too_many_rows' }])
    expect((await view(sheetOf(row(1_000_000)))).rows).toMatchObject([{ line: 1_000_000, name: '某' }])
  })

  const million = () => {
    let sent = 0
    const line = bytes(`${name},${WRONG}\r\n`.repeat(1000))
    return {
      sent: () => sent,
      body: new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1
          if (sent > 1000) return controller.close()
          return controller.enqueue(line)
        },
      }),
    }
  }

  it('of a million rows is refused without being read to its end', async () => {
    const rows = million()
    const answer = await check(rows.body)
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'bulk.too_large' }])
    expect(rows.sent()).toBeLessThan(200)
  })

  it.each<[string, () => BodyInit, number, string]>([
    ['1,001 rows', () => bytes(`${name},${WRONG}\n`.repeat(1001)), 422, 'bulk.too_many_rows'],
    ['150,000 empty rows', () => bytes('"",""\n'.repeat(150_000)), 422, 'upload.no_rows'],
    ['nothing', () => bytes('\n'), 422, 'upload.no_rows'],
    ['a header alone', () => bytes('姓名,编号\n'), 422, 'upload.no_rows'],
    [
      'two columns of codes',
      () => bytes(`姓名,核验编号,转递编号\n${name},${WRONG},\n`),
      422,
      'upload.columns',
    ],
    ['a PDF', () => bytes('%PDF-1.7'), 422, 'upload.not_a_table'],
    ['a page without a table', () => bytes('<!doctype html><p>'), 422, 'upload.no_rows'],
    ['a broken workbook', () => new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 422, 'upload.cut_off'],
    ['a quote that does not close', () => bytes(`"${name},${WRONG}\n`), 422, 'upload.cut_off'],
    ['NUL bytes', () => bytes(`${name}\0,${WRONG}\n`), 422, 'upload.not_a_table'],
  ])('of %s is refused whole with what to do', async (_, body, status, problem) => {
    const answer = await check(body())
    expect([answer.status, await answer.json()]).toMatchObject([status, { code: problem }])
  })

  it('of 1,000 rows passes', async () => {
    const text = Array.from({ length: 1000 }, (_, at) => `某${at},${WRONG},案-${at}`).join('\n')
    expect((await view(bytes(text))).rows).toHaveLength(1000)
  })

  it('comes as a file and as nothing else', async () => {
    expect((await check('{}', 'application/json')).status).toBe(415)
  })
})
