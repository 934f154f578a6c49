// The school's desk for 转递编号 and for sending files. Whose they are comes from the session alone.
import { type Context, Hono } from 'hono'
import { only, orSignIn } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers, answersCsv } from '../platform/describe.ts'
import { once } from '../platform/once.ts'
import { tellMany, tellsMany } from '../platform/tell-many.ts'
import { json, param, query } from '../platform/validate.ts'
import { transferFiles } from '#words/transfer/dispatches.ts'
import { enterDispatch } from './enter-dispatch.ts'
import { exportTransferCodes } from './export-transfer-codes.ts'
import { listTransferCodes } from './list-transfer-codes.ts'
import { setAnswersAside } from './set-answers-aside.ts'
import { showSlips } from './show-slips.ts'
import { slipsPage, slipsPolicy } from './slips-page.ts'
import {
  dispatchAnswer,
  dispatchId,
  dispatchInput,
  exportQuery,
  settingAsideAnswer,
  settingAsideInput,
  slipsQuery,
  transferCodesSearch,
  transferCodesView,
  withdrawalAnswer,
  withdrawalInput,
} from './wire.ts'
import { withdrawDispatch } from './withdraw-dispatch.ts'
import { csvHeaders } from '../platform/file-headers.ts'

const tags = ['转递编号与寄送']

/** The slips asked for are in the query. */
const pathAndQuery = (c: Context) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

export const dispatchRoutes = new Hono<AppEnv>()
  .post(
    '/api/staff/transfer-codes/search',
    only('school'),
    tellsMany('transfer_codes.listed'),
    answers('本校的转递编号和寄送情况，一页 50 名', transferCodesView, tags),
    json(transferCodesSearch),
    async (c) => {
      const asked = c.req.valid('json')
      const view = await listTransferCodes(c.get('work'), asked)
      return c.json(await tellMany(c, view, view.rows.length, { ...asked, cohort: view.cohort ?? undefined }))
    },
  )
  .get(
    '/api/staff/transfer-codes.csv',
    only('school'),
    tellsMany('transfer_codes.exported', 0),
    answersCsv('同一名单的全部毕业生', tags),
    query(exportQuery),
    async (c) => {
      const asked = c.req.valid('query')
      const { cohort, count, csv } = await exportTransferCodes(c.get('work'), asked)
      const name = transferFiles.list(cohort)
      return c.body(await tellMany(c, csv, count, { ...asked, cohort }), 200, {
        ...csvHeaders({ plain: 'transfer-codes.csv', shown: name }),
        'Cache-Control': 'no-store',
      })
    },
  )
  .post(
    '/api/staff/dispatches',
    only('school'),
    answers('录入或更正一名毕业生的档案寄送', dispatchAnswer, tags),
    json(dispatchInput),
    async (c) => {
      const body = c.req.valid('json')
      // an answer is kept beside what it changed: with several databases a repeat is judged anew, and changes nothing
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => enterDispatch(work, body)))
    },
  )
  .post(
    '/api/staff/dispatches/:id/withdrawal',
    only('school'),
    answers('撤回录入有误、尚未回执的寄送', withdrawalAnswer, tags),
    param(dispatchId),
    json(withdrawalInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, { version }, (work) => withdrawDispatch(work, id, version)))
    },
  )
  .post(
    '/api/staff/dispatches/:id/setting-aside',
    only('school'),
    answers('将一次寄送的回执作废，须写明原因；回执仍留在记录里', settingAsideAnswer, tags),
    param(dispatchId),
    json(settingAsideInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => setAnswersAside(work, id, body)))
    },
  )
  .get(
    '/staff/transfer-slips',
    query(slipsQuery),
    orSignIn('school', pathAndQuery),
    tellsMany('transfer_slips.printed', 1),
    async (c) => {
      const work = c.get('work')
      const shown = await showSlips(work, c.req.valid('query').entries)
      const slips = await tellMany(c, shown, shown.slips.length)
      return c.body(String(await slipsPage(slips, work.config)), 200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': await slipsPolicy(),
      })
    },
  )
