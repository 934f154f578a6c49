import { Hono } from 'hono'
import { only } from '../sessions.ts'
import type { AppEnv } from '../../platform/bindings.ts'
import { answers } from '../../platform/describe.ts'
import { once } from '../../platform/once.ts'
import { tellMany, tellsMany } from '../../platform/tell-many.ts'
import { json, param } from '../../platform/validate.ts'
import { addAccount } from './add-account.ts'
import { changeReviewChain } from './change-review-chain.ts'
import { confirmAccount, withdrawAccount } from './confirm-account.ts'
import { disableAccount } from './disable-account.ts'
import { getSettings } from './get-settings.ts'
import { settleOneLevel } from './settle-one-level.ts'
import {
  acceptedInput,
  accountAnswer,
  accountId,
  accountInput,
  chainAnswer,
  chainInput,
  confirmedAnswer,
  disabledAnswer,
  disabledInput,
  settingsView,
  withdrawnAnswer,
  withdrawnInput,
} from './wire.ts'

const school = only('school')
const tags = ['学校设置']

export const staffRoutes = new Hono<AppEnv>()
  .get(
    '/api/staff/settings',
    school,
    tellsMany('accounts.listed'),
    answers('审核方式、院系与账号', settingsView, tags),
    async (c) => {
      const view = await getSettings(c.get('work'))
      return c.json(await tellMany(c, view, view.accounts.length))
    },
  )
  .post(
    '/api/staff/settings/review-chain',
    school,
    answers('选择审核方式', chainAnswer, tags),
    json(chainInput),
    async (c) => {
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => changeReviewChain(work, body.levels)))
    },
  )
  .post(
    '/api/staff/settings/review-chain/confirmation',
    school,
    answers('作为另一人，确认或不同意改为学校一级审核', chainAnswer, tags),
    json(acceptedInput),
    async (c) => {
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => settleOneLevel(work, body.accepted)))
    },
  )
  .post(
    '/api/staff/accounts/:id/confirmation',
    school,
    answers('作为另一人，确认或不同意添加全校账号', confirmedAnswer, tags),
    param(accountId),
    json(acceptedInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { accepted } = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, { id, accepted }, (work) => confirmAccount(work, id, accepted)))
    },
  )
  .post(
    '/api/staff/accounts/:id/withdrawal',
    school,
    answers('撤回自己添加、还在等待确认的账号', withdrawnAnswer, tags),
    param(accountId),
    json(withdrawnInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, { id }, (work) => withdrawAccount(work, id)))
    },
  )
  .post(
    '/api/staff/accounts',
    school,
    answers('添加工作人员账号', accountAnswer, tags),
    json(accountInput),
    async (c) => {
      const body = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, body, (work) => addAccount(work, body)))
    },
  )
  .post(
    '/api/staff/accounts/:id/disabled',
    school,
    answers('停用或启用工作人员账号', disabledAnswer, tags),
    param(accountId),
    json(disabledInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const { disabled } = c.req.valid('json')
      const db = c.get('work').shards.directory
      return c.json(await once(c, db, { id, disabled }, (work) => disableAccount(work, id, disabled)))
    },
  )
