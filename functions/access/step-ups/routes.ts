import { Hono } from 'hono'
import { only } from '../sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { answers } from '../../platform/describe.ts'
import { once } from '../../platform/once.ts'
import { subjectOf } from '../subject.ts'
import { json } from '../../platform/validate.ts'
import { askInPerson } from './ask-in-person.ts'
import { confirmInPerson } from './confirm-in-person.ts'
import { askAnswer, askInput, officerAnswer, officerInput } from './wire.ts'

const tags = ['当面核验身份']

export const stepUpRoutes = new Hono<AppEnv>()
  .post(
    '/api/graduate/step-ups/in-person',
    only('graduate'),
    answers('毕业生获取当面核验的六位数字', askAnswer, tags),
    json(askInput),
    async (c) => {
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, {}, askInPerson))
    },
  )
  .post(
    '/api/staff/step-ups',
    only('school'),
    answers('工作人员当面核验毕业生身份', officerAnswer, tags),
    json(officerInput),
    async (c) => {
      const body = c.req.valid('json')
      // an answer is kept beside what it changed: with several databases a repeat is judged anew, and changes nothing
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => confirmInPerson(work, body)))
    },
  )
