import { beforeAll, describe, expect, it } from 'vitest'
import { verifyBulk } from '../../../functions/departments/verify-batch.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { ledgerOf } from '../../support/ledger-fixtures.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { seedTransferCode } from '../../support/transfer-fixtures.ts'

const setup = workAt()
let desk: Awaited<ReturnType<typeof seedDepartment>>
let owner: Graduate
let codes: Record<'archive' | 'hukou' | 'transfer', string>

beforeAll(async () => {
  await seedSchool(setup, { code: '10001', provinceCode: '11' })
  desk = await seedDepartment(setup)
  owner = await seedGraduate(setup, {
    schoolCode: '10001',
    examNumber: '26110114150001',
    idNumber: inventIdNumber(),
  })
  codes = {
    archive: (await seedReport(setup, owner)).code,
    hukou: (await seedReport(setup, owner, { kind: 'hukou' })).code,
    transfer: await seedTransferCode(setup, owner),
  }
})

const ask = (kind: 'archive' | 'hukou', asked: (keyof typeof codes)[]) =>
  verifyBulk(
    workAt(undefined, desk.actor),
    crypto.randomUUID(),
    kind,
    asked.map((each) => ({ name: owner.entry.name, code: codes[each], caseNumber: '' })),
  )

describe.each([
  ['archive', ['valid', 'unknown', 'valid'], 'hukou'],
  ['hukou', ['unknown', 'valid', 'unknown'], 'archive'],
] as const)('a bulk look-up of the kind %s', (kind, verdicts, other) => {
  it('answers codes of its own kind only', async () => {
    const { rows } = await ask(kind, ['archive', 'hukou', 'transfer'])
    expect(rows.map(({ verdict }) => verdict)).toEqual(verdicts)
  })

  it('tells a code of the other kind from none in no way', async () => {
    const { rows } = await ask(kind, [other])
    expect(rows).toHaveLength(1)
    const none = await verifyBulk(workAt(undefined, desk.actor), crypto.randomUUID(), kind, [
      { name: owner.entry.name, code: '2610001ABCDEFGH', caseNumber: '' },
    ])
    expect(rows).toEqual(none.rows)
    expect(JSON.stringify(rows)).not.toMatch(/云帆|海淀|石家庄/)
  })

  it('is in the graduate’s ledger as not answered, where the kind was wrong', async () => {
    await ask(kind, [other])
    expect((await ledgerOf(setup, owner.entry.id)).at(-1)).toMatchObject({
      kind: other,
      codeKind: 'verification',
      via: 'bulk',
      answered: false,
    })
  })
})
