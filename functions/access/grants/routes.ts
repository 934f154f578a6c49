// Which of several grants a session acts by. A grant comes from the database under the session's own person; the request
// says only which one.
import { Hono } from 'hono'
import { choosing } from '../sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { answers } from '../../platform/describe.ts'
import { once } from '../../platform/once.ts'
import { json } from '../../platform/validate.ts'
import { chooseGrant, listGrants } from './choose-grant.ts'
import { choiceInput, grantsView } from './wire.ts'

const tags = ['选择以哪个身份办理']
const staff = choosing('staff')
const department = choosing('department')
const list = answers('可以选择的学校、院系或部门', grantsView, tags)
const choice = answers('选择其中一个', grantsView, tags)

export const grantRoutes = new Hono<AppEnv>()
  .get('/api/staff/grants', staff, list, async (c) => c.json(await listGrants(c.get('work'))))
  .post('/api/staff/grants/choice', staff, choice, json(choiceInput), async (c) => {
    const body = c.req.valid('json')
    const db = c.get('work').shards.directory
    return c.json(await once(c, db, body, (work) => chooseGrant(work, body.id)))
  })
  .get('/api/department/grants', department, list, async (c) => c.json(await listGrants(c.get('work'))))
  .post('/api/department/grants/choice', department, choice, json(choiceInput), async (c) => {
    const body = c.req.valid('json')
    const db = c.get('work').shards.directory
    return c.json(await once(c, db, body, (work) => chooseGrant(work, body.id)))
  })
