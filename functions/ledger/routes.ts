import { Hono } from 'hono'
import { only } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers, answersFile } from '../platform/describe.ts'
import { once } from '../platform/once.ts'
import { subjectOf } from '../access/subject.ts'
import { json, param, query } from '../platform/validate.ts'
import { checkChain } from './check-chain.ts'
import { disownLookup } from './disown-lookup.ts'
import { exportLookups } from './export-lookups.ts'
import { listLookups } from './list-lookups.ts'
import {
  chainQuery,
  chainView,
  disownAnswer,
  disownInput,
  disownParam,
  exportQuery,
  lookupsQuery,
  lookupsView,
} from './wire.ts'
import { attachment } from '../platform/file-headers.ts'
import { ledgerWords } from '#words/ledger.ts'

const tags = ['核验授权']
const files = {
  json: {
    type: 'application/json; charset=utf-8',
    name: { plain: 'lookups.json', shown: ledgerWords.files.json },
  },
  csv: { type: 'text/csv; charset=utf-8', name: { plain: 'lookups.csv', shown: ledgerWords.files.csv } },
} as const

export const lookupRoutes = new Hono<AppEnv>()
  .get(
    '/api/graduate/lookups',
    only('graduate'),
    answers('核验记录', lookupsView, tags),
    query(lookupsQuery),
    async (c) => c.json(await listLookups(c.get('work'), c.req.valid('query').before)),
  )
  .get(
    '/api/graduate/lookups/chain',
    only('graduate'),
    answers('封存核验记录并重新计算整条链', chainView, tags),
    query(chainQuery),
    async (c) => c.json(await checkChain(c.get('work'), c.req.valid('query').noted)),
  )
  .get(
    '/api/graduate/lookups/export',
    only('graduate'),
    answersFile(
      '全部核验记录，每条带校验值；as=csv 为便于阅读的表格',
      ['application/json', 'text/csv'],
      tags,
    ),
    query(exportQuery),
    async (c) => {
      const { as } = c.req.valid('query')
      const { type, name } = files[as]
      return c.body(await exportLookups(c.get('work'), as), 200, {
        'Content-Type': type,
        ...attachment(name),
        'Cache-Control': 'no-store',
      })
    },
  )
  .post(
    '/api/graduate/lookups/:receipt/disowning',
    only('graduate'),
    answers('不是我授权的：立即冻结所查询的核验编号', disownAnswer, tags),
    param(disownParam),
    json(disownInput),
    async (c) => {
      const { receipt } = c.req.valid('param')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, {}, (work) => disownLookup(work, receipt)))
    },
  )
