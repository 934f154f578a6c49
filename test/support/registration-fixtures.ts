import { eq } from 'drizzle-orm'
import { read } from '../../db/client.ts'
import { registrations, registrationSteps } from '../../db/schema/registrations.ts'
import { records } from '../../db/schema/records.ts'
import { openText } from '../../functions/proof/kept-text.ts'
import { openRecord } from '../../functions/proof/record-contact.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { RegistrationKind } from '#model/record/registration-states.ts'
import type { ContentInput, SavedAnswer } from '../../functions/records/registrations/wire.ts'
import { filled } from './filled-content.ts'
import { comingMonth, seedGraduate } from './fixtures.ts'
import { request } from './http.ts'
import { inventIdNumber } from './invented-people.ts'

let serial = 0

/** A graduate who can register; of a cohort whose changes are still open at the machine's time. */
export const seedRegistrant = (work: Work, more: Partial<Parameters<typeof seedGraduate>[1]> = {}) =>
  seedGraduate(work, {
    schoolCode: '10001',
    examNumber: `2211010815${String((serial += 1)).padStart(4, '0')}`,
    idNumber: inventIdNumber(),
    graduationMonth: comingMonth(),
    record: null,
    ...more,
  })

interface Asked {
  kind?: RegistrationKind
  open?: { id: string; version: number } | null
  content?: Partial<ContentInput>
  reason?: string
}

export const inputOf = ({ kind = 'registration', open = null, content = {}, reason = '' }: Asked = {}) => ({
  open: open && { id: open.id, version: open.version },
  kind,
  content: { ...filled, ...content },
  reason,
})

const sent = {
  draft: '/api/graduate/registration/draft',
  submission: '/api/graduate/registration/submission',
}

/** Sends a registration as the page does. */
export const send = (graduate: string, to: keyof typeof sent, asked: Asked = {}) =>
  request(sent[to], { graduate, json: inputOf(asked) })

/** Submits one that must be accepted. */
export async function submit(graduate: string, asked: Asked = {}): Promise<SavedAnswer> {
  const answer = await send(graduate, 'submission', asked)
  if (answer.status !== 200) throw new Error(`not submitted: ${await answer.text()}`)
  return answer.json()
}

const decided = {
  approval: (id: string) => `/api/staff/registrations/${id}/approval`,
  return: (id: string) => `/api/staff/registrations/${id}/return`,
}

export const review = (staff: string, id: string, act: keyof typeof decided, json: object, key?: string) =>
  request(decided[act](id), {
    staff,
    json,
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
  })

/** What the database holds of an entry's registrations, oldest first, with their steps and the records; opened. */
export async function rowsOf(work: Work, rosterEntryId: string) {
  const { found, steps, versions } = await read(work.shards.directory, {
    found: work.shards.directory
      .select()
      .from(registrations)
      .where(eq(registrations.rosterEntryId, rosterEntryId))
      .orderBy(registrations.createdAt),
    steps: work.shards.directory.select().from(registrationSteps).orderBy(registrationSteps.seq),
    versions: work.shards.directory
      .select()
      .from(records)
      .where(eq(records.rosterEntryId, rosterEntryId))
      .orderBy(records.version),
  })
  return {
    registrations: await Promise.all(
      found.map(async ({ content, ...row }) => ({
        ...row,
        content: await openText(work, 'registrations.content', row.id, content),
      })),
    ),
    steps: steps.filter(({ registrationId }) => found.some(({ id }) => id === registrationId)),
    records: await Promise.all(versions.map((version) => openRecord(work, version))),
  }
}
