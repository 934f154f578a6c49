import { beforeAll, expect, it } from 'vitest'
import { read } from '../../../db/client.ts'
import { attempts, lookups } from '../../../db/schema/verification.ts'
import { specimenNames, specimens } from '#model/report/specimens.ts'
import { nobody } from '#words/specimens.ts'
import { readReportToken } from '../../../functions/proof/token.ts'
import { seedSchool, workAt } from '../../support/fixtures.ts'
import { productionValues } from '../../support/settings.ts'
import { testApp } from '../../support/test-app.ts'

const app = testApp()
const db = () => workAt().shards.directory
beforeAll(() => seedSchool(workAt(), { code: '10001', provinceCode: '11' }))

const asJson = async (body: unknown) => {
  const answer = await app('/api/verifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'cf-connecting-ip': '192.0.2.1' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const typed = async (path: string, fields: Record<string, string>) => {
  const answer = await app(path, {
    method: 'POST',
    headers: { 'cf-connecting-ip': '192.0.2.2' },
    body: new URLSearchParams(fields),
  })
  return answer.text()
}
const tokenOf = async (name: string) => {
  const answer = await app(`/specimens/${name}/scan`, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  return (answer.headers.get('location') ?? '').split('#')[1] ?? ''
}

it('has a specimen of every state that a verifier can meet', () => {
  const states = Object.values(specimens).map(({ state }) =>
    'because' in state ? state.because : state.verdict,
  )
  expect([...new Set(states)].toSorted()).toEqual(
    ['cap', 'chosen_day', 'dispute', 'frozen', 'graduate', 'record', 'roster', 'valid', 'voided'].toSorted(),
  )
})

it.each(specimenNames)(
  'answers the specimen %s by code and by QR alike, marked as a specimen',
  async (name) => {
    const { code, state, kind } = specimens[name]
    const byCode = await asJson({ kind, name: nobody.basicInfo.name, code: code.toLowerCase() })
    const byToken = await asJson({ token: await tokenOf(name) })
    for (const { status, body } of [byCode, byToken]) {
      expect(status).toBe(200)
      expect(body).toMatchObject({ ...state, specimen: true, kind, receipt: '样张' })
      expect('report' in body).toBe(state.verdict === 'valid')
    }
    const page = await typed(`/verify/${kind}/`, { name: nobody.basicInfo.name, code })
    expect(page).toContain('这是样张')
    expect(page).toContain('/help/genuine/')
    expect(page).not.toContain('打印回执')
  },
)

it.each(specimenNames)('prints the specimen %s with the stamp, and as a file', async (name) => {
  const page = await app(`/specimens/${name}`)
  const text = await page.text()
  expect(page.status).toBe(200)
  expect(text).toContain('class="sample">样张<')
  expect(text).toContain('/help/genuine/')
  const copy = await app(`/specimens/${name}?download=1`)
  expect(copy.headers.get('content-disposition')).toContain('attachment')
})

it('is stamped in a deployment too', async () => {
  const page = await testApp(productionValues)('/specimens/valid')
  expect(await page.text()).toContain('class="sample">样张<')
})

it('signs specimens with the key of real reports, and the forged one with no key of ours', async () => {
  const { signingKeys } = workAt().secrets
  expect((await readReportToken(signingKeys, await tokenOf('valid')))?.reportId).toBe(
    'specimen-valid--------',
  )
  const forged = await tokenOf('forged')
  expect(await readReportToken(signingKeys, forged)).toBeUndefined()
  expect((await asJson({ token: forged })).body).toEqual({ verdict: 'unknown' })
})

it('neither counts nor keeps anything of a specimen', async () => {
  await db().delete(attempts)
  await db().delete(lookups)
  for (const name of specimenNames) {
    const { code, kind } = specimens[name]
    await asJson({ kind, name: nobody.basicInfo.name, code })
    await asJson({ token: await tokenOf(name) })
  }
  const { counted, kept } = await read(db(), {
    counted: db().select().from(attempts),
    kept: db().select().from(lookups),
  })
  expect([counted, kept]).toEqual([[], []])
})

it('answers a wrong name, the other kind and a code beside it like any code that is not there', async () => {
  const { code } = specimens.valid
  const { name } = nobody.basicInfo
  for (const body of [
    { kind: 'archive', name: '样例乙', code },
    { kind: 'hukou', name, code },
    { kind: 'archive', name, code: `${code.slice(0, -1)}3` },
  ])
    expect((await asJson(body)).body).toEqual({ verdict: 'unknown' })
})

it('knows no other specimens', async () => {
  for (const path of [
    '/specimens/other',
    '/specimens/forged',
    '/specimens/valid/x',
    '/specimens/toString/scan',
  ])
    expect((await app(path)).status).toBe(404)
})
