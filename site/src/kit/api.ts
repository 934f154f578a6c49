// The only place that speaks to the JSON routes. Every write carries an idempotency key.
import { hc } from 'hono/client'
import type { Api } from '../../../functions/app.ts'
import { failed, offline, troubleFrom } from './trouble.ts'

const client = hc<Api>('/', { init: { cache: 'no-store' } })
const under = (key: string) => ({ headers: { 'Idempotency-Key': key } })

interface Answered {
  ok: boolean
  status: number
  json: () => Promise<unknown>
}

/** @throws Trouble */
async function read<R extends Answered>(sent: Promise<R>): Promise<Awaited<ReturnType<R['json']>>> {
  const answer = await sent.catch(() => {
    throw offline()
  })
  const body = await answer.json().catch(() => undefined)
  if (!answer.ok) throw troubleFrom(answer.status, body)
  if (body === undefined) throw failed()
  return body as Awaited<ReturnType<R['json']>>
}

const { graduate, staff, department } = client.api

export type TransferCodesAsked = Parameters<(typeof staff)['transfer-codes']['search']['$post']>[0]['json']

export const api = {
  session: () => read(graduate.session.$get()),
  chooseEntry: (entryId: string, key: string) =>
    read(graduate.entry.$post({ json: { entryId } }, under(key))),
  basicInfo: () => read(graduate['basic-info'].$get()),
  checkBasicInfo: (version: number, key: string) =>
    read(graduate['basic-info'].check.$post({ json: { version } }, under(key))),

  record: () => read(graduate.record.$get()),
  confirm: (version: number, key: string) =>
    read(graduate.confirmations.$post({ json: { version } }, under(key))),
  dispute: (claims: Parameters<typeof graduate.disputes.$post>[0]['json'], key: string) =>
    read(graduate.disputes.$post({ json: claims }, under(key))),
  withdraw: (_: unknown, key: string) => read(graduate.disputes.withdrawal.$post({ json: {} }, under(key))),

  cards: () => read(graduate.authorizations.$get()),
  authorize: (given: Parameters<typeof graduate.authorizations.$post>[0]['json'], key: string) =>
    read(graduate.authorizations.$post({ json: given }, under(key))),
  changeValidity: (given: { id: string; lastDay: string }, key: string) =>
    read(
      graduate.authorizations[':id'].validity.$post(
        { param: { id: given.id }, json: { lastDay: given.lastDay } },
        under(key),
      ),
    ),
  end: (id: string, key: string) =>
    read(graduate.authorizations[':id'].end.$post({ param: { id }, json: {} }, under(key))),
  askInPerson: (_: unknown, key: string) =>
    read(graduate['step-ups']['in-person'].$post({ json: {} }, under(key))),

  lookups: (before: number | null) =>
    read(graduate.lookups.$get({ query: before === null ? {} : { before: String(before) } })),
  chain: (noted: string) => read(graduate.lookups.chain.$get({ query: noted === '' ? {} : { noted } })),
  disown: (receipt: string, key: string) =>
    read(graduate.lookups[':receipt'].disowning.$post({ param: { receipt }, json: {} }, under(key))),

  ownRegistration: () => read(graduate.registration.$get()),
  saveRegistration: (given: Parameters<typeof graduate.registration.draft.$post>[0]['json'], key: string) =>
    read(graduate.registration.draft.$post({ json: given }, under(key))),
  submitRegistration: (
    given: Parameters<typeof graduate.registration.submission.$post>[0]['json'],
    key: string,
  ) => read(graduate.registration.submission.$post({ json: given }, under(key))),
  withdrawRegistration: (open: { id: string; version: number }, key: string) =>
    read(graduate.registration.withdrawal.$post({ json: open }, under(key))),
  discardRegistration: (open: { id: string; version: number }, key: string) =>
    read(graduate.registration.discard.$post({ json: open }, under(key))),
  regions: () => read(client.api.regions.$get({}, { init: { cache: 'default' } })),
  dispatch: () => read(graduate.dispatch.$get()),
  history: (before: string | null) =>
    read(graduate.history.$get({ query: before === null ? {} : { before } })),

  staffSession: () => read(staff.session.$get()),
  uploads: () => read(staff.uploads.$get()),
  confirmInPerson: (given: Parameters<(typeof staff)['step-ups']['$post']>[0]['json'], key: string) =>
    read(staff['step-ups'].$post({ json: given }, under(key))),
  disputes: (asked: NonNullable<Parameters<typeof staff.disputes.$get>[0]>['query']) =>
    read(staff.disputes.$get({ query: asked })),
  upload: (id: string) => read(staff.uploads[':id'].$get({ param: { id } })),

  registrations: (asked: { state?: 'college_review' | 'school_review'; after?: string }) =>
    read(staff.registrations.$get({ query: asked })),
  registration: (id: string) => read(staff.registrations[':id'].$get({ param: { id } })),
  approveRegistration: ({ id, version }: { id: string; version: number }, key: string) =>
    read(staff.registrations[':id'].approval.$post({ param: { id }, json: { version } }, under(key))),
  returnRegistration: ({ id, ...json }: { id: string; version: number; reason: string }, key: string) =>
    read(staff.registrations[':id'].return.$post({ param: { id }, json }, under(key))),

  settings: () => read(staff.settings.$get()),
  changeReviewChain: (levels: 1 | 2, key: string) =>
    read(staff.settings['review-chain'].$post({ json: { levels } }, under(key))),
  addAccount: (given: Parameters<typeof staff.accounts.$post>[0]['json'], key: string) =>
    read(staff.accounts.$post({ json: given }, under(key))),
  disableAccount: ({ id, disabled }: { id: string; disabled: boolean }, key: string) =>
    read(staff.accounts[':id'].disabled.$post({ param: { id }, json: { disabled } }, under(key))),
  transferCodes: (asked: TransferCodesAsked) => read(staff['transfer-codes'].search.$post({ json: asked })),
  enterDispatch: (given: Parameters<typeof staff.dispatches.$post>[0]['json'], key: string) =>
    read(staff.dispatches.$post({ json: given }, under(key))),
  withdrawDispatch: ({ id, version }: { id: string; version: number }, key: string) =>
    read(staff.dispatches[':id'].withdrawal.$post({ param: { id }, json: { version } }, under(key))),

  deskSession: () => read(department.session.$get()),
  lookUp: (asked: Parameters<typeof department.lookups.$post>[0]['json']) =>
    read(department.lookups.$post({ json: asked })),
  deskHistory: (asked: Parameters<typeof department.lookups.search.$post>[0]['json']) =>
    read(department.lookups.search.$post({ json: asked })),
  openBatch: (asked: Parameters<typeof department.batches.$post>[0]['json'], key: string) =>
    read(department.batches.$post({ json: asked }, under(key))),
  verifyPart: (id: string, rows: { name: string; code: string; caseNumber: string }[], key: string) =>
    read(department.batches[':id'].pairs.$post({ param: { id }, json: { rows } }, under(key))),
}

type Answer<Ask extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Ask>>
export type Session = Answer<typeof api.session>
export type SchoolContact = NonNullable<Session['entry']>['schoolContact']
export type RecordView = Answer<typeof api.record>
export type Cards = Answer<typeof api.cards>
export type Lookups = Answer<typeof api.lookups>
export type ChainCheck = Answer<typeof api.chain>
export type RegistrationPage = Answer<typeof api.ownRegistration>
export type Registration = NonNullable<RegistrationPage['open']>
export type RegistrationInput = Parameters<typeof api.saveRegistration>[0]
export type DispatchView = Answer<typeof api.dispatch>
export type History = Answer<typeof api.history>
export type StaffSession = Answer<typeof api.staffSession>
export type Officer = Answer<typeof api.confirmInPerson>
export type Upload = Answer<typeof api.upload>
export type ReviewQueue = Answer<typeof api.registrations>
export type Review = Answer<typeof api.registration>
export type Settings = Answer<typeof api.settings>
export type SchoolDisputes = Answer<typeof api.disputes>
export type SchoolDispute = SchoolDisputes['disputes'][number]
export type DeskSession = Answer<typeof api.deskSession>
export type LookedUp = Answer<typeof api.lookUp>
export type DeskHistory = Answer<typeof api.deskHistory>
export type BulkAnswer = Answer<typeof api.verifyPart>
export type PastUpload = Answer<typeof api.uploads>['uploads'][number]
export type TransferCodes = Answer<typeof api.transferCodes>
export type TransferCode = TransferCodes['rows'][number]
