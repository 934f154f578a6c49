import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { records } from '../../../db/schema/records.ts'
import { rosterEntries } from '../../../db/schema/roster.ts'
import { type OpenRecord, sealRecord } from '../../../functions/proof/record-contact.ts'
import { verify } from '../../../functions/verification/verify.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

// What a paper that was overtaken is told of today's registration: names of fields, no values.
const setup = workAt(new Date().toISOString(), { kind: 'anonymous' })
const app = testApp()
let exam = 26_110_105_150_000
let hosts = 0

beforeAll(() => seedSchool(setup, { code: '10001', provinceCode: '11' }))

type RecordChange = Partial<OpenRecord>
type EntryChange = Partial<typeof rosterEntries.$inferInsert>
interface Today {
  record?: RecordChange
  entry?: EntryChange
  kind?: 'archive' | 'hukou'
  because?: 'record' | 'roster' | 'dispute'
}

/** A superseded paper, and the registration as it stands since. */
async function overtaken({ record, entry, kind = 'archive', because = 'record' }: Today) {
  const owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    name: `陈诚${exam}`,
    graduationMonth: '209806',
    cohort: 2098,
  })
  const report = await seedReport(setup, owner, {
    kind,
    record: { hukou: { migrationType: '迁往人才服务机构集体户', region: '北京市海淀区' } },
    supersededAt: 5,
    supersededBecause: because,
  })
  const db = setup.shards.directory
  if (record && owner.record) {
    const today = await sealRecord(setup, { ...owner.record, ...record })
    await db.batch([db.update(records).set(today).where(eq(records.id, today.id))])
  }
  if (entry) await db.batch([db.update(rosterEntries).set(entry).where(eq(rosterEntries.id, owner.entry.id))])
  return { owner, report, kind }
}

const from = () => ({ 'cf-connecting-ip': `198.51.100.${(hosts += 1)}` })

async function told({
  owner,
  report,
  kind,
}: {
  owner: Graduate
  report: { code: string; token: string }
  kind: string
}) {
  const { name } = owner.entry
  const json = async (body: unknown) =>
    (
      await app('/api/verifications', {
        method: 'POST',
        headers: { ...from(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).text()
  const page = await app(`/verify/${kind}/`, {
    method: 'POST',
    headers: { ...from(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name, code: report.code }).toString(),
  })
  const typed = await json({ kind, name, code: report.code })
  const scanned = await json({ token: report.token })
  return { answers: [typed, scanned], page: await page.text() }
}

const destination = '毕业去向信息'
const unit = { unitName: '上海新岸科技有限公司' }
const archive = { archiveContact: '新岸人事', archivePhone: '021-60000002' }
const empty = { archiveTransferType: '', archiveUnitName: '' }

const changes: [string, Today, [string, string][], string][] = [
  ['a new employer', { record: unit }, [[destination, '单位名称']], `${destination}（单位名称）`],
  [
    'a corrected major',
    { entry: { major: '中国史' }, because: 'roster' },
    [['基本信息', '专业']],
    '基本信息（专业）',
  ],
  [
    'both',
    { record: { ...unit, ...archive }, entry: { major: '中国史' }, because: 'roster' },
    [
      ['基本信息', '专业'],
      [destination, '单位名称'],
      ['档案转递信息', '联系人/联系部门'],
      ['档案转递信息', '联系电话'],
    ],
    '档案转递信息（联系人/联系部门、联系电话）',
  ],
  [
    'an archive block that was cleared',
    { record: empty },
    ['档案转递类型', '单位名称', '单位所在地', '单位邮编', '联系人/联系部门', '联系电话'].map((label) => [
      '档案转递信息',
      label,
    ]),
    '档案转递信息（档案转递类型、',
  ],
  [
    'hukou data that was cleared',
    { kind: 'hukou', record: { hukouMigrationType: '', hukouRegionName: '', ...unit } },
    [
      ['户口迁移信息', '户口迁移类型'],
      ['户口迁移信息', '户口迁移所在地'],
    ],
    '户口迁移信息（户口迁移类型、户口迁移所在地）',
  ],
  ['a change that no longer stands', {}, [], '报告所列各项与目前的登记一致'],
  ['a field no report prints', { record: { unitAddress: '新岸路1号' } }, [], '报告所列各项与目前的登记一致'],
]

it.each(changes)('names the fields that %s makes different, and no value', async (_, today, fields, says) => {
  const { answers, page } = await told(await overtaken(today))
  for (const answer of answers)
    expect(JSON.parse(answer)).toMatchObject({
      verdict: 'superseded',
      because: today.because ?? 'record',
      changedFields: fields.map(([block, label]) => ({ block, label })),
    })
  expect(page).toContain(says)
  expect(page).toContain('重新授权')
  expect(page + answers.join('')).not.toMatch(/新岸|021-60000002|中国史|云帆|哲学类|100195/)
})

it.each(['record', 'roster'] as const)(
  'says of a voided registration that it is, after a change of %s',
  async (because) => {
    const { answers, page } = await told(
      await overtaken({ because, record: { supersededAt: 5, endedBecause: 'voided' } }),
    )
    for (const answer of answers) {
      expect(JSON.parse(answer)).toMatchObject({ verdict: 'superseded', because: 'voided' })
      expect(answer).not.toContain('changedFields')
    }
    expect(page).toContain('去向登记信息已作废')
  },
)

it('says of a disputed registration that it is, and compares nothing', async () => {
  const { answers, page } = await told(await overtaken({ because: 'dispute', record: unit }))
  for (const answer of answers) {
    expect(JSON.parse(answer)).toMatchObject({ because: 'dispute' })
    expect(answer).not.toContain('changedFields')
  }
  expect(page).not.toContain('单位名称')
})

it('reads what is registered today only for the right name on a code a change has overtaken', async () => {
  const trips = async (today: Today, name?: string) => {
    const { owner, report } = await overtaken(today)
    const here = workAt(new Date().toISOString(), { kind: 'anonymous' })
    const question = { kind: 'archive', code: report.code, via: 'api', address: `a${exam}` } as const
    await verify(here, { ...question, name: name ?? owner.entry.name })
    return here.meter.calls
  }
  expect(await trips({})).toBe(2)
  expect(await trips({}, '别人')).toBe(1)
  expect(await trips({ because: 'dispute' })).toBe(1)
})
