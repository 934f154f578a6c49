// Compares what the database says of every report and code with their seals, with the codes' life in the graduates' chains
// and with the audit. It changes nothing, seals nothing, and stops at the first difference.
import { listAuthorizedActs, listCodes, listLifeRows } from '../../db/code-lives.ts'
import type { Db } from '../../db/client.ts'
import type { Work } from '../platform/work.ts'
import { type Lived, readLife, readLives } from './code-lives.ts'
import { type Difference, firstDifference } from './decide-code-difference.ts'
import { endingHolds, openCodeHolds, reportHolds } from './row-seals.ts'
import { walkChain } from './walk-chain.ts'

export interface Counts {
  reports: number
  /** codes that a look-up would call valid */
  live: number
  events: number
  acts: number
  chains: number
  /** rows that wait for their place in a chain */
  waiting: number
}

export type Found =
  | { where: 'report'; reportId: string; difference: Difference }
  | { where: 'chain'; entryId: string; at: number; because: 'missing' | 'changed' }
  | { where: 'stray'; named: 'life' | 'audit' | 'code'; place: string; reportId: string }

const STEP = 2000

export async function checkCodes(work: Work): Promise<{ counts: Counts; found: Found | undefined }> {
  const counts: Counts = { reports: 0, live: 0, events: 0, acts: 0, chains: 0, waiting: 0 }
  for (const db of work.shards.all()) {
    const found = (await compare(work, db, counts)) ?? (await findStray(db))
    if (found !== undefined) return { counts, found }
  }
  return { counts, found: undefined }
}

async function compare(work: Work, db: Db, counts: Counts): Promise<Found | undefined> {
  for await (const page of readLives(db)) {
    for (const lived of page) {
      const difference = (await differenceOf(work, lived)) && (await stillDiffers(work, db, lived))
      if (difference !== undefined) return { where: 'report', reportId: lived.report.id, difference }
      count(work, lived, counts)
    }
    for (const { report, isFirst } of page) {
      if (isFirst === 0) continue
      const entryId = report.rosterEntryId
      const { broken } = await walkChain(db, entryId, () => undefined)
      if (broken !== null) return { where: 'chain', entryId, ...broken }
      counts.chains += 1
    }
  }
  return undefined
}

/** An act between the reading of a report and of its life looks like one: such a report is read once more. */
async function stillDiffers(work: Work, db: Db, { report }: Lived): Promise<Difference | undefined> {
  const again = await readLife(db, report.id)
  return again && differenceOf(work, again)
}

async function differenceOf(work: Work, lived: Lived): Promise<Difference | undefined> {
  const { report, code, hasCode, authorizationId, confirmationEndedAt, events, acts } = lived
  const there = hasCode === 1
  return firstDifference({
    reportSeal: report.seal === null ? null : (await reportHolds(work.secrets, report)) ? 'holds' : 'broken',
    code: there ? code : undefined,
    openHolds: there && (await openCodeHolds(work.secrets, code)),
    endHolds: there && (await endingHolds(work.secrets, code)),
    hasAuthorization: authorizationId !== null,
    issuedAt: report.issuedAt,
    confirmationEndedAt,
    events,
    acts,
  })
}

function count({ now }: Work, { code, events, acts }: Lived, counts: Counts): void {
  counts.reports += 1
  counts.events += events.length
  counts.acts += acts.length
  counts.waiting += events.filter(({ chainSeq }) => chainSeq === null).length
  if (code.openSeal !== null && code.validUntil > now) counts.live += 1
}

/** Whatever names a report that is not there: one was taken out with its code. */
async function findStray(db: Db): Promise<Found | undefined> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows: Awaited<ReturnType<typeof listLifeRows>> = await listLifeRows(db, after, STEP)
    const stray = rows.find(({ there }) => there === null)
    if (stray) return { where: 'stray', named: 'life', place: String(stray.place), reportId: stray.reportId }
    after = rows.length < STEP ? undefined : rows.at(-1)?.place
  }
  for (let after: number | undefined = 0; after !== undefined;) {
    const found: Awaited<ReturnType<typeof listAuthorizedActs>> = await listAuthorizedActs(db, after, STEP)
    const stray = found.rows.find(({ there }) => there === null)
    if (stray) return { where: 'stray', named: 'audit', place: String(stray.place), reportId: stray.reportId }
    after = found.next
  }
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: Awaited<ReturnType<typeof listCodes>> = await listCodes(db, after, STEP)
    const stray = rows.find(({ there }) => there === null)
    if (stray) return { where: 'stray', named: 'code', place: '', reportId: stray.reportId }
    after = rows.length < STEP ? undefined : rows.at(-1)?.place
  }
  return undefined
}
