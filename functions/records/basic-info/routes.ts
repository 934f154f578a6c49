import { Hono } from 'hono'
import { only } from '../../access/sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { answers } from '../../platform/describe.ts'
import { once } from '../../platform/once.ts'
import { subjectOf } from '../../access/subject.ts'
import { json } from '../../platform/validate.ts'
import { checkBasicInfo } from './check-basic-info.ts'
import { chooseEntry } from './choose-entry.ts'
import { getBasicInfo } from './get-basic-info.ts'
import { getSession } from './get-session.ts'
import { getStaffSession } from './get-staff-session.ts'
import { basicInfoView, checkAnswer, checkInput, entryInput, sessionView, staffSessionView } from './wire.ts'

const graduate = only('graduate')
const tags = ['登录与基本信息']

export const basicInfoRoutes = new Hono<AppEnv>()
  .get('/api/graduate/session', graduate, answers('登录状态与下一步', sessionView, tags), async (c) =>
    c.json(await getSession(c.get('work'))),
  )
  .post(
    '/api/graduate/entry',
    graduate,
    answers('选择要办理的毕业生信息', sessionView, tags),
    json(entryInput),
    async (c) => {
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => chooseEntry(work, body.entryId)))
    },
  )
  .get('/api/graduate/basic-info', graduate, answers('毕业生基本信息', basicInfoView, tags), async (c) =>
    c.json(await getBasicInfo(c.get('work'))),
  )
  .post(
    '/api/graduate/basic-info/check',
    graduate,
    answers('信息确认无误', checkAnswer, tags),
    json(checkInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => checkBasicInfo(work, body.version)))
    },
  )
  .get(
    '/api/staff/session',
    only('school', 'college'),
    answers('登录的工作人员与学校', staffSessionView, tags),
    async (c) => c.json(await getStaffSession(c.get('work'))),
  )
