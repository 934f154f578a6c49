import { beforeAll, expect, it } from 'vitest'
import { seedSchool, workAt } from '../../../support/fixtures.ts'
import { inputOf, rowsOf, seedRegistrant, send, submit } from '../../../support/registration-fixtures.ts'
import { request } from '../../../support/http.ts'
import { submitRegistration } from '../../../../functions/records/registrations/submit-registration.ts'
import { Problem } from '../../../../functions/platform/problem.ts'

const work = workAt()
const entry = { entryName: '某省就业小程序', entryUrl: 'https://entry.example' }

beforeAll(async () => {
  await seedSchool(work, { code: '10001', provinceCode: '11', contactDepartment: '就业指导中心' })
  await seedSchool(work, { code: '10002', provinceCode: '11', reviewLevels: 2 })
  await seedSchool(work, { code: '10558', provinceCode: '44' }, entry)
})

const refusal = async (answer: Response) => {
  const body: { code: string; detail: string; fields?: { field: string; reason: string }[] } =
    await answer.json()
  return { status: answer.status, ...body }
}

it('hands a registration to the school, with a step', async () => {
  const { cookie, entry: mine } = await seedRegistrant(work)
  const answer = await submit(cookie)
  expect(answer).toMatchObject({ version: 1, state: 'school_review', warnings: [] })
  const { registrations, steps, records } = await rowsOf(work, mine.id)
  expect(registrations).toMatchObject([
    { id: answer.id, state: 'school_review', kind: 'registration', college: '哲学系', basedOnRecordId: null },
  ])
  expect(steps).toMatchObject([{ act: 'submitted', level: 'graduate', actorId: mine.id }])
  expect(records).toEqual([])
})

it('hands it to the college first where the school has two levels', async () => {
  const { cookie } = await seedRegistrant(work, { schoolCode: '10002' })
  expect((await submit(cookie)).state).toBe('college_review')
  const nowhere = await seedRegistrant(work, { schoolCode: '10002', college: '' })
  expect((await submit(nowhere.cookie)).state).toBe('school_review')
})

it('names each field and rule that is broken, and keeps nothing', async () => {
  const { cookie, entry: mine } = await seedRegistrant(work)
  const refused = await refusal(
    await send(cookie, 'submission', {
      content: { destinationCode: '801', archivePhone: '请打总机', archiveUnitPostcode: '' },
      reason: '字'.repeat(501),
    }),
  )
  expect(refused).toMatchObject({ status: 422, code: 'registration.incomplete' })
  expect(refused.fields).toEqual([
    { field: 'unitNatureCode', reason: '“研究生”与单位性质“其他企业”不符' },
    { field: 'unitIndustryCode', reason: '“研究生”不应有单位行业' },
    { field: 'jobCategoryCode', reason: '“研究生”不应有工作职位类别' },
    { field: 'archiveUnitPostcode', reason: '“托管单位接收”应当填写接收单位邮编' },
    { field: 'archivePhone', reason: '不是有效的电话号码' },
    { field: 'reason', reason: '最多 500 字' },
  ])
  expect((await rowsOf(work, mine.id)).registrations).toEqual([])
})

it.each([
  ['an unknown field', { ...inputOf(), extra: 1 }],
  ['an unknown kind', { ...inputOf(), kind: 'gift' }],
  ['a list for text', { ...inputOf(), content: { ...inputOf().content, unitName: ['甲'] } }],
  ['a missing field', { ...inputOf(), content: {} }],
  ['a version of nothing', { ...inputOf(), open: { id: 'x', version: 0 } }],
])('refuses %s', async (_, json) => {
  const { cookie } = await seedRegistrant(work)
  const answer = await request('/api/graduate/registration/submission', { graduate: cookie, json })
  expect(await refusal(answer)).toMatchObject({ status: 400, code: 'request.malformed' })
})

it('makes one registration of two tabs that submit at once', async () => {
  const { cookie, entry: mine } = await seedRegistrant(work)
  const answers = await Promise.all([1, 2, 3].map(() => send(cookie, 'submission')))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(2)
  const { registrations, steps } = await rowsOf(work, mine.id)
  expect(registrations).toHaveLength(1)
  expect(steps).toHaveLength(1)
})

it('gives a repeat the first answer', async () => {
  const { cookie, entry: mine } = await seedRegistrant(work)
  const sent = { graduate: cookie, json: inputOf(), headers: { 'Idempotency-Key': 'the-same-key' } }
  const [first, second] = await Promise.all([
    request('/api/graduate/registration/submission', sent),
    request('/api/graduate/registration/submission', sent),
  ])
  expect(await first.json()).toEqual(await second.json())
  expect((await rowsOf(work, mine.id)).registrations).toHaveLength(1)
})

it('submits a draft that was kept, if it is still the one that was seen', async () => {
  const { cookie, entry: mine } = await seedRegistrant(work)
  const draft: { id: string; version: number } = await (
    await send(cookie, 'draft', { content: { unitName: '' } })
  ).json()
  const stale = await send(cookie, 'submission', { open: { id: draft.id, version: 7 } })
  expect(await refusal(stale)).toMatchObject({ status: 409, code: 'registration.changed' })
  const other = await send(cookie, 'submission', { open: { id: 'another', version: 1 } })
  expect(await refusal(other)).toMatchObject({ status: 404, code: 'registration.not_found' })
  expect(await submit(cookie, { open: draft })).toMatchObject({ id: draft.id, version: 2 })
  const again = await send(cookie, 'submission', { open: { id: draft.id, version: 2 } })
  expect(await refusal(again)).toMatchObject({ status: 409, code: 'registration.under_review' })
  const second = await send(cookie, 'submission')
  expect(await refusal(second)).toMatchObject({ status: 409, code: 'registration.open' })
  expect((await rowsOf(work, mine.id)).registrations).toHaveLength(1)
})

it.each([
  ['basic info that is unchecked', { checked: false }, 'basic_info.unchecked'],
  ['a deferred graduation', { completionCode: '3' }, 'entry.on_hold'],
  ['somebody who left', { completionCode: '4' }, 'entry.on_hold'],
  ['a record that is there', { record: {} }, 'registration.record_exists'],
] as const)('refuses a registration with %s', async (_, more, code) => {
  const { cookie } = await seedRegistrant(work, more)
  expect(await refusal(await send(cookie, 'submission'))).toMatchObject({ status: 409, code })
})

it('names the provincial entry where that is where one registers', async () => {
  const fresh = await seedRegistrant(work, { schoolCode: '10558' })
  const reported = await seedRegistrant(work, { record: { sourceSystem: 'provincial' } })
  for (const [{ cookie }, kind] of [
    [fresh, 'registration'],
    [reported, 'change'],
    [reported, 'archive_change'],
    [reported, 'void'],
  ] as const)
    expect(await refusal(await send(cookie, 'submission', { kind, reason: '有变化' }))).toMatchObject({
      status: 409,
      code: 'registration.elsewhere',
    })
  const { detail } = await refusal(await send(fresh.cookie, 'submission'))
  expect(detail).toContain('“某省就业小程序”（https://entry.example）')
})

it('asks for a record to change, for a change, and for the reason of a void', async () => {
  const nothing = await seedRegistrant(work)
  for (const kind of ['change', 'archive_change', 'void'] as const)
    expect(await refusal(await send(nothing.cookie, 'submission', { kind, reason: '有变化' }))).toMatchObject(
      {
        status: 409,
        code: 'registration.no_record',
      },
    )
  const { cookie, record } = await seedRegistrant(work, {
    record: { unitIndustryCode: '37', jobCategoryCode: '29' },
  })
  const same = await send(cookie, 'submission', { kind: 'change', content: { unitCreditCode: '' } })
  expect(await refusal(same)).toMatchObject({ status: 422, code: 'registration.unchanged' })
  const silent = await send(cookie, 'submission', { kind: 'void', reason: '  ' })
  expect(await refusal(silent)).toMatchObject({ fields: [{ field: 'reason', reason: '请填写原因' }] })
  expect(record?.supersededAt).toBeNull()
})

it('takes the destination of an archive change from the record, whatever is sent', async () => {
  const { cookie, entry: mine, record } = await seedRegistrant(work, { record: {} })
  const same = await send(cookie, 'submission', {
    kind: 'archive_change',
    content: { unitName: '另一家公司' },
  })
  expect(await refusal(same)).toMatchObject({ code: 'registration.unchanged' })
  await submit(cookie, {
    kind: 'archive_change',
    content: { destinationCode: '70', unitName: '另一家公司', archiveContact: '人事处' },
  })
  const { registrations } = await rowsOf(work, mine.id)
  expect(JSON.parse(registrations[0]?.content ?? '')).toMatchObject({
    destinationCode: '10',
    unitName: record?.unitName,
    unitIndustryCode: '',
    archiveContact: '人事处',
  })
  expect(registrations[0]?.basedOnRecordId).toBe(record?.id)
})

it('warns of a receiver that may not keep files, and takes it all the same', async () => {
  const { cookie } = await seedRegistrant(work)
  const answer = await submit(cookie, { content: { archiveUnitName: '王维' } })
  expect(answer.warnings.map(({ field }) => field)).toEqual(['archiveUnitName'])
})

it('takes changes until 31 August of the cohort year, and then says whom to ask', async () => {
  const { actor } = await seedRegistrant(work, { graduationMonth: '202606', record: {} })
  const change = inputOf({ kind: 'change', reason: '' })
  const late = submitRegistration(workAt('2026-08-31T16:00:00Z', actor), change)
  const refused = await late.then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error : undefined),
  )
  expect(refused?.code).toBe('registration.too_late')
  expect(refused?.said.detail).toContain('就业指导中心（010-11110000）')
  const answer = await submitRegistration(workAt('2026-08-31T15:59:59Z', actor), change)
  expect(answer.state).toBe('school_review')
})
