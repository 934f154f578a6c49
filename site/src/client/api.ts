// The only place that speaks to the JSON routes. Every write carries an idempotency key.
import { hc } from 'hono/client'
import type { Api } from '../../../functions/app.ts'
import { failed, offline, troubleFrom } from './trouble.ts'
import type { BasicInfo, Session, StaffSession, Upload } from './wire.ts'

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

const get = <T>(path: string) => read(fetch(path, { cache: 'no-store' })) as Promise<T>
const post = <T>(path: string, body: unknown, key: string) =>
  read(
    fetch(path, {
      method: 'POST',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body),
    }),
  ) as Promise<T>

const { graduate } = client.api

export const api = {
  session: () => get<Session>('/api/graduate/session'),
  chooseEntry: (entryId: string, key: string) => post<Session>('/api/graduate/entry', { entryId }, key),
  basicInfo: () => get<BasicInfo>('/api/graduate/basic-info'),
  checkBasicInfo: (version: number, key: string) =>
    post<{ checkedAt: string }>('/api/graduate/basic-info/check', { version }, key),

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

  lookups: (before: number | null) =>
    read(graduate.lookups.$get({ query: before === null ? {} : { before: String(before) } })),

  staffSession: () => get<StaffSession>('/api/staff/session'),
  uploads: () => get<{ uploads: Upload[] }>('/api/staff/uploads'),
  upload: (id: string) => get<Upload>(`/api/staff/uploads/${encodeURIComponent(id)}`),
}
