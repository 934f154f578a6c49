// The whole ledger as a file, written page by page. Place and hash of the last row are fixed before the first byte
// leaves, so that a look-up made meanwhile does not change the file.
import { findChainHead, listSealed, type SealedRow } from '../../db/lookup-chain.ts'
import { sha256Hex } from '../platform/secrets.ts'
import { streamText } from '../platform/stream-text.ts'
import { subjectOf } from '../access/subject.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { csvLine } from '#model/sheet/findings.ts'
import { chainFields, chainRule, chainStart, chainValues, isLife, lifeFields } from '#model/ledger/chain.ts'
import { ledgerLine, ledgerTitles } from './ledger-line.ts'
import { sealLookups } from '../proof/seal-lookups.ts'

const PAGE = 500

interface Form {
  before: string
  row: (row: SealedRow) => string
  after: string
}

export async function exportLookups(
  work: Work<GraduateActor>,
  as: 'json' | 'csv',
): Promise<ReadableStream<Uint8Array>> {
  const { db, rosterEntryId } = subjectOf(work)
  await sealLookups(work, db, rosterEntryId)
  const end = await findChainHead(db, rosterEntryId)
  const count = end?.chainSeq ?? 0
  const form = as === 'csv' ? csv : json(work, rosterEntryId, count, end?.chainHash ?? null)
  const { before, row, after } = await form
  let at: number | undefined = 0
  return streamText(work, before, async () => {
    if (at === undefined) return undefined
    const upTo = Math.min(at + PAGE, count)
    const rows = await listSealed(db, rosterEntryId, { after: at, upTo })
    const lines = rows.map(row).join('')
    at = upTo < count && rows.length > 0 ? upTo : undefined
    return at === undefined ? lines + after : lines
  })
}

async function json(work: Work, entry: string, count: number, head: string | null): Promise<Form> {
  const about = {
    rule: chainRule,
    documentation: `${work.config.origin}/help/lookup-ledger/`,
    entry,
    exportedAt: new Date(work.now).toISOString(),
    fields: chainFields,
    codeFields: lifeFields,
    count,
    head: head ?? (await sha256Hex(chainStart(entry))),
  }
  return {
    before: `${JSON.stringify(about, undefined, 1).slice(0, -2)},\n "rows": [`,
    row: (row) =>
      `${row.chainSeq === 1 ? '' : ','}\n  ${JSON.stringify({
        values: chainValues(row),
        hash: row.chainHash,
        ...(!isLife(row) && row.repeats > 0 && { repeats: row.repeats }),
      })}`,
    after: '\n ]\n}\n',
  }
}

const csv: Form = {
  before: `\ufeff${csvLine(ledgerTitles)}`,
  row: (row) => csvLine(ledgerLine(row)),
  after: '',
}
