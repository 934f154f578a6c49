import { Hono } from 'hono'
import type { AppEnv } from '../../platform/bindings.ts'
import { cacheFor } from '../../platform/caching.ts'
import { answers } from '../../platform/describe.ts'
import { open } from '../../platform/route-properties.ts'
import { listRegions } from './list-regions.ts'
import { regionList } from './wire.ts'

const day = 86_400

export const codeTableRoutes = new Hono<AppEnv>().get(
  '/api/regions',
  open(),
  answers('行政区划（GB/T 2260），供选择所在地', regionList, ['代码表']),
  cacheFor(day),
  (c) => c.json(listRegions()),
)
