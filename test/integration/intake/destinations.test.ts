import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { commit } from '../../../db/commit.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { audit } from '../../../db/schema/operations.ts'
import { confirmations, disputes, records } from '../../../db/schema/records.ts'
import { newId } from '../../../functions/platform/secrets.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { csvOf, destinationLine, inventExamNumber, without } from '../../support/files.ts'
import { seedGraduate, seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { openRecord } from '../../../functions/proof/record-contact.ts'
import { seedStanding } from '../../support/live-code.ts'
import { sampleBytes } from '../../support/samples.ts'

let officer: StaffActor<'school'>
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(
    workAt(),
    { code: '10558', name: '中山大学', provinceCode: '44' },
    { entryName: '广东省大学生就业创业小程序', entryUrl: 'https://gd.example/' },
  )
  officer = (await seedStaff(workAt(), '10001')).actor
})

const work = (actor = officer, now = '2026-11-23T02:00:00Z') => workAt(now, actor)
const file = (rows: Record<string, string>[]) => ({
  kind: 'destinations' as const,
  fileName: '去向.csv',
  bytes: csvOf(rows),
})
const check = (rows: Record<string, string>[], actor = officer) => checkUpload(work(actor), file(rows))
async function load(rows: Record<string, string>[], actor = officer, now?: string) {
  const { id } = await checkUpload(work(actor, now), file(rows))
  return importUpload(work(actor, now), id, csvOf(rows))
}
const graduate = (more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(workAt(), {
    schoolCode: '10001',
    examNumber: inventExamNumber(),
    idNumber: inventIdNumber(),
    record: null,
    ...more,
  })
async function versionsOf(entryId: string) {
  const db = workAt().shards.directory
  const [rows] = await read(db, [
    db.select().from(records).where(eq(records.rosterEntryId, entryId)).orderBy(desc(records.version)),
  ])
  return Promise.all(rows.map((row) => openRecord(workAt(), row)))
}

describe('refuses', () => {
  it('a graduate the school does not have, and a name that is not theirs', async () => {
    const mine = await graduate()
    const theirs = await graduate({ schoolCode: '10558' })
    const result = await load([
      destinationLine(inventExamNumber()),
      destinationLine(mine.entry.examNumber, { 姓名: '李雷' }),
      destinationLine(theirs.entry.examNumber),
    ])
    expect(result.counts).toMatchObject({ rows: 3, accepted: 0, refused: 3 })
    expect(result.refused.map(({ row, column }) => [row, column])).toEqual([
      [2, '考生号'],
      [3, '姓名'],
      [4, '考生号'],
    ])
    for (const person of [mine, theirs]) expect(await versionsOf(person.entry.id)).toEqual([])
  })

  it('a row for a provincial record, and names the entry where it is changed', async () => {
    const staff = (await seedStaff(workAt(), '10558')).actor
    const person = await graduate({ schoolCode: '10558', record: { sourceSystem: 'provincial' } })
    const result = await load([destinationLine(person.entry.examNumber, { 单位名称: '别的单位' })], staff)
    expect(result.counts).toMatchObject({ refused: 1, changed: 0 })
    expect(result.refused[0]?.reason).toContain('广东省大学生就业创业小程序')
    expect(result.refused[0]?.reason).toContain('https://gd.example/')
    expect(await versionsOf(person.entry.id)).toHaveLength(1)
  })

  it('the same graduate twice in one file, both rows', async () => {
    const person = await graduate()
    const line = destinationLine(person.entry.examNumber)
    expect((await load([line, line])).counts).toMatchObject({ rows: 2, refused: 2 })
    expect(await versionsOf(person.entry.id)).toEqual([])
  })

  it('a roster file, by what it is', async () => {
    const bytes = sampleBytes('roster-10001-2026.csv')
    await expect(checkUpload(work(), { kind: 'destinations', fileName: 'x', bytes })).rejects.toMatchObject({
      code: 'upload.other_kind',
      said: {
        detail: expect.stringContaining('与“毕业生基本信息”相符，与所选的“去向登记信息”不符') as string,
      },
    })
  })
})

describe('grants', () => {
  it('leaves the first version with its source and date; the same file again changes nothing', async () => {
    const person = await graduate({ name: '买买提·吐尔逊' })
    const line = destinationLine(person.entry.examNumber, { 姓名: '买买提•吐尔逊' })
    const result = await load([line])
    expect(result.counts).toMatchObject({ rows: 1, accepted: 1 })
    expect(await versionsOf(person.entry.id)).toMatchObject([
      {
        version: 1,
        sourceSystem: 'national',
        reportedAt: Date.parse('2026-11-23T02:00:00Z'),
        destinationName: '签就业协议形式就业',
        archivePhone: '010-80000001',
        hukouRegionName: '北京市海淀区',
        supersededAt: null,
      },
    ])
    const spaced = { ...line, 单位名称: '北京云帆咨询 服务有限公司', 单位地址: ' 北京市西城区 创新路8号' }
    const again = await load([spaced], officer, '2026-12-01T02:00:00Z')
    expect(again.counts).toMatchObject({ accepted: 0, changed: 0, unchanged: 1 })
    expect(await versionsOf(person.entry.id)).toHaveLength(1)
    const db = work().shards.directory
    const [trail] = await read(db, [db.select().from(audit).where(eq(audit.subjectId, result.id))])
    expect(trail.map(({ action }) => action)).toEqual(['upload.checked', 'destinations.imported'])
  })

  it('takes the newest cohort where one exam number stands in several', async () => {
    const older = await graduate({ graduationMonth: '202506' })
    const newer = await graduate({ examNumber: older.entry.examNumber, graduationMonth: '202606' })
    await load([destinationLine(older.entry.examNumber)])
    expect(await versionsOf(older.entry.id)).toHaveLength(0)
    expect(await versionsOf(newer.entry.id)).toHaveLength(1)
  })

  it('warns of an archive and a hukou that never moved in, and lists who is missing', async () => {
    const person = await graduate({ archiveMovedIn: false, hukouMovedIn: false, graduationMonth: '202206' })
    const absent = await graduate({ graduationMonth: '202206', name: '李雷' })
    const result = await check([destinationLine(person.entry.examNumber)])
    expect(result.counts).toMatchObject({ accepted: 1, warned: 1, missing: 1 })
    expect(result.warnings.map(({ column }) => column)).toEqual(['档案转递类型', '户口迁移类型'])
    expect(result.missing).toEqual([{ examNumber: absent.entry.examNumber, name: '李雷' }])
    const stays = { ...without(destinationLine(person.entry.examNumber), '户口'), 档案转递类型: '无需转递' }
    expect((await check([stays])).counts).toMatchObject({ warned: 0 })
  })
})

async function standing(disputed = false) {
  const person = await graduate()
  const line = destinationLine(person.entry.examNumber)
  await load([line], officer, '2026-11-22T02:00:00Z')
  const [record] = await versionsOf(person.entry.id)
  const { hmac, confirmationId } = await seedStanding(workAt(), person.entry.id, record?.id ?? '')
  const disputeId = newId()
  const db = workAt().shards.directory
  if (disputed)
    await commit(workAt(), db, {
      audit: { none: 'counter' },
      statements: {
        seeded: [
          db.insert(disputes).values({
            id: disputeId,
            rosterEntryId: person.entry.id,
            recordId: record?.id ?? '',
            detailCipher: 'x',
            archiveClaimed: true,
            hukouClaimed: false,
            openedAt: 1,
          }),
        ],
      },
    })
  const left = async () => {
    const { live, issued, opened } = await read(db, {
      live: db.select().from(confirmations).where(eq(confirmations.id, confirmationId)),
      issued: db.select().from(codes).where(eq(codes.hmac, hmac)),
      opened: db.select().from(disputes).where(eq(disputes.id, disputeId)),
    })
    const versions = await versionsOf(person.entry.id)
    return {
      versions: versions.length,
      current: versions.filter(({ supersededAt }) => supersededAt === null).map(({ version }) => version),
      confirmed: live[0]?.endedAt === null,
      confirmsCurrent: live[0]?.recordId === versions[0]?.id,
      superseded: issued[0]?.supersededBecause ?? null,
      dispute: opened[0]?.closedBecause ?? (opened[0] === undefined ? 'none' : 'open'),
    }
  }
  return { line, left }
}

describe('a changed row', () => {
  it.each<[string, (line: Record<string, string>) => Record<string, string>]>([
    ['category', (line) => ({ ...line, 毕业去向类别代码: '11', 毕业去向: '' })],
    ['unit', (line) => ({ ...line, 单位名称: '别的单位' })],
    ['unit region', (line) => ({ ...line, 单位所在地代码: '110101', 单位所在地: '北京市东城区' })],
    ['archive type', (line) => ({ ...line, 档案转递类型: '签约单位接收' })],
    ['archive contact', (line) => ({ ...line, 档案转递联系人: '王维' })],
    ['archive phone', (line) => ({ ...line, 档案转递联系电话: '010-80000002' })],
    ['postcode', (line) => ({ ...line, 档案转递单位邮编: '100196' })],
    ['hukou region', (line) => ({ ...line, 户口迁移所在地代码: '110101', 户口迁移所在地: '北京市东城区' })],
    ['archive block, now empty', (line) => without(line, '档案')],
  ])('in the printed %s is a new version: back to 待确认, codes superseded', async (_, change) => {
    const { line, left } = await standing()
    expect((await load([change(line)])).counts).toMatchObject({ changed: 1 })
    expect(await left()).toEqual({
      versions: 2,
      current: [2],
      confirmed: false,
      confirmsCurrent: false,
      superseded: 'record',
      dispute: 'none',
    })
    expect((await load([change(line)])).counts).toMatchObject({ unchanged: 1 })
  })

  it.each<[string, Record<string, string>]>([
    ['unit address', { 单位地址: '北京市西城区创新路9号' }],
    ['unit nature', { 单位性质代码: '31' }],
    ['credit code', { 统一社会信用代码: '91350100M000100Y43' }],
    ['archive address', { 档案转递单位地址: '北京市海淀区人民路18号' }],
  ])('in the %s, which no report prints, keeps confirmation and codes', async (_, change) => {
    const { line, left } = await standing()
    expect((await load([{ ...line, ...change }])).counts).toMatchObject({ changed: 1 })
    expect(await left()).toEqual({
      versions: 2,
      current: [2],
      confirmed: true,
      confirmsCurrent: true,
      superseded: null,
      dispute: 'none',
    })
  })

  it('closes an open dispute; an unchanged one does not', async () => {
    const { line, left } = await standing(true)
    await load([line])
    expect(await left()).toMatchObject({ versions: 1, dispute: 'open' })
    await load([{ ...line, 单位名称: '别的单位' }])
    expect(await left()).toMatchObject({ versions: 2, dispute: 'corrected' })
  })

  it('lists the blocks it clears, in the dry run already', async () => {
    const { line } = await standing()
    const result = await check([without(without(line, '档案'), '户口')])
    expect(result.counts).toMatchObject({ changed: 1, cleared: 2 })
    expect(result.cleared).toEqual([
      { row: 2, examNumber: line['考生号'], block: 'archive' },
      { row: 2, examNumber: line['考生号'], block: 'hukou' },
    ])
  })

  it('is not written when the record changed after the dry run', async () => {
    const { line, left } = await standing()
    const mine = [{ ...line, 单位名称: '甲单位' }]
    const { id } = await check(mine)
    await load([{ ...line, 单位名称: '乙单位' }])
    await expect(importUpload(work(), id, csvOf(mine))).rejects.toMatchObject({ code: 'upload.outdated' })
    expect(await left()).toMatchObject({ versions: 2 })
  })
})

it('loads the 3,000 sample destinations onto the sample roster', async () => {
  const roster = sampleBytes('roster-10001-2026.csv')
  const checked = await checkUpload(work(), { kind: 'roster', fileName: 'r.csv', bytes: roster })
  await importUpload(work(), checked.id, roster)
  const bytes = sampleBytes('destinations-10001-2026.csv')
  const reading = work()
  const { id, counts } = await checkUpload(reading, { kind: 'destinations', fileName: 'd.csv', bytes })
  expect(counts).toMatchObject({ rows: 3000, accepted: 3000, refused: 0 })
  const importing = work()
  await importUpload(importing, id, bytes)
  expect(importing.meter.calls).toBeLessThanOrEqual(6)
  // records and transfer codes in bulk: a few statements a thousand rows
  expect(importing.meter.statements.length).toBeLessThanOrEqual(24)
  const again = work()
  expect((await checkUpload(again, { kind: 'destinations', fileName: 'd.csv', bytes })).counts).toMatchObject(
    {
      unchanged: 3000,
      accepted: 0,
      changed: 0,
    },
  )
  expect(again.meter.rows).toBeLessThan(90_000)
})
