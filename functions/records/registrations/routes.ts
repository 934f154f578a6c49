import { Hono } from 'hono'
import { only } from '../../access/sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { answers } from '../../platform/describe.ts'
import { once } from '../../platform/once.ts'
import { tellMany, tellsMany } from '../../platform/tell-many.ts'
import { subjectOf } from '../../access/subject.ts'
import { json, query } from '../../platform/validate.ts'
import { approveRegistration } from './approve-registration.ts'
import { getRegistration } from './get-registration.ts'
import { getReview } from './get-review.ts'
import { listQueue } from './list-queue.ts'
import { returnRegistration } from './return-registration.ts'
import { saveDraft } from './save-draft.ts'
import { submitRegistration } from './submit-registration.ts'
import { discardRegistration, withdrawRegistration } from './take-back-registration.ts'
import {
  openInput,
  queueQuery,
  queueView,
  registrationInput,
  registrationPage,
  returnInput,
  reviewAnswer,
  reviewInput,
  reviewView,
  savedAnswer,
  submittedAnswer,
} from './wire.ts'

const graduate = only('graduate')
const staff = only('school', 'college')
const tags = ['去向登记']
const reviewTags = ['去向登记审核']

export const registrationRoutes = new Hono<AppEnv>()
  .get(
    '/api/graduate/registration',
    graduate,
    answers('可以办理的登记、正在办理的登记和办结的登记', registrationPage, tags),
    async (c) => c.json(await getRegistration(c.get('work'))),
  )
  .post(
    '/api/graduate/registration/draft',
    graduate,
    answers('保存草稿', savedAnswer, tags),
    json(registrationInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => saveDraft(work, body)))
    },
  )
  .post(
    '/api/graduate/registration/submission',
    graduate,
    answers('保存并提交审核', submittedAnswer, tags),
    json(registrationInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => submitRegistration(work, body)))
    },
  )
  .post(
    '/api/graduate/registration/withdrawal',
    graduate,
    answers('撤回审核中的登记', savedAnswer, tags),
    json(openInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => withdrawRegistration(work, body.id, body.version)))
    },
  )
  .post(
    '/api/graduate/registration/discard',
    graduate,
    answers('删除没有提交或被退回的登记', savedAnswer, tags),
    json(openInput),
    async (c) => {
      const body = c.req.valid('json')
      const { db } = subjectOf(c.get('work'))
      return c.json(await once(c, db, body, (work) => discardRegistration(work, body.id, body.version)))
    },
  )
  .get(
    '/api/staff/registrations',
    staff,
    tellsMany('registrations.listed'),
    answers('等待审核的登记，先提交的在前', queueView, reviewTags),
    query(queueQuery),
    async (c) => {
      const asked = c.req.valid('query')
      const view = await listQueue(c.get('work'), asked)
      return c.json(await tellMany(c, view, view.items.length, { ...asked, state: view.state }))
    },
  )
  .get(
    '/api/staff/registrations/:id',
    staff,
    answers('一份登记和它要更改的登记信息', reviewView, reviewTags),
    async (c) => c.json(await getReview(c.get('work'), c.req.param('id'))),
  )
  .post(
    '/api/staff/registrations/:id/approval',
    staff,
    answers('审核通过', reviewAnswer, reviewTags),
    json(reviewInput),
    async (c) => {
      const body = c.req.valid('json')
      const id = c.req.param('id')
      // kept beside what it changed: with several databases a repeat is judged anew, and changes nothing
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => approveRegistration(work, id, body.version)))
    },
  )
  .post(
    '/api/staff/registrations/:id/return',
    staff,
    answers('退回并说明原因', reviewAnswer, reviewTags),
    json(returnInput),
    async (c) => {
      const body = c.req.valid('json')
      const id = c.req.param('id')
      const db = c.get('work').shards.directory
      return c.json(
        await once(c, db, body, (work) => returnRegistration(work, id, body.version, body.reason)),
      )
    },
  )
