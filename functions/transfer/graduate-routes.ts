import { Hono } from 'hono'
import { only } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers } from '../platform/describe.ts'
import { getDispatch } from './get-dispatch.ts'
import { dispatchView } from './graduate-wire.ts'

export const transferRoutes = new Hono<AppEnv>().get(
  '/api/graduate/dispatch',
  only('graduate'),
  answers('档案寄送情况', dispatchView, ['档案转递']),
  async (c) => c.json(await getDispatch(c.get('work'))),
)
