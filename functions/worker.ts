import type { ExportedHandler } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import type { Bindings } from './platform/bindings.ts'
import { openWork } from './platform/open-work.ts'
import { cloudflare } from './platform/runtime.ts'
import type { Work } from './platform/work.ts'
import { sendAlarms } from './messages/send-alarms.ts'
import { sendReminders } from './messages/send-reminders.ts'
import { refreshStatusList } from './proof/refresh-status-list.ts'
import { runSchedule } from './schedule/run-schedule.ts'

const app = createApp(cloudflare)

/** What a scheduled run does, in this order; one that fails keeps none of the others from being done. */
const scheduled: ((work: Work) => Promise<unknown>)[] = [
  runSchedule,
  refreshStatusList,
  sendReminders,
  sendAlarms,
]

export default {
  fetch: (request, env, context) => app.fetch(request as unknown as Request, env, context as never) as never,
  async scheduled(controller, env) {
    const work = openWork(env, { kind: 'system', name: 'schedule' })
    // the time a run was fired for moves the rules' clock only: sessions and counters end by the machine's
    const behind = work.machineNow - controller.scheduledTime
    const then = { ...work, now: work.now - behind }
    const failures: unknown[] = []
    for (const step of scheduled)
      try {
        await step(then)
      } catch (error) {
        failures.push(error)
      }
    await Promise.all(then.afterwards.map((task) => task()))
    if (failures.length > 0) throw new AggregateError(failures, 'a scheduled run was not done in full')
  },
} satisfies ExportedHandler<Bindings>
