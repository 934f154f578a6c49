// Takes a school's files. A file is bounded before and while it is read, whatever the request says of its length; what
// is known before the work starts is a plain problem answer, the rest is told in the stream's last line.
import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { only } from '../access/sessions.ts'
import type { AppEnv } from '../platform/bindings.ts'
import { answers, answersCsv, refusals } from '../platform/describe.ts'
import { causeOf, log } from '../platform/log.ts'
import { Problem, refuse } from '../platform/problem.ts'
import { readBody } from '../platform/read-body.ts'
import { param, query } from '../platform/validate.ts'
import { tellMany, tellsMany, tellsWhatItWrote } from '../platform/tell-many.ts'
import { takesFiles } from '../platform/route-properties.ts'
import { checkUpload } from './check-upload.ts'
import { importUpload } from './import-upload.ts'
import { getUpload, listUploads, peopleIn, refusalsCsv, templateCsv } from './list-uploads.ts'
import type { OnProgress } from './plan.ts'
import { fileLimit } from '../sheets/read-sheet.ts'
import { uploadAnswers } from '#words/intake/uploads.ts'
import { uploadId, uploadLine, uploadQuery, uploadsView, uploadView, type UploadView } from './wire.ts'
import { csvHeaders } from '../platform/file-headers.ts'

const tags = ['学校上传']

const answersLines = (summary: string) =>
  describeRoute({
    summary,
    tags,
    requestBody: {
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: {
      200: { description: summary, content: { 'application/x-ndjson': { schema: resolver(uploadLine) } } },
    },
  })

export const uploadRoutes = new Hono<AppEnv>()
  .post(
    '/api/staff/uploads',
    only('school'),
    takesFiles(),
    tellsWhatItWrote(),
    answersLines('检查文件（试运行），逐行返回进度'),
    query(uploadQuery),
    async (c) => {
      const { kind } = c.req.valid('query')
      const fileName = fileNameOf(c)
      const bytes = await readBody(c, file)
      return streamed(c, (report) => checkUpload(c.get('work'), { kind, fileName, bytes }, report))
    },
  )
  .post(
    '/api/staff/uploads/:id/import',
    only('school'),
    takesFiles(),
    tellsWhatItWrote(),
    answersLines('导入检查过的文件，逐行返回进度'),
    param(uploadId),
    async (c) => {
      const { id } = c.req.valid('param')
      const bytes = await readBody(c, file)
      return streamed(c, (report) => importUpload(c.get('work'), id, bytes, report))
    },
  )
  .get('/api/staff/uploads', only('school'), answers('最近的上传', uploadsView, tags), async (c) =>
    c.json(await listUploads(c.get('work'))),
  )
  .get(
    '/api/staff/uploads/template.csv',
    only('school'),
    answersCsv('上传模板', tags),
    query(uploadQuery),
    (c) => {
      const { kind } = c.req.valid('query')
      return c.body(templateCsv(kind), 200, csvHeaders({ plain: `${kind}-template.csv` }))
    },
  )
  .get(
    '/api/staff/uploads/:id',
    only('school'),
    tellsMany('uploads.read'),
    answers('一次上传的结果', uploadView, tags),
    param(uploadId),
    async (c) => {
      const view = await getUpload(c.get('work'), c.req.valid('param').id)
      return c.json(await tellMany(c, view, peopleIn(view), { kind: view.kind }))
    },
  )
  .get(
    '/api/staff/uploads/:id/refusals.csv',
    only('school'),
    tellsMany('uploads.read'),
    describeRoute({
      summary: '一次上传中被拒绝的行',
      tags,
      responses: {
        200: { description: 'CSV', content: { 'text/csv': { schema: { type: 'string' } } } },
        ...refusals,
      },
    }),
    param(uploadId),
    async (c) => {
      const { csv, people } = await refusalsCsv(c.get('work'), c.req.valid('param').id)
      return c.body(await tellMany(c, csv, people), 200, {
        ...csvHeaders({ plain: 'refusals.csv' }),
        'Cache-Control': 'no-store',
      })
    },
  )

/** The name a person knows the file by: shown, never used to tell what the file is. */
function fileNameOf<Env extends AppEnv>(c: Context<Env>): string {
  try {
    const name = decodeURIComponent(c.req.header('x-file-name') ?? '')
    return [...name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')].slice(0, 120).join('').trim()
  } catch {
    return refuse('request.malformed', {
      fields: [{ field: 'X-File-Name', reason: uploadAnswers.fileName }],
    })
  }
}

const file = { type: 'application/octet-stream', limit: fileLimit, tooLarge: 'upload.too_large' } as const
/** One JSON line for each step, then the result or the problem. */
function streamed<Env extends AppEnv>(
  c: Context<Env>,
  act: (report: OnProgress) => Promise<UploadView>,
): Response {
  const work = c.get('work')
  const encoder = new TextEncoder()
  let listening = true
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const line = (value: unknown) => {
        if (listening) controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      }
      try {
        line({ result: await act((stage, done, total) => line({ progress: { stage, done, total } })) })
      } catch (error) {
        const problem =
          error instanceof Problem ? error : new Problem('server.failed', { reason: causeOf(error) })
        log({
          event: problem.status >= 500 ? 'failed' : 'refused',
          at: new Date(work.machineNow).toISOString(),
          requestId: work.requestId,
          code: problem.code,
          ...(problem.said.reason === undefined ? {} : { reason: problem.said.reason }),
        })
        line({ problem: problem.body(work.config.origin, work.requestId) })
      }
      if (listening) controller.close()
    },
    // whoever asked has gone: an import that began is finished all the same
    cancel() {
      listening = false
    },
  })
  return c.body(stream, 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
}
