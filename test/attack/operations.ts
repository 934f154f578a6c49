// Every operation of the OpenAPI document with what an attacker sends to it: about which object, and what is answered for
// one's own, and for one that is another's or nobody's. Who is let in at all follows from test/support/route-roles.ts.
import { consentTextVersion } from '../../functions/authorizations/consent.ts'
import { dayOf } from '#model/calendar/caps.ts'
import type { ProblemCode } from '#model/problems.ts'
import { filled } from '../support/filled-content.ts'
import type { Objects } from './objects.ts'
import type { Sent } from './visitor.ts'

/** 200, another status of no problem's, or the problem that is answered. */
export type Outcome = number | ProblemCode

export interface Operation {
  object?: keyof Objects
  query?: (id: string) => string
  sent?: (id: string, side: 'a' | 'b') => Sent
  /** asked by the graduate of the side whose registration is under review, not by the one with codes */
  bySubmitter?: true
  /** to whoever is let in, about their own object or none */
  own: Outcome
  /** where one role of several is answered otherwise */
  ownOf?: Partial<Record<'school' | 'college', Outcome>>
  /** where the two sides are: the first's desk is for archives, the second's for hukou */
  ownAt?: Partial<Record<'a' | 'b', Outcome>>
  /** about an object of others, and one that is not there: the same to the byte */
  others?: Outcome
  /** to a graduate who has chosen no entry yet */
  unchosen?: Outcome
  /** answered as lines, the problem in the last one, with status 200 */
  streamed?: true
  /** a page: leads whoever is not signed in to the sign-in, and back */
  leadsToSignIn?: true
}

const DAY = 86_400_000
const nobody = { name: '欧阳无名', code: '2619101EQ86V47B' }
const noId = 'AAAAAAAAAAAAAAAAAAAAAA'
const kindOf = { a: 'archive', b: 'hukou' } as const
const day = () => dayOf(Date.now() + 30 * DAY)
const list = new TextEncoder().encode(`姓名,编号\r\n${nobody.name},${nobody.code}\r\n`)
/** of a version that there never was: nothing happens to one's own */
const open = (id: string) => ({ id, version: 99 })
const json = (body: unknown) => () => ({ json: body })
const taken = (id: string) => ({ json: open(id) })
const typed = (id: string) => ({
  json: { open: open(id), kind: 'registration', content: filled, reason: '' },
})

export const operations: Record<string, Operation> = {
  'GET /api/graduate/session': { own: 200, unchosen: 200 },
  'POST /api/graduate/entry': {
    object: 'entry',
    sent: (entryId) => ({ json: { entryId } }),
    own: 200,
    others: 'entry.not_found',
    unchosen: 'entry.not_found',
  },
  'GET /api/graduate/basic-info': { own: 200 },
  // checked before: it stays so, and nothing is written
  'POST /api/graduate/basic-info/check': { sent: json({ version: 99 }), own: 200 },
  'GET /api/graduate/record': { own: 200 },
  'GET /api/graduate/history': { own: 200 },
  'POST /api/graduate/confirmations': { sent: json({ version: 99 }), own: 'record.changed' },
  'POST /api/graduate/disputes': {
    sent: json({
      version: 99,
      destination: { kind: 'wrong', explanation: '单位名称有误' },
      archive: null,
      hukou: null,
      contact: '13900001111',
    }),
    own: 'record.changed',
  },
  'POST /api/graduate/disputes/withdrawal': { sent: json({}), own: 'dispute.missing' },
  'GET /api/graduate/registration': { own: 200 },
  'POST /api/graduate/registration/draft': {
    object: 'registration',
    bySubmitter: true,
    sent: typed,
    own: 'registration.under_review',
    others: 'registration.not_found',
  },
  'POST /api/graduate/registration/submission': {
    object: 'registration',
    bySubmitter: true,
    sent: typed,
    own: 'registration.under_review',
    others: 'registration.not_found',
  },
  'POST /api/graduate/registration/withdrawal': {
    object: 'registration',
    bySubmitter: true,
    sent: taken,
    own: 'registration.changed',
    others: 'registration.not_found',
  },
  'POST /api/graduate/registration/discard': {
    object: 'registration',
    bySubmitter: true,
    sent: taken,
    own: 'registration.under_review',
    others: 'registration.not_found',
  },
  'POST /api/graduate/step-ups/in-person': { sent: json({}), own: 200 },
  'GET /api/graduate/authorizations': { own: 200 },
  'POST /api/graduate/authorizations': {
    sent: () => ({ json: { kind: 'archive', lastDay: day(), consent: true, consentTextVersion } }),
    own: 'authorization.exists',
  },
  'POST /api/graduate/authorizations/:id/validity': {
    object: 'authorization',
    sent: () => ({ json: { lastDay: day() } }),
    own: 200,
    others: 'authorization.not_found',
  },
  'POST /api/graduate/authorizations/:id/end': {
    object: 'authorization',
    sent: json({}),
    own: 200,
    others: 'authorization.not_found',
  },
  'POST /api/graduate/authorizations/:id/resume': {
    object: 'authorization',
    sent: json({}),
    own: 200,
    others: 'authorization.not_found',
  },
  'GET /api/graduate/lookups': { own: 200 },
  'GET /api/graduate/lookups/chain': { own: 200 },
  'GET /api/graduate/lookups/export': { own: 200 },
  'POST /api/graduate/lookups/:receipt/disowning': {
    object: 'receipt',
    sent: json({}),
    own: 200,
    others: 'lookup.not_found',
  },
  'GET /api/graduate/dispatch': { own: 200 },

  'GET /api/staff/session': { own: 200 },
  'GET /api/staff/disputes': { own: 200 },
  'GET /api/staff/registrations': { own: 200 },
  'GET /api/staff/registrations/:id': {
    object: 'registration',
    own: 200,
    others: 'registration.not_found',
  },
  'POST /api/staff/registrations/:id/approval': {
    object: 'registration',
    sent: json({ version: 99 }),
    own: 'registration.changed',
    // the college comes first
    ownOf: { school: 'registration.out_of_order' },
    others: 'registration.not_found',
  },
  'POST /api/staff/registrations/:id/return': {
    object: 'registration',
    sent: json({ version: 99, reason: '请补充单位地址' }),
    own: 'registration.changed',
    // the college comes first
    ownOf: { school: 'registration.out_of_order' },
    others: 'registration.not_found',
  },
  'POST /api/staff/step-ups': {
    object: 'examNumber',
    sent: (examNumber) => ({ json: { examNumber, number: '000000', compared: false } }),
    own: 'step_up.not_found',
    others: 'step_up.not_found',
  },
  'GET /api/staff/settings': { own: 200 },
  'POST /api/staff/settings/review-chain': { sent: json({ levels: 2 }), own: 200 },
  'POST /api/staff/settings/review-chain/confirmation': {
    sent: json({ accepted: true }),
    own: 'state.changed',
  },
  'GET /api/staff/grants': { own: 200 },
  'POST /api/staff/grants/choice': { sent: json({ id: noId }), own: 'grant.not_found' },
  'POST /api/staff/accounts': {
    sent: json({ login: '', name: '', college: '' }),
    own: 'staff.malformed',
  },
  'POST /api/staff/accounts/:id/disabled': {
    object: 'account',
    sent: json({ disabled: false }),
    own: 200,
    others: 'staff.not_found',
  },
  // nothing waits: it is answered as what is not there
  'POST /api/staff/accounts/:id/confirmation': {
    object: 'account',
    sent: json({ accepted: true }),
    own: 'staff.not_found',
    others: 'staff.not_found',
  },
  'POST /api/staff/accounts/:id/withdrawal': {
    object: 'account',
    sent: json({}),
    own: 'staff.not_found',
    others: 'staff.not_found',
  },
  'GET /api/staff/uploads': { own: 200 },
  'GET /api/staff/uploads/template.csv': { query: () => 'kind=roster', own: 200 },
  'POST /api/staff/uploads': {
    query: () => 'kind=roster',
    sent: () => ({ bytes: list }),
    own: 'upload.columns',
    streamed: true,
  },
  'POST /api/staff/uploads/:id/import': {
    object: 'upload',
    sent: () => ({ bytes: list }),
    own: 'upload.other_file',
    others: 'upload.not_found',
    streamed: true,
  },
  'GET /api/staff/uploads/:id': { object: 'upload', own: 200, others: 'upload.not_found' },
  'GET /api/staff/uploads/:id/refusals.csv': { object: 'upload', own: 200, others: 'upload.not_found' },
  'POST /api/staff/transfer-codes/search': { sent: json({}), own: 200 },
  'GET /api/staff/transfer-codes.csv': { own: 200 },
  'POST /api/staff/dispatches': {
    object: 'entry',
    sent: (entryId) => ({
      json: {
        entryId,
        method: 'ems',
        trackingNumber: 'EX987654321CN',
        sentOn: dayOf(Date.now()),
        version: 99,
      },
    }),
    own: 'dispatch.changed',
    others: 'dispatch.not_found',
  },
  'POST /api/staff/dispatches/:id/withdrawal': {
    object: 'dispatch',
    sent: json({ version: 99 }),
    own: 'dispatch.changed',
    others: 'dispatch.not_found',
  },
  'POST /api/staff/dispatches/:id/setting-aside': {
    object: 'dispatch',
    sent: json({ version: 99, reason: '误填' }),
    own: 'dispatch.changed',
    others: 'dispatch.not_found',
  },

  'GET /api/department/session': { own: 200 },
  'GET /api/department/grants': { own: 200 },
  'POST /api/department/grants/choice': { sent: json({ id: noId }), own: 'grant.not_found' },
  'POST /api/department/transfer-receipts': {
    sent: json({ ...nobody, outcome: 'received' }),
    own: 200,
    ownAt: { b: 'department.other_kind' },
  },
  'POST /api/department/lookups/search': { sent: json({}), own: 200 },
  'GET /api/department/lookups.csv': { own: 200 },
  'POST /api/department/lookups': {
    sent: (_, side) => ({ json: { kind: kindOf[side], ...nobody } }),
    own: 200,
  },
  'POST /api/department/pairs': { sent: () => ({ bytes: list }), own: 200 },
  'POST /api/department/batches': {
    sent: (_, side) => ({ json: { kind: kindOf[side], pairs: 1 } }),
    own: 200,
  },
  'POST /api/department/batches/:id/pairs': {
    object: 'batch',
    sent: json({ rows: [nobody] }),
    own: 200,
    others: 'bulk.not_found',
  },
  'POST /api/department/verifications': { sent: json({ kind: 'archive', ...nobody }), own: 200 },
  'POST /api/department/verifications/bulk': {
    sent: json({ kind: 'archive', rows: [nobody] }),
    own: 200,
  },

  'GET /api/sync/events': { own: 200 },
  'GET /api/sync/digest': {
    object: 'school',
    query: (school) => `school=${school}&date=${dayOf(Date.now())}`,
    own: 200,
    others: 'sync.school_not_found',
  },
  'GET /api/sync/disputes': { own: 200 },
  'POST /api/sync/records': {
    sent: () => ({
      json: { 上报系统: '省级系统', 省份代码: '44', 上报时间: new Date().toISOString(), 记录: [{}] },
    }),
    own: 'sync.other_province',
  },

  'GET /api/regions': { own: 200 },
  'POST /api/oauth/token': { sent: () => ({ form: { grant_type: 'client_credentials' } }), own: 400 },
  'POST /api/verifications': { sent: json({ kind: 'archive', ...nobody }), own: 200 },
  'POST /api/transfer-receipts': {
    sent: json({ ...nobody, outcome: 'received' }),
    own: 200,
  },
  'POST /api/receipts': { sent: json({ receipt: '2222-2222-2222', code: nobody.code }), own: 200 },
}

/** Beside the document: the pages that are about one person's or one school's object, by its id in the address. */
export const pages: Record<string, Operation> = {
  'GET /reports/:id': {
    object: 'report',
    own: 200,
    others: 'page.not_found',
    unchosen: 'page.not_found',
    leadsToSignIn: true,
  },
  'GET /reports/:id/qr.svg': {
    object: 'report',
    own: 200,
    others: 'page.not_found',
    unchosen: 'page.not_found',
  },
  'GET /staff/registration-forms/:entryId': {
    object: 'entry',
    own: 200,
    others: 'page.not_found',
    leadsToSignIn: true,
  },
  'GET /staff/transfer-slips': {
    object: 'entry',
    query: (entryId) => `entries=${entryId}`,
    own: 200,
    others: 'page.not_found',
    leadsToSignIn: true,
  },
}
