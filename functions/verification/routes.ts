// Public: whoever has a name and a code, or a report's QR, may ask. No session is looked at, so no Origin check is
// needed; nothing that was typed goes into an address, a log or a cache.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describeRoute, resolver } from 'hono-openapi'
import type { AppEnv } from '../platform/bindings.ts'
import { clientAddressHash } from '../platform/client-address.ts'
import { pageWith } from '../platform/page.ts'
import { refuse } from '../platform/problem.ts'
import { json } from '../platform/validate.ts'
import type { ReportKind } from '../reports/content.rules.ts'
import { answerContent, missingContent } from './answer-page.ts'
import { verify } from './verify.ts'
import { verificationAnswer, verificationRequest } from './wire.ts'

const small = bodyLimit({ maxSize: 8 * 1024, onError: () => refuse('request.too_large') })

/** What a report's QR holds, as a gun types it. */
const scannedAddress = /^https?:\/\/\S+#\S+$/

/** Exactly the form's two fields, each at most once. */
async function readForm(c: Context<AppEnv>): Promise<{ name: string; code: string }> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    refuse('request.wrong_type')
  const form = await c.req.formData().catch(() => refuse('request.malformed'))
  const read = { name: '', code: '' }
  const seen = new Set<string>()
  for (const [field, value] of form) {
    if ((field !== 'name' && field !== 'code') || seen.has(field) || typeof value !== 'string')
      refuse('request.malformed')
    if (value.length > 1000) refuse('request.malformed')
    seen.add(field)
    read[field] = value.trim()
  }
  // a scanner gun types into whichever box has the cursor, and sends
  return read.code === '' && scannedAddress.test(read.name) ? { name: '', code: read.name } : read
}

const labels = {
  archive: { name: '学籍姓名', code: '档案转递编号 / 核验编号' },
  hukou: { name: '学籍姓名', code: '核验编号' },
} as const

const typedPage = (kind: ReportKind) => async (c: Context<AppEnv>) => {
  const page = `/verify/${kind}/`
  const { name, code } = await readForm(c)
  // a scanned address needs no name
  const scanned = code.includes('.')
  const missing = [
    ...(name === '' && !scanned ? [labels[kind].name] : []),
    ...(code === '' ? [labels[kind].code] : []),
  ]
  if (missing.length > 0) return pageWith(c, page, missingContent(missing), 400)
  const found = await verify(c.get('work'), {
    kind,
    name,
    code,
    via: 'page',
    address: await clientAddressHash(c),
  })
  return pageWith(c, page, answerContent(found, kind))
}

/** The built page with its validators; the copy is made because headers are added to every answer. */
const builtPage = async (c: Context<AppEnv>) => {
  const built = await c.env.ASSETS.fetch(c.req.raw as never)
  return new Response(built.body as BodyInit | null, {
    status: built.status,
    headers: [...built.headers] as [string, string][],
  })
}

export const verificationRoutes = new Hono<AppEnv>()
  .post(
    '/api/verifications',
    describeRoute({
      summary: 'Verifies a report by name and code, or by the token of its QR code',
      description:
        'No such code, a wrong name, the other kind, a malformed code and a reached limit all get the same answer: ' +
        '{"verdict":"unknown"}. Whoever gives the right name with the code, or the token, is told whether the report ' +
        'still holds; its content comes only with "valid". Each look-up is shown to the graduate.',
      responses: {
        200: {
          description: 'The verdict',
          content: { 'application/json': { schema: resolver(verificationAnswer) } },
        },
      },
    }),
    small,
    json(verificationRequest),
    async (c) => {
      const address = await clientAddressHash(c)
      const { answer } = await verify(c.get('work'), { ...c.req.valid('json'), via: 'api', address })
      return c.json(answer)
    },
  )
  .get('/verify/archive/', builtPage)
  .get('/verify/hukou/', builtPage)
  .post('/verify/archive/', small, typedPage('archive'))
  .post('/verify/hukou/', small, typedPage('hukou'))
