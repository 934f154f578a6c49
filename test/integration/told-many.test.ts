// Every answer with more than one person's data leaves one row in the audit: by number and filter, never by name.
import { and, desc, eq, gt } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../functions/app.ts'
import { audit } from '../../db/schema/operations.ts'
import { messages } from '../../db/schema/messages.ts'
import { checkUpload } from '../../functions/intake/check-upload.ts'
import { propertyOf } from '../../functions/platform/route-properties.ts'
import { cloudflare } from '../../functions/platform/runtime.ts'
import { disputeRecord } from '../../functions/records/dispute-record.ts'
import { seedDepartment } from '../support/department-fixtures.ts'
import { type Coded, seedCoded } from '../support/dispatch-fixtures.ts'
import { csvOf, destinationLine } from '../support/files.ts'
import { seedSchool, seedStaff, workAt } from '../support/fixtures.ts'
import { request } from '../support/http.ts'
import { seedClient } from '../support/machine-client.ts'
import { seedRegistration } from '../support/seed-registration.ts'
import { testApp } from '../support/test-app.ts'

const work = workAt()
const db = work.shards.directory
const people: Coded[] = []
let officer: Awaited<ReturnType<typeof seedStaff>>
let desk: Awaited<ReturnType<typeof seedDepartment>>
let tokens: { province: string; machine: string }
let upload: { id: string; bytes: Uint8Array }

const names = ['甄一一', '甄二二', '甄三三']
const unknown = (examNumber: string, 姓名: string) => ({
  考生号: examNumber,
  姓名,
  转递方式: 'EMS',
  邮寄单号: 'EA123456789CN',
  寄出日期: '2026-07-08',
})

beforeAll(async () => {
  for (const [code, provinceCode] of [
    ['10001', '11'],
    ['10558', '44'],
  ] as const)
    await seedSchool(work, { code, provinceCode })
  officer = await seedStaff(work, '10001')
  await seedStaff(work, '10001')
  desk = await seedDepartment(work)
  for (const name of names) {
    const person = await seedCoded(work, { name })
    people.push(person)
    await seedRegistration(person, { state: 'school_review' })
    await disputeRecord(workAt(undefined, person.actor), 1, claims)
    const theirs = await seedCoded(work, {
      name,
      schoolCode: '10558',
      record: { sourceSystem: 'provincial' },
    })
    await disputeRecord(workAt(undefined, theirs.actor), 1, claims)
    await db.insert(messages).values({
      id: person.entry.id,
      rosterEntryId: person.entry.id,
      reportId: '',
      kind: 'archive',
      validUntil: 1,
      state: 'sent',
      queuedAt: 1,
      nextTryAt: 1,
    })
    await request('/api/department/lookups', {
      department: desk.cookie,
      json: { kind: 'archive', name, code: person.code },
    })
  }
  tokens = {
    province: await (await seedClient('44')).token(),
    machine: await (await seedClient('', 'ES256', desk.department.id)).token(),
  }
  const bytes = csvOf(names.map((name, at) => unknown(`2611010899770${at}`, name)))
  const file = { kind: 'dispatches' as const, fileName: 'x.csv', bytes }
  upload = { id: (await checkUpload(workAt(undefined, officer.actor), file)).id, bytes }
})

const claims = {
  destination: { kind: 'changed' as const, explanation: '已换单位' },
  archive: null,
  hukou: null,
  contact: 'someone@example.com',
}
const staff = (path: string, json?: unknown) =>
  request(path, { staff: officer.cookie, ...(json === undefined ? {} : { json }) })
const department = (path: string, json?: unknown) =>
  request(path, { department: desk.cookie, ...(json === undefined ? {} : { json }) })
const bearer = (token: string, path: string, json?: unknown) =>
  request(path, {
    headers: { Origin: '', Authorization: `Bearer ${token}` },
    ...(json === undefined ? {} : { json }),
  })
const bytesTo = (path: string, sent: Parameters<typeof request>[1]) =>
  request(path, { ...sent, headers: { 'Content-Type': 'application/octet-stream' } })
const pairs = () => people.map(({ entry, code }) => ({ name: entry.name, code, caseNumber: '' }))
const cohort = () => people[0]?.entry.cohort ?? 0

interface Case {
  action: string
  ask: () => Promise<Response>
  /** of its filter, what the row repeats or says was used */
  filter?: object
}

const cases: Record<string, Case> = {
  'GET /api/staff/settings': { action: 'accounts.listed', ask: () => staff('/api/staff/settings') },
  'GET /api/staff/disputes': {
    action: 'disputes.listed',
    ask: () => staff('/api/staff/disputes?source=national'),
    filter: { source: 'national' },
  },
  'GET /api/staff/registrations': {
    action: 'registrations.listed',
    ask: () => staff('/api/staff/registrations?state=school_review'),
    filter: { state: 'school_review' },
  },
  'POST /api/staff/transfer-codes/search': {
    action: 'transfer_codes.listed',
    ask: () => staff('/api/staff/transfer-codes/search', { cohort: String(cohort()), q: '甄' }),
    filter: { cohort: 2026, q: true },
  },
  'GET /api/staff/transfer-codes.csv': {
    action: 'transfer_codes.exported',
    ask: () => staff(`/api/staff/transfer-codes.csv?cohort=${cohort()}&status=unsent`),
    filter: { cohort: 2026, status: 'unsent' },
  },
  'GET /staff/transfer-slips': {
    action: 'transfer_slips.printed',
    ask: () => staff(`/staff/transfer-slips?entries=${people.map(({ entry }) => entry.id).join(',')}`),
  },
  'GET /api/staff/uploads/:id': {
    action: 'uploads.read',
    ask: () => staff(`/api/staff/uploads/${upload.id}`),
    filter: { kind: 'dispatches' },
  },
  'GET /api/staff/uploads/:id/refusals.csv': {
    action: 'uploads.read',
    ask: () => staff(`/api/staff/uploads/${upload.id}/refusals.csv`),
  },
  'POST /api/staff/uploads': {
    action: 'upload.checked',
    ask: () =>
      bytesTo('/api/staff/uploads?kind=dispatches', { staff: officer.cookie, body: upload.bytes.slice() }),
    filter: { kind: 'dispatches', refused: 3 },
  },
  'POST /api/staff/uploads/:id/import': {
    action: 'dispatches.imported',
    ask: () =>
      bytesTo(`/api/staff/uploads/${upload.id}/import`, {
        staff: officer.cookie,
        body: upload.bytes.slice(),
      }),
    filter: { refused: 3 },
  },
  'POST /api/department/lookups/search': {
    action: 'department_lookups.listed',
    ask: () => department('/api/department/lookups/search', { kind: 'archive' }),
    filter: { kind: 'archive' },
  },
  'GET /api/department/lookups.csv': {
    action: 'department_lookups.exported',
    ask: () => department('/api/department/lookups.csv?kind=archive'),
    filter: { kind: 'archive' },
  },
  'POST /api/department/pairs': {
    action: 'pairs.read',
    ask: () =>
      bytesTo('/api/department/pairs', {
        department: desk.cookie,
        body: csvOf(pairs().map(({ name, code }) => ({ 姓名: name, 编号: code }))).slice(),
      }),
  },
  'POST /api/department/batches/:id/pairs': {
    action: 'pairs.verified',
    ask: async () => {
      const opened = await department('/api/department/batches', { kind: 'archive', pairs: 3 })
      const { id } = (await opened.json()) as { id: string }
      return department(`/api/department/batches/${id}/pairs`, { rows: pairs() })
    },
  },
  'POST /api/department/verifications/bulk': {
    action: 'pairs.verified',
    ask: () =>
      bearer(tokens.machine, '/api/department/verifications/bulk', { kind: 'archive', rows: pairs() }),
    filter: { kind: 'archive' },
  },
  'GET /api/sync/events': {
    action: 'events.listed',
    ask: () => bearer(tokens.province, '/api/sync/events'),
    filter: { after: 0 },
  },
  'GET /api/sync/disputes': {
    action: 'disputes.read',
    ask: () => bearer(tokens.province, '/api/sync/disputes'),
  },
  'POST /api/sync/records': {
    action: 'destinations.reported',
    ask: () =>
      bearer(tokens.province, '/api/sync/records', {
        上报系统: '省级系统',
        省份代码: '44',
        上报时间: '2026-07-08T09:30:00+08:00',
        记录: names.map((name, at) => destinationLine(`2644010899770${at}`, { 姓名: name })),
      }),
    filter: { refused: 3 },
  },
  'GET /sandbox/outbox/': { action: 'outbox.listed', ask: () => testApp()('/sandbox/outbox/') },
}

const handlers = createApp(cloudflare).routes.filter(({ method }) => method !== 'ALL')
const stating = new Set(
  handlers
    .filter(({ handler }) => propertyOf(handler) === 'tells many')
    .map(({ method, path }) => `${method} ${path}`),
)

const rowsSince = (seq: number, action: string) =>
  db
    .select()
    .from(audit)
    .where(and(gt(audit.seq, seq), eq(audit.action, action)))
const lastRow = async () =>
  (await db.select({ seq: audit.seq }).from(audit).orderBy(desc(audit.seq)).limit(1))[0]?.seq ?? 0

it('has a case for every route that states it', () => {
  expect([...stating].toSorted()).toEqual(Object.keys(cases).toSorted())
})

it.each(Object.entries(cases))(
  '%s leaves one row, by number and filter',
  async (_, { action, ask, filter }) => {
    const before = await lastRow()
    const answer = await ask()
    const told = await answer.text()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const rows = await rowsSince(before, action)
    expect(rows).toHaveLength(1)
    const detail = JSON.parse(rows[0]?.detail ?? '') as { count?: number; rows?: number; pairs?: number }
    expect(detail).toMatchObject(filter ?? {})
    expect(detail.count ?? detail.rows ?? detail.pairs).toBeGreaterThanOrEqual(2)
    // what the answer names is not in the row
    const row = JSON.stringify(rows)
    expect(told.length).toBeGreaterThan(2)
    for (const { entry, code } of people)
      for (const secret of [entry.name, entry.examNumber, code]) expect(row).not.toContain(secret)
    expect(row).not.toContain('甄')
  },
)

describe('of one person or nobody', () => {
  const search = async (asked: object) => {
    const before = await lastRow()
    const answer = await staff('/api/staff/transfer-codes/search', { cohort: '2026', ...asked })
    const { rows } = (await answer.json()) as { rows: unknown[] }
    return [rows.length, (await rowsSince(before, 'transfer_codes.listed')).length]
  }
  it('leaves none, and each page of more leaves one', async () => {
    expect(await search({ q: '没有' })).toEqual([0, 0])
    expect(await search({ q: people[0]?.entry.examNumber })).toEqual([1, 0])
    const [first, second] = people
      .map(({ entry }) => entry)
      .toSorted((one, other) => (one.examNumber < other.examNumber ? -1 : 1))
    expect(await search({ q: '甄', after: first?.id })).toEqual([2, 1])
    expect(await search({ q: '甄', after: second?.id })).toEqual([1, 0])
  })

  it('leaves none of a list that is empty', async () => {
    const other = await seedDepartment(work)
    const before = await lastRow()
    const answer = await request('/api/department/lookups/search', { department: other.cookie, json: {} })
    expect([answer.status, await rowsSince(before, 'department_lookups.listed')]).toEqual([200, []])
  })
})

interface Schema {
  $ref?: string
  type?: string
  items?: Schema
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** What says who somebody is. */
const personal = ['name', 'examNumber', 'login', 'account']

/** Lists of no people, or of one person's own, and why. */
const nobodys: Record<string, string> = {
  'GET /api/regions': 'regions',
  'GET /api/staff/grants': 'one person’s own places',
  'POST /api/staff/grants/choice': 'one person’s own places',
  'GET /api/department/grants': 'one person’s own places',
  'POST /api/department/grants/choice': 'one person’s own places',
}

it('is stated by every route whose answer is a list of people, and by every file', async () => {
  const document = (await (await request('/api/openapi.json')).json()) as {
    paths: Record<
      string,
      Record<string, { responses?: Record<string, { content?: Record<string, { schema?: Schema }> }> }>
    >
    components?: { schemas?: Record<string, Schema> }
  }
  const inner = (schema: Schema): Schema[] => {
    const named = schema.$ref?.split('/').at(-1)
    const target = named === undefined ? undefined : document.components?.schemas?.[named]
    return [
      ...(target === undefined ? [] : [target]),
      ...(schema.items === undefined ? [] : [schema.items]),
      ...Object.values(schema.properties ?? {}),
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.allOf ?? []),
    ]
  }
  const namesSomebody = (schema: Schema): boolean =>
    personal.some((key) => key in (schema.properties ?? {})) || inner(schema).some(namesSomebody)
  const lists = (schema: Schema): boolean =>
    (schema.type === 'array' && schema.items !== undefined && namesSomebody(schema.items)) ||
    inner(schema).some(lists)
  const found = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) => {
      const content = Object.entries(responses?.['200']?.content ?? {})
      const tells = content.some(
        ([type, { schema }]) =>
          (type === 'text/csv' && !path.endsWith('/template.csv')) || (schema !== undefined && lists(schema)),
      )
      return tells ? [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`] : []
    }),
  )
  // a graduate is told of themselves alone
  const others = found.filter((route) => !/ \/api\/graduate\//.test(route) && !(route in nobodys))
  expect(others.length).toBeGreaterThan(10)
  expect(others.filter((route) => !stating.has(route))).toEqual([])
})
