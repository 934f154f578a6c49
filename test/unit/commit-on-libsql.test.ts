import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { read, type Statement } from '../../db/client.ts'
import { commit, unlessTaken } from '../../db/commit.ts'
import { addStaff } from '../../db/people.ts'
import { provinces, schools } from '../../db/schema/places.ts'
import { confirmations, records } from '../../db/schema/records.ts'
import { rosterEntries } from '../../db/schema/roster.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { confirmDestination } from '../../functions/records/confirm-destination.ts'
import { disputeRecord } from '../../functions/records/dispute-record.ts'
import { openLibsqlWork } from '../support/libsql-work.ts'

// The second engine (decision 21): the same migrations, statements, guards and verbs on libSQL.
let work: Work<GraduateActor>

beforeAll(async () => {
  work = await openLibsqlWork({
    kind: 'graduate',
    sessionHash: 'session',
    issuer: 'issuer',
    subject: 'subject',
    claims: { name: '陈诚', phone: '', email: '' },
    rosterEntryId: 'entry',
    schoolCode: '10001',
    cohort: 2026,
  })
  const db = work.shards.directory
  const text = (columns: string) => Object.fromEntries(columns.split(' ').map((column) => [column, '']))
  await commit(work, db, {
    audit: { none: 'counter' },
    statements: {
      seeded: [
        db.insert(provinces).values({ code: '11', name: '北京' }),
        db.insert(schools).values({ code: '10001', name: '北京大学', provinceCode: '11', createdAt: 1 }),
        db.insert(rosterEntries).values({
          ...(text(
            'examNumber name nameFolded idNumberCipher idNumberIndex schoolName levelCode sexCode ethnicGroupCode politicalStatusCode trainingModeCode sponsor originRegionCode originRegionName enrolledMonth studentNumber college major programmeLength emailCipher emailIndex phoneCipher phoneIndex',
          ) as unknown as typeof rosterEntries.$inferInsert),
          id: 'entry',
          schoolCode: '10001',
          cohort: 2026,
          graduationMonth: '202606',
          basicInfoCheckedAt: 1,
          createdAt: 1,
          updatedAt: 1,
        }),
        db.insert(records).values({
          ...(text(
            'destinationName unitName unitCreditCode unitNatureCode unitIndustryCode jobCategoryCode unitRegionCode unitRegionName unitAddress archiveTransferType archiveUnitName archiveUnitRegionCode archiveUnitRegionName archiveUnitAddress archiveUnitPostcode archiveContact archivePhone hukouMigrationType hukouRegionCode hukouRegionName',
          ) as unknown as typeof records.$inferInsert),
          id: 'record',
          rosterEntryId: 'entry',
          version: 1,
          sourceSystem: 'national',
          reportedAt: 1,
          destinationCode: '70',
          createdAt: 1,
        }),
      ],
    },
  })
})

it('confirms once, guarded, and takes the confirmation back with a dispute, on libSQL', async () => {
  const db = work.shards.directory
  const settled = await Promise.allSettled([confirmDestination(work, 1), confirmDestination(work, 1)])
  expect(settled.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await disputeRecord(work, 1, {
    destination: { kind: 'changed', explanation: '换了单位' },
    archive: null,
    hukou: null,
    contact: '13900000000',
  })
  const [rows] = await read(db, [
    db.select().from(confirmations).where(eq(confirmations.rosterEntryId, 'entry')),
  ])
  expect(rows).toMatchObject([{ endedAt: work.now }])
  await expect(confirmDestination(work, 1)).rejects.toMatchObject({ code: 'dispute.open' })
})

it('tells a key that a statement names from one that none does, on libSQL', async () => {
  const db = work.shards.directory
  const again = () => db.insert(provinces).values({ code: '11', name: '北京' })
  const write = (province: Statement) =>
    commit(work, db, { audit: { none: 'counter' }, statements: { province } })
  await expect(write(again())).rejects.toThrow('UNIQUE constraint failed: provinces.code')
  expect(await write(unlessTaken(again(), [provinces.code]))).toEqual({ done: false, because: 'guard' })
  const member = (id: string) => ({
    id,
    schoolCode: '10001',
    issuer: 'issuer',
    subject: 'one',
    name: '老师',
    createdAt: 1,
  })
  expect(await write(addStaff(db, member('first')))).toMatchObject({ done: true })
  expect(await write(addStaff(db, member('second')))).toEqual({ done: false, because: 'guard' })
})
