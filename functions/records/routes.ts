import { Hono } from 'hono'
import { only, orSignIn } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers } from '../platform/describe.ts'
import { attachment } from '../platform/file-headers.ts'
import { once } from '../platform/once.ts'
import { tellMany, tellsMany } from '../platform/tell-many.ts'
import { subjectOf } from '../access/subject.ts'
import { json, query } from '../platform/validate.ts'
import { confirmDestination } from './confirm-destination.ts'
import { disputeRecord } from './dispute-record.ts'
import { getRecord } from './get-record.ts'
import { listSchoolDisputes } from './list-school-disputes.ts'
import { listHistory } from './list-history.ts'
import {
  confirmationAnswer,
  confirmationInput,
  disputeAnswer,
  disputeInput,
  disputesQuery,
  historyQuery,
  historyView,
  recordView,
  schoolDisputesView,
  withdrawalAnswer,
  withdrawalInput,
} from './wire.ts'
import { withdrawDispute } from './withdraw-dispute.ts'
import { getCalendar } from './get-calendar.ts'
import { calendarWords } from '#words/graduate/done.ts'

const graduate = only('graduate')
const tags = ['去向登记确认']

export const recordRoutes = new Hono<AppEnv>()
  .get('/api/graduate/record', graduate, answers('去向登记信息与确认状态', recordView, tags), async (c) =>
    c.json(await getRecord(c.get('work'))),
  )
  .get(
    '/graduate/calendar.ics',
    orSignIn('graduate', () => '/graduate/'),
    async (c) =>
      c.body(await getCalendar(c.get('work')), 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        ...attachment({ plain: 'dates.ics', shown: calendarWords.file }),
        'Cache-Control': 'private, no-store',
      }),
  )
  .get(
    '/api/graduate/history',
    graduate,
    answers('变更记录', historyView, tags),
    query(historyQuery),
    async (c) => c.json(await listHistory(c.get('work'), c.req.valid('query').before)),
  )
  .post(
    '/api/graduate/confirmations',
    graduate,
    answers('信息无误，确认登记去向', confirmationAnswer, tags),
    json(confirmationInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => confirmDestination(work, body.version)))
    },
  )
  .post(
    '/api/graduate/disputes',
    graduate,
    answers('信息有误，需更新后确认', disputeAnswer, tags),
    json(disputeInput),
    async (c) => {
      const body = c.req.valid('json')
      const { version, ...claims } = body
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => disputeRecord(work, version, claims)))
    },
  )
  .post(
    '/api/graduate/disputes/withdrawal',
    graduate,
    answers('实际信息无误，撤销确认', withdrawalAnswer, tags),
    json(withdrawalInput),
    async (c) => {
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, {}, (work) => withdrawDispute(work)))
    },
  )
  .get(
    '/api/staff/disputes',
    only('school'),
    tellsMany('disputes.listed'),
    answers('本校毕业生的有误反馈，从最早的开始', schoolDisputesView, ['有误反馈']),
    query(disputesQuery),
    async (c) => {
      const asked = c.req.valid('query')
      const view = await listSchoolDisputes(c.get('work'), asked)
      return c.json(await tellMany(c, view, view.disputes.length, asked))
    },
  )
