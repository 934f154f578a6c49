// Takes what a province reports; the bytes are bounded before and while they are read.
import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { onlySystem } from '../access/sessions.ts'
import { syncAnswer } from '../intake/wire.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { byToken, refusals } from '../platform/describe.ts'
import { idempotencyKeyOf } from '../platform/once.ts'
import { refuse } from '../platform/problem.ts'
import { readBody } from '../platform/read-body.ts'
import { tellsWhatItWrote } from '../platform/tell-many.ts'
import { takesFiles } from '../platform/route-properties.ts'
import { pushLimit, pushReport } from './push-report.ts'
import { provincialReport } from './report-provincially.ts'

/** a call's own limit, tighter than the one of a report that is loaded */
const pushed = provincialReport.extend({ 记录: provincialReport.shape.记录.max(pushLimit) })

export const provincialRoutes = new Hono<AppEnv>().post(
  '/api/sync/records',
  onlySystem('provincialSystem'),
  takesFiles(),
  tellsWhatItWrote(),
  describeRoute({
    summary: '省级系统上报去向登记信息，一次最多 1,000 行',
    tags: ['省级系统'],
    ...byToken,
    parameters: [
      {
        in: 'header',
        name: 'Idempotency-Key',
        required: true,
        description: '每次上报一个，8–128 个可见字符；重复上报用同一个，得到同一个回答',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      content: {
        'application/json': { schema: z.toJSONSchema(pushed, { io: 'input' }) as object },
      },
    },
    responses: {
      200: {
        description: '每一行的结果',
        content: { 'application/json': { schema: resolver(syncAnswer) } },
      },
      ...refusals,
    },
  }),
  async (c) => {
    const key = idempotencyKeyOf(c)
    const bytes = await readBody(c, push)
    const text = utf8(bytes) ?? refuse('request.malformed')
    return c.json(await pushReport(c.get('work'), key, text))
  },
)

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** 1,000 rows with every cell filled are about half of it */
const push = { type: 'application/json', limit: 2 * 1024 * 1024, tooLarge: 'request.too_large' } as const
