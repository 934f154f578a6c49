// For provincial systems, not for pages: no cookie is looked at, so no Origin check is needed.
import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { onlySystem } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers, byToken } from '../platform/describe.ts'
import { tellMany, tellsMany } from '../platform/tell-many.ts'
import { query } from '../platform/validate.ts'
import { open } from '../platform/route-properties.ts'
import { digestDay } from './digest-day.ts'
import { issueToken, tokenPath } from '../access/machines/issue-token.ts'
import { listDisputes } from './list-disputes.ts'
import { listEvents } from './list-events.ts'
import { refused } from '../access/machines/decide-token-request.ts'
import { digestQuery, digestView, disputesQuery, disputesView, eventsQuery, eventsView } from './wire.ts'
import { tokenAnswer, tokenRefusal } from '../access/machines/wire.ts'

const province = onlySystem('provincialSystem')
const tags = ['省级系统']
const form = 'application/x-www-form-urlencoded'

const describeToken = describeRoute({
  summary: '取得访问令牌（OAuth 2.0 client_credentials，private_key_jwt）',
  tags,
  requestBody: {
    content: {
      [form]: {
        schema: {
          type: 'object',
          required: ['grant_type', 'client_assertion_type', 'client_assertion'],
          properties: {
            grant_type: { const: 'client_credentials' },
            client_assertion_type: { const: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
            client_assertion: { type: 'string' },
            client_id: { type: 'string' },
          },
        },
      },
    },
  },
  responses: {
    200: { description: '令牌', content: { 'application/json': { schema: resolver(tokenAnswer) } } },
    400: {
      description: '请求不合要求（RFC 6749 §5.2）',
      content: { 'application/json': { schema: resolver(tokenRefusal) } },
    },
    401: {
      description: '客户端断言未被接受',
      content: { 'application/json': { schema: resolver(tokenRefusal) } },
    },
  },
})

export const syncRoutes = new Hono<AppEnv>()
  .get(
    '/api/sync/events',
    province,
    tellsMany('events.listed'),
    answers('本省的确认、有误、撤销与上报事件，按顺序', eventsView, tags, byToken),
    query(eventsQuery),
    async (c) => {
      const { after, limit } = c.req.valid('query')
      const view = await listEvents(c.get('work'), after, limit)
      const people = new Set(view.events.map(({ examNumber }) => examNumber)).size
      return c.json(await tellMany(c, view, people, { after }))
    },
  )
  .get(
    '/api/sync/digest',
    province,
    answers('一所学校一天的事件数与 SHA-256 摘要', digestView, tags, byToken),
    query(digestQuery),
    async (c) => {
      const { school, date } = c.req.valid('query')
      return c.json(await digestDay(c.get('work'), school, date))
    },
  )
  .get(
    '/api/sync/disputes',
    province,
    tellsMany('disputes.read', 1),
    answers('本省上报的记录中，毕业生反馈有误、等待更正的', disputesView, tags, byToken),
    query(disputesQuery),
    async (c) => {
      const { after, limit } = c.req.valid('query')
      const view = await listDisputes(c.get('work'), after, limit)
      return c.json(await tellMany(c, view, view.disputes.length, { after }))
    },
  )
  .post(tokenPath, open(), describeToken, async (c) => {
    const isForm = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === form
    const answer = isForm
      ? await issueToken(c.get('work'), [...new URLSearchParams(await textOf(c.req.arrayBuffer()))])
      : refused('invalid_request', `the body must be ${form}`)
    c.header('Cache-Control', 'no-store')
    if (!('error' in answer)) return c.json(answer)
    return c.json(answer, answer.error === 'invalid_client' ? 401 : 400)
  })

/** The text of a body; none where it broke off. */
const textOf = (body: Promise<ArrayBuffer>): Promise<string> =>
  body.then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  )
