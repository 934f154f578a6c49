import { beforeAll, expect, it } from 'vitest'
import { seedSchool, workAt } from '../../../support/fixtures.ts'
import { empty } from '../../../support/filled-content.ts'
import { request } from '../../../support/http.ts'
import { rowsOf, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'
import type { RegistrationPage, SavedAnswer } from '../../../../functions/records/registrations/wire.ts'

const work = workAt()
beforeAll(() => seedSchool(work, { code: '10001', provinceCode: '11' }))

const save = async (cookie: string, asked: Parameters<typeof send>[2]) => {
  const answer = await send(cookie, 'draft', asked)
  const body: SavedAnswer & { code?: string } = await answer.json()
  return { status: answer.status, body }
}

it('keeps a draft however incomplete, and gives it back', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const { body } = await save(cookie, { content: { ...empty, unitName: '还没想好' }, reason: '先记下' })
  expect(body).toMatchObject({ version: 1, state: 'draft' })
  const page: RegistrationPage = await (
    await request('/api/graduate/registration', { graduate: cookie })
  ).json()
  expect(page.open).toMatchObject({
    id: body.id,
    kind: 'registration',
    state: 'draft',
    content: { unitName: '还没想好', destinationCode: '' },
    reason: '先记下',
    submittedAt: null,
    steps: [],
  })
  const { registrations } = await rowsOf(work, entry.id)
  expect(registrations[0]?.reasonCipher).not.toContain('先记下')
})

it('saves again over what was seen, not over what another tab saved', async () => {
  const { cookie } = await seedRegistrant(work)
  const { body: first } = await save(cookie, {})
  const { body: second } = await save(cookie, { open: first, content: { unitName: '第二版' } })
  expect(second).toMatchObject({ id: first.id, version: 2 })
  const stale = await save(cookie, { open: first, content: { unitName: '另一页' } })
  expect([stale.status, stale.body.code]).toEqual([409, 'registration.changed'])
  const another = await save(cookie, {})
  expect([another.status, another.body.code]).toEqual([409, 'registration.open'])
  const otherKind = await save(cookie, { open: second, kind: 'void' })
  expect([otherKind.status, otherKind.body.code]).toEqual([409, 'registration.changed'])
})

it('lets one of two tabs that save the same version win', async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const { body } = await save(cookie, {})
  const answers = await Promise.all(
    ['甲', '乙'].map((unitName) => save(cookie, { open: body, content: { unitName } })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
  expect((await rowsOf(work, entry.id)).registrations).toMatchObject([{ version: 2 }])
})

it('saves nothing into a registration under review', async () => {
  const { cookie } = await seedRegistrant(work)
  const open = await submit(cookie)
  const { status, body } = await save(cookie, { open })
  expect([status, body.code]).toEqual([409, 'registration.under_review'])
})

it("does not touch another graduate's draft", async () => {
  const { cookie, entry } = await seedRegistrant(work)
  const { body } = await save(cookie, {})
  const stranger = await seedRegistrant(work)
  const { status } = await save(stranger.cookie, { open: body, content: { unitName: '不是我的' } })
  expect(status).toBe(404)
  expect((await rowsOf(work, entry.id)).registrations[0]?.content).not.toContain('不是我的')
})
