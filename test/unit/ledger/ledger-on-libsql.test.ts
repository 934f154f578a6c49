import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { codes } from '../../../db/schema/authorizations.ts'
import { checkChain } from '../../../functions/ledger/check-chain.ts'
import { disownLookup } from '../../../functions/ledger/disown-lookup.ts'
import { sealLookups } from '../../../functions/proof/seal-lookups.ts'
import type { Work } from '../../../functions/platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { checkReceipt } from '../../../functions/verification/check-receipt.ts'
import { chainOf, enterRows, ledgerOf, lookupRow, recompute } from '../../support/ledger-fixtures.ts'
import { openLibsqlWork } from '../../support/libsql-work.ts'

// The second engine (decision 21): sealing, checking, freezing and receipts by the same statements.
let work: Work<GraduateActor>
const code = '2610001ABCDEFGH'
const receipt = '7KQ2-M9FX-R4TA'

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
  await enterRows(work, [lookupRow('entry', receipt), lookupRow('entry', 'PD83-HWE5-2VYC')])
  await work.shards.directory.insert(codes).values({
    hmac: await work.secrets.index('code', code),
    cipher: 'x',
    reportId: 'report',
    rosterEntryId: 'entry',
    kind: 'archive',
    validUntil: work.now + 1000,
    issuedAt: 1,
  })
})

it('seals, answers a receipt, freezes and stays one chain', async () => {
  const db = work.shards.directory
  expect(await sealLookups(work, db)).toEqual({ sealed: 2, finished: true })
  expect(await sealLookups(work, db)).toEqual({ sealed: 0, finished: true })
  expect(await checkReceipt(work, { receipt, code }, 'a')).toMatchObject({
    found: true,
    sealed: { place: 1 },
  })
  expect(await checkReceipt(work, { receipt: 'AAAA-AAAA-AAAA', code }, 'a')).toEqual({ found: false })
  expect(await disownLookup(work, receipt)).toMatchObject({ code: 'frozen' })
  expect(await disownLookup(work, receipt)).toMatchObject({ code: 'frozen' })
  const [frozen] = await read(db, [db.select().from(codes)])
  expect(frozen[0]).toMatchObject({ endedAt: work.now, endedBecause: 'frozen' })
  const rows = await ledgerOf(work, 'entry')
  expect(await checkChain(work, rows[1]?.chainHash ?? '')).toMatchObject({
    // two look-ups, the code's end, the row that disowns
    sealed: 4,
    broken: null,
    noted: 2,
  })
  const { values, hashes } = await chainOf(work, 'entry')
  expect(values.map(([place, what]) => [place, what])).toEqual([
    [1, receipt],
    [2, 'PD83-HWE5-2VYC'],
    [3, 'frozen'],
    [4, `disowned:${receipt}`],
  ])
  expect(hashes).toEqual(recompute('entry', values))
})
