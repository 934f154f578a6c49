import { Hono } from 'hono'
import { only } from '../platform/access.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers } from '../platform/describe.ts'
import { query } from '../platform/validate.ts'
import { listLookups } from './list-lookups.ts'
import { lookupsQuery, lookupsView } from './wire.ts'

export const lookupRoutes = new Hono<AppEnv>().get(
  '/api/graduate/lookups',
  only('graduate'),
  answers('核验记录', lookupsView, ['核验授权']),
  query(lookupsQuery),
  async (c) => c.json(await listLookups(c.get('work'), c.req.valid('query').before)),
)
