import { listMessages } from '../../db/messages.ts'
import { everyRow } from '../../db/everywhere.ts'
import type { Work } from '../platform/work.ts'
import { reminderText } from './reminder-text.ts'

const MOST = 100

export type Outbox = Awaited<ReturnType<typeof listOutbox>>

/** What a sandbox would have sent, newest first. */
export async function listOutbox(work: Work) {
  const site = { host: new URL(work.config.origin).host, operator: work.config.operatorName }
  const newest = (await everyRow(work.shards, (db) => listMessages(db, MOST)))
    .toSorted((one, other) => other.queuedAt - one.queuedAt)
    .slice(0, MOST)
  return Promise.all(
    newest.map(async (message) => ({
      state: message.state,
      queuedAt: message.queuedAt,
      phone: await work.secrets.open('roster_entries.phone', message.entryId, message.phoneCipher),
      email: await work.secrets.open('roster_entries.email', message.entryId, message.emailCipher),
      text: reminderText(message, site),
    })),
  )
}
