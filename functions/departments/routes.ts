// Look-ups by departments: at their desk, by session; by their machines, by access token. Who asks comes from either and
// never from the request's own words; what is asked is never in an address.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describeRoute, resolver } from 'hono-openapi'
import { only, onlySystem } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers, answersCsv, byDepartmentToken, refusals } from '../platform/describe.ts'
import { idempotencyKeyOf, once } from '../platform/once.ts'
import { refuse } from '../platform/problem.ts'
import { readBody } from '../platform/read-body.ts'
import { tellMany, tellsMany, tellsWhatItWrote } from '../platform/tell-many.ts'
import { json, param, query } from '../platform/validate.ts'
import { stating, takesFiles, untimed } from '../platform/route-properties.ts'
import {
  batchId,
  batchInput,
  batchView,
  bulkAnswer,
  bulkQuestion,
  deskAnswer,
  deskLookup,
  deskQuestion,
  pairsView,
  partInput,
} from './wire.ts'
import { receiptHome } from '../verification/answer-transfer.ts'
import { receiptAnswer, receiptRequest } from '../verification/wire.ts'
import { answerAtDesk } from './answer-at-desk.ts'
import { exportHistory } from './export-history.ts'
import { getDeskSession } from './get-desk-session.ts'
import { deskSessionView, historyExport, historySearch, historyView } from './history-wire.ts'
import { listHistory } from './list-history.ts'
import { openBatch } from './open-batch.ts'
import { pairsBytes, readPairs } from './read-pairs.ts'
import { verifyAtDesk } from './verify-at-desk.ts'
import { verifyBulk, verifyPart } from './verify-batch.ts'
import { csvHeaders } from '../platform/file-headers.ts'
import { historyFile } from '#words/department/department-files.ts'

const tags = ['部门核验']
const department = only('department')
const upTo = (bytes: number) =>
  stating('bounds its body', bodyLimit({ maxSize: bytes, onError: () => refuse('bulk.too_large') }))
const list = { type: 'application/octet-stream', limit: pairsBytes, tooLarge: 'bulk.too_large' } as const

export const deskRoutes = new Hono<AppEnv>()
  .use('/api/department/*', untimed())
  .get(
    '/api/department/session',
    department,
    answers('登录的部门和今天剩余的次数', deskSessionView, tags),
    async (c) => c.json(await getDeskSession(c.get('work'))),
  )
  .post(
    '/api/department/lookups/search',
    department,
    tellsMany('department_lookups.listed'),
    answers('本部门的核验记录，新的在前，一页 50 条', historyView, tags),
    json(historySearch),
    async (c) => {
      const asked = c.req.valid('json')
      const view = await listHistory(c.get('work'), asked)
      return c.json(await tellMany(c, view, view.lookups.length, asked))
    },
  )
  .get(
    '/api/department/lookups.csv',
    department,
    tellsMany('department_lookups.exported', 0),
    answersCsv('同样的记录，全部', tags),
    query(historyExport),
    async (c) => {
      const asked = c.req.valid('query')
      const { count, csv } = await exportHistory(c.get('work'), asked)
      return c.body(await tellMany(c, csv, count, asked), 200, {
        ...csvHeaders({ plain: 'lookups.csv', shown: historyFile.name }),
        'Cache-Control': 'no-store',
      })
    },
  )
  .post(
    '/api/department/lookups',
    department,
    answers('按姓名和编号核验一次，计入次数和核验记录', deskLookup, tags),
    json(deskQuestion),
    async (c) => c.json(await verifyAtDesk(c.get('work'), c.req.valid('json'), 'desk')),
  )
  .post(
    '/api/department/transfer-receipts',
    department,
    answers(
      '登记的接收单位由本部门负责时，登记档案已收到或退回；先核验一次，计入次数和核验记录',
      receiptAnswer,
      tags,
    ),
    json(receiptRequest),
    async (c) => {
      const given = c.req.valid('json')
      const home = receiptHome(c.get('work'), given)
      return c.json(await once(c, home, given, (work) => answerAtDesk(work, given)))
    },
  )
  .post(
    '/api/department/pairs',
    department,
    takesFiles(),
    tellsMany('pairs.read'),
    describeRoute({
      summary: '检查一份姓名和编号的名单（CSV、XLSX 或粘贴的文字），不查询，不保存',
      tags,
      requestBody: {
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: {
          description: '名单里有什么',
          content: { 'application/json': { schema: resolver(pairsView) } },
        },
        ...refusals,
      },
    }),
    async (c) => {
      const view = await readPairs(c.get('work'), await readBody(c, list))
      return c.json(await tellMany(c, view, view.total))
    },
  )
  .post(
    '/api/department/batches',
    department,
    answers('开始一批核验，先扣减全部次数', batchView, tags),
    json(batchInput),
    async (c) => {
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => openBatch(work, body.kind, body.pairs)))
    },
  )
  .post(
    '/api/department/batches/:id/pairs',
    department,
    tellsWhatItWrote(),
    answers('核验一批中的下一部分，最多 100 对；重复发送得到同一个回答', bulkAnswer, tags),
    param(batchId),
    upTo(256 * 1024),
    json(partInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { rows } = c.req.valid('json')
      return c.json(await verifyPart(c.get('work'), idempotencyKeyOf(c), id, rows))
    },
  )
  .post(
    '/api/department/verifications',
    onlySystem('departmentSystem'),
    answers('核验一次（部门的系统）', deskAnswer, tags, byDepartmentToken),
    json(deskQuestion),
    async (c) => {
      const { answer, otherUnit } = await verifyAtDesk(c.get('work'), c.req.valid('json'), 'api')
      return c.json({ answer, otherUnit })
    },
  )
  .post(
    '/api/department/verifications/bulk',
    onlySystem('departmentSystem'),
    tellsWhatItWrote(),
    answers(
      '一次核验最多 1,000 对（部门的系统）；重复发送得到同一个回答',
      bulkAnswer,
      tags,
      byDepartmentToken,
    ),
    upTo(pairsBytes),
    json(bulkQuestion),
    async (c) => {
      const { kind, rows } = c.req.valid('json')
      return c.json(await verifyBulk(c.get('work'), idempotencyKeyOf(c), kind, rows))
    },
  )
