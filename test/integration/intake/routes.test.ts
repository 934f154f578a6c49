import { beforeAll, describe, expect, it } from 'vitest'
import { csvOf, rosterLine } from '../../support/files.ts'
import { seedSchool, seedStaff, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'

let staff: string
let foreign: string
beforeAll(async () => {
  await seedSchool(workAt(), { code: '10001', name: '北京大学', provinceCode: '11' })
  await seedSchool(workAt(), { code: '10558', name: '中山大学', provinceCode: '44' })
  staff = (await seedStaff(workAt(), '10001')).cookie
  foreign = (await seedStaff(workAt(), '10558')).cookie
})

const octets = { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent('名单.csv') }
const send = (
  path: string,
  body: Uint8Array | string | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
  cookie = staff,
) =>
  request(path, { method: 'POST', staff: cookie, body: body as string, headers: { ...octets, ...headers } })

interface Line {
  progress?: { stage: string; done: number; total: number }
  result?: { id: string; fileName: string; importedAt: string | null; counts: Record<string, number> }
  problem?: { code: string; status: number; detail: string; requestId: string }
}
async function linesOf(answer: Response): Promise<Line[]> {
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

describe('bad input', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['no kind', '/api/staff/uploads', {}, 'request.malformed'],
    ['another kind', '/api/staff/uploads?kind=codes', {}, 'request.malformed'],
    ['an unknown parameter', '/api/staff/uploads?kind=roster&school=10558', {}, 'request.malformed'],
    ['a kind given twice', '/api/staff/uploads?kind=roster&kind=destinations', {}, 'request.malformed'],
    [
      'a form',
      '/api/staff/uploads?kind=roster',
      { 'Content-Type': 'multipart/form-data' },
      'request.wrong_type',
    ],
    [
      'a file name that does not decode',
      '/api/staff/uploads?kind=roster',
      { 'X-File-Name': '%E0%A4%A' },
      'request.malformed',
    ],
    ['an id that is none', '/api/staff/uploads/1/import', {}, 'page.not_found'],
  ])('%s is a plain problem answer', async (_, path, headers, code) => {
    const answer = await send(path, csvOf([rosterLine()]), headers)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.status).toBeLessThan(500)
    expect(await answer.json()).toMatchObject({ code })
  })

  it('a body over 10 MB is refused, with a length and without', async () => {
    const tooMuch = new Uint8Array(10 * 1024 * 1024 + 1)
    const whole = await send('/api/staff/uploads?kind=roster', tooMuch)
    expect(whole.status).toBe(413)
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < 11; at += 1) controller.enqueue(new Uint8Array(1024 * 1024))
        controller.close()
      },
    })
    const chunked = await send('/api/staff/uploads?kind=roster', chunks)
    expect(chunked.status).toBe(413)
    expect(await chunked.json()).toMatchObject({ code: 'upload.too_large' })
  })

  it('a file that cannot be read is told in the last line', async () => {
    const lines = await linesOf(await send('/api/staff/uploads?kind=roster', '考生号,姓名\n1,"甲'))
    expect(lines.at(-1)?.problem).toMatchObject({ code: 'upload.cut_off', status: 422 })
    expect(lines.at(-1)?.problem?.requestId).not.toBe('')
    expect(lines.filter(({ result }) => result !== undefined)).toEqual([])
  })

  it('an empty body too', async () => {
    const lines = await linesOf(await send('/api/staff/uploads?kind=roster', ''))
    expect(lines.at(-1)?.problem).toMatchObject({ code: 'upload.no_rows' })
  })
})

it('streams progress and the result, imports, lists, and shows nothing of it to another school', async () => {
  const file = csvOf([rosterLine(), rosterLine(), rosterLine({ 院系: '=1+1' })])
  const checked = await linesOf(await send('/api/staff/uploads?kind=roster', file))
  expect(checked.filter(({ progress }) => progress !== undefined).length).toBeGreaterThan(2)
  const { id = '', ...result } = checked.at(-1)?.result ?? {}
  expect(result).toMatchObject({
    fileName: '名单.csv',
    importedAt: null,
    counts: { rows: 3, accepted: 2, refused: 1 },
  })

  const elsewhere = await linesOf(await send(`/api/staff/uploads/${id}/import`, file, {}, foreign))
  expect(elsewhere.at(-1)?.problem).toMatchObject({ code: 'upload.not_found', status: 404 })
  const imported = await linesOf(await send(`/api/staff/uploads/${id}/import`, file))
  expect(imported.at(-1)?.result).toMatchObject({ id, counts: { accepted: 2 } })
  expect(imported.at(-1)?.result?.importedAt).not.toBeNull()

  const list = (await (await request('/api/staff/uploads', { staff })).json()) as {
    uploads: { id: string }[]
  }
  expect(list.uploads.map((upload) => upload.id)).toContain(id)
  expect(list.uploads[0]).not.toHaveProperty('refused')
  expect(await (await request(`/api/staff/uploads/${id}`, { staff })).json()).toEqual(imported.at(-1)?.result)
  const csv = await request(`/api/staff/uploads/${id}/refusals.csv`, { staff })
  const bytes = new Uint8Array(await csv.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text).toContain('行,考生号,列,内容,原因\r\n4,')
  expect(text).toContain(",院系,'=1+1,")
  expect(csv.headers.get('cache-control')).toBe('no-store')

  for (const path of [`/api/staff/uploads/${id}`, `/api/staff/uploads/${id}/refusals.csv`]) {
    const answer = await request(path, { staff: foreign })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'upload.not_found' })
  }
  const theirs = (await (await request('/api/staff/uploads', { staff: foreign })).json()) as {
    uploads: unknown[]
  }
  expect(theirs.uploads).toEqual([])
})
