import type { Statement } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { dropOldAlarms, findQueuedAlarms, settleAlarm, tryAlarmLater } from '../../db/alarms.ts'
import { log } from '../platform/log.ts'
import type { Work } from '../platform/work.ts'
import type { AlarmAbout } from '#model/alarms.ts'
import { alarmText } from './alarm-text.ts'
import { openChannel } from './channel.ts'
import { nextTryAt } from './decide-reminder.ts'

/** Messages sent at most, and old ones dropped at most, in one run. */
const SEND = 50
const DROP = 500
const KEPT = 30 * 86_400_000

/** Sends the operator the alarms that wait. Nothing where there is no channel or nobody is named to get them. */
export async function sendAlarms(work: Work): Promise<{ sent: number; unsent: number }> {
  const counts = { sent: 0, unsent: 0 }
  const { config, machineNow } = work
  const channel = openChannel(config)
  const to = config.alarmContact
  if (channel === undefined || to === undefined) return counts
  const { directory } = work.shards
  const settled: Statement[] = []
  for (const { id, name, told, queuedAt, tries } of await findQueuedAlarms(directory, machineNow, SEND)) {
    const { about, counts: counted } = JSON.parse(told) as {
      about: AlarmAbout
      counts: Record<string, number>
    }
    const text = alarmText({ name, about, counts: counted, at: queuedAt }, config.operatorName)
    const sent = await channel({ id, to, text })
    const again = sent ? undefined : nextTryAt(tries, machineNow)
    settled.push(
      again === undefined
        ? settleAlarm(directory, id, sent ? 'sent' : 'failed', machineNow)
        : tryAlarmLater(directory, id, again),
    )
    counts[sent ? 'sent' : 'unsent'] += 1
  }
  await commit(work, directory, {
    audit: { none: 'tidying' },
    statements: { settled, dropped: dropOldAlarms(directory, machineNow - KEPT, DROP) },
  })
  log({ event: 'alarms', at: new Date(work.now).toISOString(), requestId: work.requestId, counts })
  return counts
}
