// Public: whoever has a name and a code, or a report's QR, may ask. No session is looked at, so no Origin check is
// needed; nothing that was typed goes into an address, a log or a cache.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { describeRoute, resolver } from 'hono-openapi'
import type { AppEnv } from '../platform/bindings.ts'
import { regions } from '#model/tables/regions.ts'
import { clientAddressHash, clientPlace } from '../platform/client-address.ts'
import { refusals } from '../platform/describe.ts'
import { idempotencyKeyOf, onceUnder } from '../platform/once.ts'
import { pageWith } from '../print/page.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import { json } from '../platform/validate.ts'
import { open, untimed } from '../platform/route-properties.ts'
import { kindNames, kinds, transferKind } from '#model/report/kinds.ts'
import { kindCodes } from '#words/report-kinds.ts'
import { answerWords } from '#words/verify/answer.ts'
import { receiptWords } from '#words/verify/receipt-sheet.ts'
import { answerContent, limitedContent, missingContent } from './answer-page.ts'
import { answerTransfer, receiptHome } from './answer-transfer.ts'
import { checkReceipt } from './check-receipt.ts'
import { originOf } from './decide-origin.ts'
import { receiptSheet, receiptForm } from './receipt-page.ts'
import { fileContent, receiptContent } from './transfer-page.ts'
import { holdsToken, readCode } from '#model/codes/typed-code.ts'
import { isLimited, type Limited } from './open-limits.ts'
import { verify } from './verify.ts'
import {
  checkedReceipt,
  limitedAnswer,
  receiptAnswer,
  receiptCheck,
  receiptRequest,
  verificationAnswer,
  verificationRequest,
} from './wire.ts'
import { origins } from '#words/via.ts'

const small = bodyLimit({ maxSize: 8 * 1024, onError: () => refuse('request.too_large') })

/** What a report's QR holds, as a gun types it. */
const scannedAddress = /^https?:\/\/\S+#\S+$/

/** Exactly these fields of a form, each at most once; one that is left out is ''. */
async function readForm<Field extends string>(
  c: Context<AppEnv>,
  fields: readonly Field[],
): Promise<Record<Field, string>> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    refuse('request.wrong_type')
  const form = await c.req.formData().catch(() => refuse('request.malformed'))
  const read = Object.fromEntries(fields.map((field) => [field, ''])) as Record<Field, string>
  const seen = new Set<string>()
  for (const [field, value] of form) {
    if (!(fields as readonly string[]).includes(field) || seen.has(field) || typeof value !== 'string')
      refuse('request.malformed')
    if (value.length > 1000) refuse('request.malformed')
    seen.add(field)
    read[field as Field] = value.trim()
  }
  return read
}

/** What is kept of whoever asks without signing in. */
const askerOf = async (c: Context<AppEnv>) => ({
  address: await clientAddressHash(c),
  origin: originOf(clientPlace(c), regions, origins),
})

/** Of every public route that is guessed at: the same for a right and a wrong pair. */
const limitedResponse = {
  429: {
    description:
      'A limit is reached, and nothing was looked up: the same for a right and a wrong pair. Retry-After says in how ' +
      'many seconds it may be asked again. A report’s token, and a department that signs in, pass under no such limit',
    headers: { 'Retry-After': { description: 'seconds', schema: { type: 'integer' as const } } },
    content: { 'application/json': { schema: resolver(limitedAnswer) } },
  },
}

const retryAfter = (limited: Limited) => ({ 'Retry-After': String(limited.retryAfter) })

const pages = kindNames.map((kind) => kinds[kind].page)

const typedPage = async (c: Context<AppEnv>) => {
  const kind = kindNames.find((each) => kinds[each].page === c.req.path) ?? refuse('page.not_found')
  const { page } = kinds[kind]
  const typed = await readForm(c, ['name', 'code'])
  // a scanner gun types into whichever box has the cursor, and sends
  const { name, code } =
    typed.code === '' && scannedAddress.test(typed.name) ? { name: '', code: typed.name } : typed
  const missing = [
    ...(name === '' && !holdsToken(code) ? [answerWords.name] : []),
    ...(code === '' ? [kindCodes[kind]] : []),
  ]
  if (missing.length > 0) return pageWith(c, page, missingContent(answerWords.missing(missing)), 400)
  const found = await verify(c.get('work'), {
    kind,
    name,
    code,
    via: 'page',
    ...(await askerOf(c)),
  })
  if (isLimited(found)) return limitedPage(c, page, found)
  const { file } = found
  const more =
    file === undefined
      ? ''
      : fileContent(file.dispatch, { name, code: readCode(code)?.code ?? '', key: newId() })
  const { answer } = found
  // a specimen's look-up is kept nowhere: it has no receipt to check
  const receipted = answer.verdict !== 'unknown' && answer.specimen !== true
  const receipt = receipted ? receiptForm({ ...answer, name, code }) : ''
  return pageWith(c, page, html`${answerContent(found, kind, more)}${receipt}`)
}

const limitedPage = (c: Context<AppEnv>, page: string, limited: Limited) =>
  pageWith(c, page, limitedContent(limited.answer), 429, retryAfter(limited))

/** 已收到 or 退回 from the typed page; the key in the form makes a second tap a repeat. */
const receiptPage = async (c: Context<AppEnv>) => {
  const { key, ...fields } = await readForm(c, ['name', 'code', 'outcome', 'reason', 'key'])
  const given = receiptRequest.safeParse(fields)
  if (!given.success || !/^[\x21-\x7e]{8,128}$/.test(key)) refuse('request.malformed')
  const work = c.get('work')
  const asker = await askerOf(c)
  const answer = await onceUnder(
    work,
    receiptHome(work, given.data),
    { key, name: given.data.name, code: given.data.code },
    [c.req.path, given.data],
    (under) => answerTransfer(under, given.data, { via: 'page', ...asker }),
  )
  const { page } = kinds[transferKind]
  return isLimited(answer) ? limitedPage(c, page, answer) : pageWith(c, page, receiptContent(answer))
}

/** 回执核对, and the printable receipt. The name is what the asker typed; it is compared before it is printed. */
const checkPage = async (c: Context<AppEnv>) => {
  const { receipt, code, name } = await readForm(c, ['receipt', 'code', 'name'])
  const missing = [
    ...(receipt === '' ? [receiptWords.boxes.receipt] : []),
    ...(code === '' ? [receiptWords.boxes.code] : []),
  ]
  if (missing.length > 0)
    return pageWith(c, '/verify/receipt/', missingContent(receiptWords.missing(missing)), 400)
  const work = c.get('work')
  const given = receiptCheck.safeParse({ receipt, code, name })
  if (!given.success) refuse('request.malformed')
  const checked = await checkReceipt(work, given.data, await clientAddressHash(c))
  if (isLimited(checked)) return limitedPage(c, '/verify/receipt/', checked)
  return pageWith(
    c,
    '/verify/receipt/',
    receiptSheet(checked, { code, name, now: work.now, config: work.config }),
  )
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
  .use('/verify/*', untimed())
  .post(
    '/api/verifications',
    open(),
    untimed(),
    describeRoute({
      summary: 'Verifies a report by name and code, or by the token of its QR code',
      description:
        'No such code, a wrong name, the other kind and a malformed code all get the same answer: ' +
        '{"verdict":"unknown"}. A reached limit has its own, 429. Whoever gives the right name with the code, or the token, is told whether the report ' +
        'still holds; its content comes only with "valid". Each look-up is shown to the graduate.',
      responses: {
        200: {
          description: 'The verdict',
          content: { 'application/json': { schema: resolver(verificationAnswer) } },
        },
        ...limitedResponse,
      },
    }),
    small,
    json(verificationRequest),
    async (c) => {
      const asker = await askerOf(c)
      const found = await verify(c.get('work'), { ...c.req.valid('json'), via: 'api', ...asker })
      return isLimited(found) ? c.json(found.answer, 429, retryAfter(found)) : c.json(found.answer)
    },
  )
  .post(
    '/api/transfer-receipts',
    open(),
    untimed(),
    describeRoute({
      summary: '接收单位按转递编号登记档案已收到或退回',
      description:
        'Said of a file that the school has entered as sent, and of no other. ' +
        'Judged like a look-up by transfer code, under the same limits: whatever fails, the answer is ' +
        '{"verdict":"unknown"}, and 429 where a limit is reached. The same answer may be given again; another one after it is refused.',
      responses: {
        200: {
          description: 'The verdict, and what is noted',
          content: { 'application/json': { schema: resolver(receiptAnswer) } },
        },
        ...limitedResponse,
        ...refusals,
      },
    }),
    small,
    json(receiptRequest),
    async (c) => {
      const given = c.req.valid('json')
      const asker = await askerOf(c)
      const work = c.get('work')
      const key = { key: idempotencyKeyOf(c), name: given.name, code: given.code }
      const answer = await onceUnder(
        work,
        receiptHome(work, given),
        key,
        [c.req.method, c.req.path, given],
        (under) => answerTransfer(under, given, { via: 'api', ...asker }),
      )
      return isLimited(answer) ? c.json(answer.answer, 429, retryAfter(answer)) : c.json(answer)
    },
  )
  .post(
    '/api/receipts',
    open(),
    untimed(),
    describeRoute({
      summary: '回执核对：是否进行过这次核验',
      description:
        'For whoever has the receipt number and the code that was looked up. Whatever does not match gets the same ' +
        'answer: {"found":false}; a reached limit has its own, 429. The check is no look-up and is not shown to the graduate.',
      responses: {
        200: {
          description: 'What was answered then; neither name nor content',
          content: { 'application/json': { schema: resolver(checkedReceipt) } },
        },
        ...limitedResponse,
        ...refusals,
      },
    }),
    small,
    json(receiptCheck),
    async (c) => {
      const checked = await checkReceipt(c.get('work'), c.req.valid('json'), await clientAddressHash(c))
      return isLimited(checked) ? c.json(checked.answer, 429, retryAfter(checked)) : c.json(checked)
    },
  )
  .on('GET', [...pages, '/verify/receipt/'], open(), builtPage)
  .on('POST', pages, open(), small, typedPage)
  .post('/verify/archive/receipt/', open(), small, receiptPage)
  .post('/verify/receipt/', open(), small, checkPage)
