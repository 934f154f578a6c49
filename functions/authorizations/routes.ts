import { Hono } from 'hono'
import { only } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers } from '../platform/describe.ts'
import { once } from '../platform/once.ts'
import { subjectOf } from '../access/subject.ts'
import { json, param } from '../platform/validate.ts'
import { authorizeVerification } from './authorize-verification.ts'
import { changeValidity } from './change-validity.ts'
import { endAuthorization } from './end-authorization.ts'
import { listCards } from './list-cards.ts'
import { resumeAuthorization } from './resume-authorization.ts'
import {
  authorizationAnswer,
  authorizationInput,
  authorizationParam,
  cardsView,
  endAnswer,
  endInput,
  resumeAnswer,
  validityAnswer,
  validityInput,
} from './wire.ts'

const graduate = only('graduate')
const tags = ['核验授权']

export const authorizationRoutes = new Hono<AppEnv>()
  .get('/api/graduate/authorizations', graduate, answers('核验授权的两张卡片', cardsView, tags), async (c) =>
    c.json(await listCards(c.get('work'))),
  )
  .post(
    '/api/graduate/authorizations',
    graduate,
    answers('授权核验并设置有效期', authorizationAnswer, tags),
    json(authorizationInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => authorizeVerification(work, body)))
    },
  )
  .post(
    '/api/graduate/authorizations/:id/validity',
    graduate,
    answers('修改有效期', validityAnswer, tags),
    param(authorizationParam),
    json(validityInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => changeValidity(work, id, body.lastDay)))
    },
  )
  .post(
    '/api/graduate/authorizations/:id/end',
    graduate,
    answers('停止核验', endAnswer, tags),
    param(authorizationParam),
    json(endInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, {}, (work) => endAuthorization(work, id)))
    },
  )
  .post(
    '/api/graduate/authorizations/:id/resume',
    graduate,
    answers('撤回停止核验', resumeAnswer, tags),
    param(authorizationParam),
    json(endInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, {}, (work) => resumeAuthorization(work, id)))
    },
  )
