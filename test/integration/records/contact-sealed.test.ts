import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { consentTextVersion } from '../../../functions/authorizations/consent.ts'
import { authorizeVerification } from '../../../functions/authorizations/authorize-verification.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../../functions/records/dispute-record.ts'
import { csvOf, destinationLine } from '../../support/files.ts'
import {
  type Graduate,
  passStepUp,
  seedSchool,
  seedStaff,
  type SeededStaff,
  workAt,
} from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { seedClient } from '../../support/machine-client.ts'
import { review, rowsOf, seedRegistrant, send, submit } from '../../support/registration-fixtures.ts'

// Whom a file is sent to is a person's name and number: it comes in by five doors, and lies in clear behind none.
const work = workAt(new Date().toISOString())
const db = work.shards.directory
let school: SeededStaff<'school'>
let token: string

beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11' })
  await seedSchool(work, { code: '10558', provinceCode: '44' })
  school = await seedStaff(work, '10001')
  token = await (await seedClient('44')).token()
})

/** `table.column` of every column that holds the text somewhere, of all tables there are. */
async function columnsWith(text: string): Promise<string[]> {
  const tables = await db.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like '\\_cf\\_%' escape '\\'`,
  )
  expect(tables.length).toBeGreaterThan(20)
  const found = new Set<string>()
  for (const { name } of tables)
    for (const row of await db.all<Record<string, unknown>>(sql.raw(`select * from "${name}"`)))
      for (const [column, value] of Object.entries(row))
        if (String(value).includes(text)) found.add(`${name}.${column}`)
  return [...found]
}

async function load(rows: Record<string, string>[]) {
  const file = { kind: 'destinations' as const, fileName: 'd.csv', bytes: csvOf(rows) }
  const staff = workAt(new Date().toISOString(), school.actor)
  const { id } = await checkUpload(staff, file)
  return (await importUpload(staff, id, file.bytes)).counts
}

const push = async (rows: Record<string, string>[]) => {
  const answer = await request('/api/sync/records', {
    headers: { Origin: '', Authorization: `Bearer ${token}` },
    json: { 上报系统: '省级系统', 省份代码: '44', 上报时间: '2026-07-08T09:30:00+08:00', 记录: rows },
  })
  return ((await answer.json()) as { counts: unknown }).counts
}

const shownTo = async ({ cookie }: Graduate) => {
  const answer = await request('/api/graduate/record', { graduate: cookie })
  const { record } = (await answer.json()) as { record: { archive: { contact: string; phone: string } } }
  return [record.archive.contact, record.archive.phone]
}

const contact = (of: string, phone: string) => ({ archiveContact: `${of}档案窗口`, archivePhone: phone })
const cells = (of: string, phone: string) => ({
  档案转递联系人: `${of}档案窗口`,
  档案转递联系电话: phone,
})
const doors: [string, string, () => Promise<Graduate>][] = [
  [
    '学校导入',
    '010-71110001',
    async () => {
      const person = await seedRegistrant(work)
      const row = (phone: string) => destinationLine(person.entry.examNumber, cells('学校导入', phone))
      expect(await load([row('010-71119999')])).toMatchObject({ accepted: 1 })
      expect(await load([row('010-71110001')])).toMatchObject({ changed: 1 })
      return person
    },
  ],
  [
    '省级上报',
    '020-72220002',
    async () => {
      const person = await seedRegistrant(work, { schoolCode: '10558' })
      const row = destinationLine(person.entry.examNumber, cells('省级上报', '020-72220002'))
      expect(await push([row])).toMatchObject({ accepted: 1 })
      return person
    },
  ],
  [
    '审核通过',
    '010-73330003',
    async () => {
      const person = await seedRegistrant(work)
      const open = await submit(person.cookie, { content: contact('审核通过', '010-73330003') })
      const { version } = open
      expect((await review(school.cookie, open.id, 'approval', { version })).status).toBe(200)
      return person
    },
  ],
]

describe.each(doors)('by %s', (of, phone, comeIn) => {
  it('is shown to its graduate, frozen in a report, and in clear nowhere else', async () => {
    const person = await comeIn()
    expect(await shownTo(person)).toEqual([`${of}档案窗口`, phone])
    expect([await columnsWith(phone), await columnsWith(`${of}档案窗口`)]).toEqual([[], []])
    const own = workAt(new Date().toISOString(), person.actor)
    const version = (await rowsOf(work, person.entry.id)).records.at(-1)?.version ?? 0
    await confirmDestination(own, version)
    await passStepUp(own, person)
    const { card } = await authorizeVerification(own, {
      kind: 'archive',
      lastDay: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
      consentTextVersion,
    })
    const asked = { kind: 'archive', name: person.entry.name, code: card.code ?? '', via: 'api' } as const
    const { answer } = await verify(work, { ...asked, address: of })
    expect(answer).toMatchObject({ report: { archive: { contact: `${of}档案窗口`, phone } } })
    await disputeRecord(own, version, {
      destination: null,
      archive: { explanation: `应当联系${phone}` },
      hukou: null,
      contact: phone,
    })
    expect([await columnsWith(phone), await columnsWith(`${of}档案窗口`)]).toEqual([
      ['reports.content'],
      ['reports.content'],
    ])
  })
})

it('of a draft, a submission and a return is shown to who fills in and who reviews, and in clear nowhere', async () => {
  const [drafting, submitting, returned] = [
    await seedRegistrant(work),
    await seedRegistrant(work),
    await seedRegistrant(work),
  ]
  const draft = await send(drafting.cookie, 'draft', { content: contact('草稿', '010-74440004') })
  const { id, version } = (await draft.json()) as { id: string; version: number }
  const again = contact('改过的草稿', '010-74440005')
  expect((await send(drafting.cookie, 'draft', { open: { id, version }, content: again })).status).toBe(200)
  const waiting = await submit(submitting.cookie, { content: contact('提交', '010-75550005') })
  const refused = await submit(returned.cookie, { content: contact('退回', '010-76660006') })
  const reason = { version: refused.version, reason: '请核对联系电话010-76660006' }
  expect((await review(school.cookie, refused.id, 'return', reason)).status).toBe(200)

  const filled = await request('/api/graduate/registration', { graduate: drafting.cookie })
  expect(await filled.json()).toMatchObject({ open: { content: again } })
  const judged = await request(`/api/staff/registrations/${waiting.id}`, { staff: school.cookie })
  expect(await judged.json()).toMatchObject({ content: contact('提交', '010-75550005') })
  const queue = await request('/api/staff/registrations', { staff: school.cookie })
  expect(await queue.json()).toMatchObject({ items: [{ id: waiting.id, category: '签就业协议形式就业' }] })
  for (const text of ['010-74440004', '010-74440005', '010-75550005', '010-76660006', '档案窗口'])
    expect((await columnsWith(text)).filter((column) => column !== 'reports.content')).toEqual([])
})

it('is compared opened: an equal one is no change, another phone is, by file, report and form', async () => {
  const [filed, reported] = [await seedRegistrant(work), await seedRegistrant(work, { schoolCode: '10558' })]
  const row = ({ entry }: Graduate, phone: string, more = {}) =>
    destinationLine(entry.examNumber, { ...cells('比较', phone), ...more })
  for (const [bring, person] of [
    [load, filed],
    [push, reported],
  ] as const) {
    expect(await bring([row(person, '010-77770001')])).toMatchObject({ accepted: 1 })
    expect(await bring([row(person, '010-77770001')])).toMatchObject({ unchanged: 1, changed: 0 })
    expect(await bring([row(person, '010-77770002')])).toMatchObject({ unchanged: 0, changed: 1 })
    expect(await bring([row(person, '010-77770002', { 档案转递联系人: '别的窗口' })])).toMatchObject({
      changed: 1,
    })
    expect(await bring([row(person, '010-77770002', { 档案转递联系人: '' })])).toMatchObject({ changed: 1 })
    expect(await bring([row(person, '010-77770002', { 档案转递联系人: '' })])).toMatchObject({
      unchanged: 1,
    })
    // where something else has changed too, it is written without a look at the contact
    expect(await bring([row(person, '010-77770003', { 单位名称: '另一单位' })])).toMatchObject({ changed: 1 })
    expect((await shownTo(person))[1]).toBe('010-77770003')
    const history = await request('/api/graduate/history', { graduate: person.cookie })
    const { items } = (await history.json()) as { items: { changes?: object[] }[] }
    expect(items.flatMap(({ changes = [] }) => changes)).toContainEqual({
      field: 'phone',
      before: '010-77770001',
      after: '010-77770002',
    })
  }
  const form = (phone: string) =>
    send(filed.cookie, 'submission', {
      kind: 'archive_change',
      content: { archiveContact: '比较档案窗口', archivePhone: phone },
    })
  expect(await (await form('010-77770003')).json()).toMatchObject({ code: 'registration.unchanged' })
  expect((await form('010-77770004')).status).toBe(200)
})
