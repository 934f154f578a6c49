// An alarm is a line in the log, with neither name, address nor code, and a message to whoever the deployment names. The
// message is queued after the answer has left: an alarm neither delays nor fails the request that raised it.
import { queueAlarm } from '../../db/alarms.ts'
import { commit } from '../../db/commit.ts'
import { type AlarmAbout, alarmKey, type AlarmName } from '#model/alarms.ts'
import { causeOf, log } from './log.ts'
import { newId } from './secrets.ts'
import type { Work } from './work.ts'

export function raiseAlarm(
  work: Work,
  alarm: AlarmName,
  counts: Record<string, number>,
  about: AlarmAbout = {},
): void {
  const at = new Date(work.machineNow).toISOString()
  log({ event: 'alarm', alarm, at, requestId: work.requestId, ...about, counts })
  if (work.config.alarmContact === undefined) return
  work.afterwards.push(async () => {
    try {
      await commit(work, work.shards.directory, {
        audit: { none: 'alarm' },
        statements: {
          queued: queueAlarm(work.shards.directory, {
            id: newId(),
            name: alarm,
            key: alarmKey(alarm, about),
            told: JSON.stringify({ about, counts }),
            queuedAt: work.machineNow,
          }),
        },
      })
    } catch (error) {
      log({ event: 'failed', at, requestId: work.requestId, reason: causeOf(error), alarm })
    }
  })
}
