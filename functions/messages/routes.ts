// The outbox is a sandbox's only: there, everybody in it is invented. Elsewhere there is no such page.
import { Hono } from 'hono'
import type { AppEnv } from '../platform/bindings.ts'
import { pageWith } from '../print/page.ts'
import { refuse } from '../platform/problem.ts'
import { tellMany, tellsMany } from '../platform/tell-many.ts'
import { open } from '../platform/route-properties.ts'
import { listOutbox } from './list-outbox.ts'
import { outboxContent } from './outbox-page.ts'

export const reminderRoutes = new Hono<AppEnv>().get(
  '/sandbox/outbox/',
  open(),
  tellsMany('outbox.listed'),
  async (c) => {
    const work = c.get('work')
    if (!work.config.sandbox) refuse('page.not_found')
    const outbox = await listOutbox(work)
    return pageWith(c, '/sandbox/outbox/', outboxContent(await tellMany(c, outbox, outbox.length)))
  },
)
