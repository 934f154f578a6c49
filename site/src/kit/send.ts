// The only place that speaks to the JSON routes: send(route, what), with an idempotency key for every write.
import { type ClientRequestOptions, hc } from 'hono/client'
import type { Api } from '../../../functions/app.ts'
import { failed, offline, troubleFrom } from './trouble.ts'

export const { graduate, staff, department, regions } = hc<Api>('/', { init: { cache: 'no-store' } }).api

export interface Answered {
  ok: boolean
  status: number
  json: () => Promise<unknown>
}
export type Body<R extends Answered> = Awaited<ReturnType<R['json']>>

/** One route of the API by one method, as the worker declares it. */
export type Route<Asked, R extends Answered> = (asked: Asked, how?: ClientRequestOptions) => Promise<R>

/** @throws Trouble */
export async function answerOf<R extends Answered>(sent: Promise<R>): Promise<Body<R>> {
  const answer = await sent.catch(() => {
    throw offline()
  })
  const body = await answer.json().catch(() => undefined)
  if (!answer.ok) throw troubleFrom(answer.status, body)
  if (body === undefined) throw failed()
  return body as Body<R>
}

/** @throws Trouble */
export const send = <Asked, R extends Answered>(
  route: Route<Asked, R>,
  ...[asked, how]: undefined extends Asked
    ? [asked?: Asked, how?: ClientRequestOptions]
    : [asked: Asked, how?: ClientRequestOptions]
): Promise<Body<R>> => answerOf(route(asked as Asked, how))

export const under = (key: string): ClientRequestOptions => ({ headers: { 'Idempotency-Key': key } })

export type Answer<R extends (...given: never[]) => Promise<Answered>> = Body<Awaited<ReturnType<R>>>
export type TransferCodesAsked = Parameters<(typeof staff)['transfer-codes']['search']['$post']>[0]['json']
export type Session = Answer<typeof graduate.session.$get>
export type Progress = NonNullable<Session['progress']>
export type SchoolContact = NonNullable<Session['entry']>['schoolContact']
export type RecordView = Answer<typeof graduate.record.$get>
export type Cards = Answer<typeof graduate.authorizations.$get>
export type Lookups = Answer<typeof graduate.lookups.$get>
export type ChainCheck = Answer<typeof graduate.lookups.chain.$get>
export type RegistrationPage = Answer<typeof graduate.registration.$get>
export type Registration = NonNullable<RegistrationPage['open']>
export type RegistrationInput = Parameters<typeof graduate.registration.draft.$post>[0]['json']
export type DispatchView = Answer<typeof graduate.dispatch.$get>
export type History = Answer<typeof graduate.history.$get>
export type StaffSession = Answer<typeof staff.session.$get>
export type Officer = Answer<(typeof staff)['step-ups']['$post']>
export type Upload = Answer<(typeof staff.uploads)[':id']['$get']>
export type ReviewQueue = Answer<typeof staff.registrations.$get>
export type Review = Answer<(typeof staff.registrations)[':id']['$get']>
export type Grants = Answer<typeof staff.grants.$get>
export type Settings = Answer<typeof staff.settings.$get>
export type SchoolDisputes = Answer<typeof staff.disputes.$get>
export type SchoolDispute = SchoolDisputes['disputes'][number]
export type DeskSession = Answer<typeof department.session.$get>
export type LookedUp = Answer<typeof department.lookups.$post>
export type DeskHistory = Answer<typeof department.lookups.search.$post>
export type BulkAnswer = Answer<(typeof department.batches)[':id']['pairs']['$post']>
export type PastUpload = Answer<typeof staff.uploads.$get>['uploads'][number]
export type TransferCodes = Answer<(typeof staff)['transfer-codes']['search']['$post']>
export type TransferCode = TransferCodes['rows'][number]
