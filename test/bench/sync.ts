// node test/bench/sync.ts [calls]: reports 1,000 rows a call to a database that has all these graduates, and prints the
// time per call of each tenth of the run. The verb is called from Node, on the file of a local D1.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertRows } from '../../db/bulk.ts'
import { applyMigrations } from '../../db/open/apply-migrations.ts'
import { openLocalD1 } from '../../db/open/local-d1.ts'
import { rosterEntries } from '../../db/schema/roster.ts'
import { openWorkOn } from '../../functions/platform/open-work.ts'
import { newId } from '../../functions/platform/secrets.ts'
import type { Actor, ProvincialSystem } from '#model/actors.ts'
import { addSchool } from '../../functions/access/schools/add-school.ts'
import { pushReport } from '../../functions/exchange/push-report.ts'
import { destinationLine } from '../support/files.ts'
import { testSettings } from '../support/settings.ts'

const calls = Number(process.argv[2] ?? '100')
const examNumber = (call: number, row: number) => `2644${String(call * 1000 + row).padStart(10, '0')}`
const thousand = Array.from({ length: 1000 }, (_, row) => row)

const dir = await mkdtemp(join(tmpdir(), 'quxiang-bench-'))
const opened = await openLocalD1(dir)
const settings = await testSettings()
const province: ProvincialSystem = {
  kind: 'province',
  accountId: 'bench',
  scope: { level: 'province', provinceCode: '44' },
}
const workAs = <A extends Actor>(actor: A) => openWorkOn(opened, settings, actor)

async function prepare(): Promise<void> {
  await applyMigrations(opened.client)
  const work = workAs({ kind: 'system', name: 'bench' })
  await addSchool(work, { code: '10558', name: '中山大学', provinceCode: '44' })
  const sealed = {
    idNumberCipher: '',
    idNumberIndex: '',
    emailCipher: '',
    emailIndex: '',
    phoneCipher: '',
    phoneIndex: '',
  }
  for (let call = 0; call < calls; call += 1)
    for (const { statement } of insertRows(
      work.shards.directory,
      rosterEntries,
      thousand.map((row) => ({
        ...sealed,
        id: newId(),
        schoolCode: '10558',
        cohort: 2026,
        examNumber: examNumber(call, row),
        name: '陈诚',
        nameFolded: '陈诚',
        schoolName: '中山大学',
        levelCode: '31',
        sexCode: '1',
        ethnicGroupCode: '01',
        politicalStatusCode: '13',
        trainingModeCode: '1',
        sponsor: '',
        originRegionCode: '440106',
        originRegionName: '广东省广州市天河区',
        enrolledMonth: '202209',
        graduationMonth: '202606',
        studentNumber: '',
        college: '哲学系',
        major: '哲学类',
        programmeLength: '4',
        archiveMovedIn: true,
        hukouMovedIn: true,
        basicInfoCheckedAt: null,
        version: 1,
        createdAt: work.now,
        updatedAt: work.now,
        completionCode: '',
      })),
    ))
      await statement
}

async function push(call: number): Promise<{ ms: number; rows: number }> {
  const work = workAs(province)
  const report = {
    上报系统: '省级系统',
    省份代码: '44',
    上报时间: '2026-07-08T09:30:00+08:00',
    记录: thousand.map((row) => destinationLine(examNumber(call, row))),
  }
  const text = JSON.stringify(report)
  const began = performance.now()
  const { counts } = await pushReport(work, newId(), text)
  if (counts.accepted !== 1000) throw new Error(`call ${call}: ${JSON.stringify(counts)}`)
  return { ms: performance.now() - began, rows: work.meter.rows }
}

try {
  await prepare()
  console.log(`${calls} 次，每次 1,000 行`)
  const tenth = Math.max(1, Math.floor(calls / 10))
  let done: { ms: number; rows: number }[] = []
  for (let call = 0; call < calls; call += 1) {
    done.push(await push(call))
    if (done.length < tenth) continue
    const times = done.map(({ ms }) => ms).toSorted((one, other) => one - other)
    const median = Math.round(times[Math.floor(times.length / 2)] ?? 0)
    console.log(
      `到第 ${call + 1} 次：中位 ${median} 毫秒，最慢 ${Math.round(times.at(-1) ?? 0)} 毫秒，读 ${done.at(-1)?.rows} 行`,
    )
    done = []
  }
} finally {
  await opened.close()
  await rm(dir, { recursive: true, force: true })
}
