import { getTableColumns } from 'drizzle-orm'
import { expect, expectTypeOf, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { sealedAs } from '../../../db/schema/kept-text.ts'
import { records } from '../../../db/schema/records.ts'
import type { DestinationContent } from '#model/record/fields.ts'
import { type KeptRecord, type OpenRecord, openRecord } from '../../../functions/proof/record-contact.ts'
import { sealKept } from '../../../functions/schedule/seal-kept.ts'
import { asKept, inClear } from '../../support/in-clear.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'

it('seals what was kept in clear on the second engine too, once', async () => {
  const work = await openLibsqlWork({ kind: 'system', name: 'schedule' })
  const db = work.shards.directory
  const blank = Object.fromEntries(
    Object.entries(getTableColumns(records)).map(([name, { dataType }]) => [
      name,
      dataType === 'number' ? 1 : '',
    ]),
  ) as unknown as KeptRecord
  const contact = { archiveContact: inClear('档案科'), archivePhone: inClear('010-80000001') }
  await db.insert(records).values({ ...blank, ...contact, id: 'old', supersededAt: null })
  expect(await sealKept(work, db, 1)).toEqual({ sealed: 1, finished: true })
  expect(await sealKept(work, db, 1)).toEqual({ sealed: 0, finished: true })
  const [[row]] = await read(db, [db.select().from(records)])
  expect(asKept(row?.archivePhone)?.startsWith(sealedAs)).toBe(true)
  expect(row && (await openRecord(work, row))).toMatchObject({
    archiveContact: '档案科',
    archivePhone: '010-80000001',
  })
})

it('is not taken for what a record says until it is opened', () => {
  expectTypeOf<KeptRecord>().not.toExtend<DestinationContent>()
  expectTypeOf<OpenRecord>().toExtend<DestinationContent>()
})
