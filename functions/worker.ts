import type { ExportedHandler } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import type { Bindings } from './platform/bindings.ts'
import { openWork } from './platform/open-work.ts'
import { refreshStatusList } from './reports/refresh-status-list.ts'
import { runSchedule } from './schedule/run-schedule.ts'

const app = createApp()

export default {
  fetch: (request, env, context) => app.fetch(request as unknown as Request, env, context as never) as never,
  async scheduled(controller, env) {
    const work = openWork(env, { kind: 'system', name: 'schedule' })
    // the time a run was fired for moves the rules' clock only: sessions and counters end by the machine's
    const behind = work.machineNow - controller.scheduledTime
    const then = { ...work, now: work.now - behind }
    await runSchedule(then)
    await refreshStatusList(then)
  },
} satisfies ExportedHandler<Bindings>
