import { changedRows, type Db, type Statement } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import {
  dropOldMessages,
  findQueued,
  queueReminders,
  settleMessage,
  tryMessageLater,
} from '../../db/messages.ts'
import { log } from '../platform/log.ts'
import type { Work } from '../platform/work.ts'
import { type Channel, openChannel } from './channel.ts'
import { nextTryAt, remindUntil } from './decide-reminder.ts'
import { reminderText } from './reminder-text.ts'

/** Codes queued at most, and messages sent at most, in one run and database. */
const QUEUE = 500
const SEND = 50
const KEPT = 30 * 86_400_000

/** Queues a reminder for each live code in its last days, once, and sends what is due. Nothing where there is no channel. */
export async function sendReminders(work: Work): Promise<{ queued: number; sent: number; unsent: number }> {
  const counts = { queued: 0, sent: 0, unsent: 0 }
  const channel = openChannel(work.config)
  if (channel === undefined) return counts
  for (const db of work.shards.all()) {
    counts.queued += await queue(work, db)
    const { sent, unsent } = await send(work, db, channel)
    counts.sent += sent
    counts.unsent += unsent
  }
  log({
    event: 'reminders',
    at: new Date(work.now).toISOString(),
    requestId: work.requestId,
    calls: work.meter.calls,
    rows: work.meter.rows,
    counts,
  })
  return counts
}

async function queue(work: Work, db: Db): Promise<number> {
  const { now, machineNow } = work
  const done = await commit(work, db, {
    audit: { none: 'tidying' },
    statements: {
      ...queueReminders(db, { now, until: remindUntil(now), machineNow, limit: QUEUE }),
      dropped: dropOldMessages(db, machineNow - KEPT, QUEUE),
    },
  })
  if (!done.done) throw new Error('reminders were not queued')
  return changedRows(done.results.queued)
}

async function send(work: Work, db: Db, channel: Channel) {
  const queued = await findQueued(db, work.now, work.machineNow, SEND)
  const statements = await Promise.all(queued.map((message) => attempt(work, db, channel, message)))
  const settled = statements.map(({ statement }) => statement)
  if (settled.length > 0) await commit(work, db, { audit: { none: 'tidying' }, statements: { settled } })
  const sent = statements.filter((each) => each.sent).length
  return { sent, unsent: statements.length - sent }
}

type Queued = Awaited<ReturnType<typeof findQueued>>[number]

async function attempt(
  work: Work,
  db: Db,
  channel: Channel,
  message: Queued,
): Promise<{ sent: boolean; statement: Statement }> {
  const { id, entryId, tries } = message
  const settled = (state: Parameters<typeof settleMessage>[2]) => ({
    sent: state === 'sent',
    statement: settleMessage(db, id, state, work.machineNow),
  })
  if (message.live === 0) return settled('dropped')
  const to = {
    phone: await work.secrets.open('roster_entries.phone', entryId, message.phoneCipher),
    email: await work.secrets.open('roster_entries.email', entryId, message.emailCipher),
  }
  if (to.phone === '' && to.email === '') return settled('no_address')
  const { config } = work
  const text = reminderText(message, { host: new URL(config.origin).host, operator: config.operatorName })
  if (await channel({ id, to, text })) return settled('sent')
  const again = nextTryAt(tries, work.machineNow)
  return again === undefined ? settled('failed') : { sent: false, statement: tryMessageLater(db, id, again) }
}
