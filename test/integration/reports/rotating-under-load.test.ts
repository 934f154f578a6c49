import { beforeAll, expect, it } from 'vitest'
import type { SigningJwk } from '../../../functions/platform/secrets.ts'
import { newSigningKey } from '../../../functions/proof/signing-keys.ts'
import { readReportToken, signReport } from '../../../functions/proof/token.ts'
import type { ReportClaims } from '#model/proof/token.ts'
import { runningMonth, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { type Report, seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const PAPERS = 4
const WAVE = 48

const a = await newSigningKey()
const b = await newSigningKey()
const deployed = (keys: SigningJwk[]) => ({ keys, app: testApp({ SIGNING_KEYS: JSON.stringify(keys) }) })
/** What the operator deploys, in order. */
const onlyA = deployed([a])
const published = deployed([a, b])
const promoted = deployed([b, a])
const withoutA = deployed([b])
type Deployed = typeof onlyA

const reports: Report[] = []
const papers: ReportClaims[] = []
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', provinceCode: '11' })
  for (let n = 0; n < PAPERS; n += 1) {
    const graduate = await seedGraduate(workAt(), {
      schoolCode: '10001',
      examNumber: String(28_110_101_150_000 + n),
      idNumber: inventIdNumber(),
      record: null,
      graduationMonth: runningMonth(),
    })
    const report = await seedReport(workAt(), graduate)
    reports.push(report)
    const claims = await readReportToken(workAt().secrets.signingKeys, report.token)
    if (claims !== undefined) papers.push(claims)
  }
})

/** The same reports printed by this deployment: its first key signs. */
const printedBy = ({ keys }: Deployed) => Promise.all(papers.map((claims) => signReport(keys, claims)))

const ask = async ({ app }: Deployed, token: string) => {
  const answer = await app('/api/verifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return { status: answer.status, text: await answer.text() }
}

const verdictsOf = (answers: { status: number; text: string }[]) => [
  ...new Set(
    answers.map(({ status, text }) => `${status} ${(JSON.parse(text) as { verdict: string }).verdict}`),
  ),
]

/** Look-ups all in flight at once; the deployment changes in the middle, and for a while both answer. */
const waveOver = (before: Deployed, after: Deployed, tokens: string[]) =>
  Promise.all(
    Array.from({ length: WAVE }, (_, n) => {
      const phase = n < WAVE / 3 ? before : n < (2 * WAVE) / 3 ? [before, after][n % 2] : after
      return ask(phase ?? after, tokens[n % tokens.length] ?? '')
    }),
  )

it('rotates keys under load without a failed verification', async () => {
  const old = await printedBy(onlyA)
  expect(old).toHaveLength(PAPERS)
  expect(verdictsOf(await waveOver(onlyA, published, [...old, ...(await printedBy(published))]))).toEqual([
    '200 valid',
  ])
  const fresh = await printedBy(promoted)
  const kids = [old, fresh].map((tokens) => new Set(tokens.map((token) => token.split('.')[0])))
  expect(kids.map((each) => each.size)).toEqual([1, 1])
  expect(kids[0]).not.toEqual(kids[1])
  expect(verdictsOf(await waveOver(published, promoted, [...old, ...fresh]))).toEqual(['200 valid'])
  expect(verdictsOf(await waveOver(promoted, withoutA, fresh))).toEqual(['200 valid'])
})

it('fails the papers of a key that was published and promoted in one step, which is why it is two', async () => {
  const fresh = await printedBy(promoted)
  expect(verdictsOf(await waveOver(onlyA, promoted, fresh)).toSorted()).toEqual(['200 unknown', '200 valid'])
})

it('answers papers of a removed key like any other text, to the byte, and its codes as before', async () => {
  const old = await printedBy(onlyA)
  const invented = await ask(withoutA, 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA')
  const answers = await waveOver(withoutA, withoutA, old)
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set([`${invented.status} ${invented.text}`]),
  )
  expect(JSON.parse(invented.text)).toEqual({ verdict: 'unknown' })
  const typed = await withoutA.app('/api/verifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'archive', name: '陈诚', code: reports[0]?.code }),
  })
  expect(await typed.json()).toMatchObject({ verdict: 'valid' })
  expect(verdictsOf(await waveOver(withoutA, withoutA, await printedBy(withoutA)))).toEqual(['200 valid'])
})
