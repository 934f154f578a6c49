import { beforeAll, expect, it } from 'vitest'
import { departmentExamples as examples, departmentValues } from '#words/help/department-api-examples.ts'
import { answerText, type Example, fill, requestText } from '#words/help/provincial-api-examples.ts'
import { seedDepartment } from '../../support/department-fixtures.ts'
import { seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { origin } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedClient } from '../../support/machine-client.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

/** the examples happen on this morning, by the rules' clock */
const day = '2026-07-08T01:30:00Z'
const send = testApp({ CLOCK_OFFSET_MS: String(Date.parse(day) - Date.now()) })
const known: Record<string, string> = { origin }

beforeAll(async () => {
  await seedSchool(workAt(day), { code: '10001', provinceCode: '11' })
  const graduate = await seedGraduate(workAt(day), {
    schoolCode: '10001',
    examNumber: '26110108150001',
    idNumber: inventIdNumber(),
  })
  known['code'] = (await seedReport(workAt(day), graduate)).code
  const { department } = await seedDepartment(workAt(day), {
    unitNames: '["北京市海淀区人力资源公共服务中心"]',
    accountBudget: 5,
  })
  known['token'] = await (await seedClient('', 'ES256', department.id)).token()
})

/** The documented answer with what differs from time to time taken over: receipts, request ids, and the time of a day. */
const comparable = (json: unknown): unknown =>
  JSON.parse(
    JSON.stringify(json)
      .replaceAll(/"(\d{4}-\d\d-\d\d)T[\d:.]+Z"/g, '"$1"')
      .replaceAll(/"receipt":"[^"]+"/g, '"receipt":"«receipt»"')
      .replaceAll(/"requestId":"[^"]+"/g, '"requestId":"«requestId»"'),
  )

it.each(Object.values(examples) as Example[])('answers “$title” as the page says', async (example) => {
  const { request, answer } = fill(example, known)
  const answered = await send(request.path, {
    method: request.method,
    headers: request.headers,
    body: JSON.stringify(request.json),
  })
  expect(answered.status).toBe(answer.status)
  expect(answered.headers.get('content-type')?.split(';')[0]).toBe(answer.headers['Content-Type'])
  expect(comparable(await answered.json())).toEqual(comparable(answer.json))
})

it('has an example of every route of departments’ machines, and prints no placeholder', async () => {
  const document: { paths: Record<string, object> } = await (await send('/api/openapi.json')).json()
  const routes = Object.keys(document.paths).filter((path) =>
    path.startsWith('/api/department/verifications'),
  )
  const all = Object.values(examples) as Example[]
  expect(new Set(all.map(({ request }) => request.path))).toEqual(new Set(routes))
  for (const example of all) {
    const filled = fill(example, { ...departmentValues, origin })
    expect(requestText(filled) + answerText(filled)).not.toContain('«')
  }
})
