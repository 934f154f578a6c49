// The pages on which people type, for readers without script too. Whatever was typed stays in its box until it was
// answered, and goes into no address, log or cache; what is wrong is said beside its box and above the form.
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../platform/bindings.ts'
import { clientAddressHash } from '../platform/client-address.ts'
import { onceUnder } from '../platform/once.ts'
import { pageWith } from '../print/page.ts'
import { Problem, refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import { open, untimed } from '../platform/route-properties.ts'
import { kindNames, kinds, transferKind } from '#model/report/kinds.ts'
import { kindCodes } from '#words/report-kinds.ts'
import { answerWords } from '#words/verify/answer.ts'
import { receiptWords } from '#words/verify/receipt-sheet.ts'
import { answerFilling } from './answer-page.ts'
import { answerTransfer, receiptHome } from './answer-transfer.ts'
import { checkReceipt } from './check-receipt.ts'
import { limitedFilling, missingFilling } from './form-page.ts'
import { isLimited } from './open-limits.ts'
import { receiptForm, receiptNotFound, receiptSheet } from './receipt-page.ts'
import { askerOf, retryAfter, small } from './routes.ts'
import { fileContent, formAgain, receiptFilling, refusedFilling } from './transfer-page.ts'
import { holdsToken, readCode } from '#model/codes/typed-code.ts'
import { verify } from './verify.ts'
import { receiptCheck, receiptRequest } from './wire.ts'

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

const typedPage = async (c: Context<AppEnv>) => {
  const kind = kindNames.find((each) => kinds[each].page === c.req.path) ?? refuse('page.not_found')
  const { page } = kinds[kind]
  const read = await readForm(c, ['name', 'code'])
  // a scanner gun types into whichever box has the cursor, and sends
  const typed = read.code === '' && scannedAddress.test(read.name) ? { name: '', code: read.name } : read
  const { name, code } = typed
  const missing = {
    ...(name === '' && !holdsToken(code) ? { name: answerWords.name } : {}),
    ...(code === '' ? { code: kindCodes[kind] } : {}),
  }
  if (Object.keys(missing).length > 0)
    return pageWith(c, page, missingFilling(typed, missing, answerWords.notAsked), { status: 400 })
  const found = await verify(c.get('work'), { kind, name, code, via: 'page', ...(await askerOf(c)) })
  if (isLimited(found))
    return pageWith(c, page, limitedFilling(typed, found.answer), {
      status: 429,
      headers: retryAfter(found),
    })
  const { answer, file } = found
  const more =
    file === undefined
      ? ''
      : fileContent(file.dispatch, { name, code: readCode(code)?.code ?? '', key: newId() })
  // a specimen's look-up is kept nowhere: it has no receipt to check
  const receipted = answer.verdict !== 'unknown' && answer.specimen !== true
  const receipt = receipted ? receiptForm({ ...answer, name, code }) : ''
  return pageWith(c, page, answerFilling(found, kind, typed, { more, receipt }))
}

/** 已收到 or 退回 from the typed page; the key in the form makes a second tap a repeat. */
const receiptPage = async (c: Context<AppEnv>) => {
  const { key, ...fields } = await readForm(c, ['name', 'code', 'outcome', 'reason', 'key'])
  const given = receiptRequest.safeParse(fields)
  if (!given.success || !/^[\x21-\x7e]{8,128}$/.test(key)) refuse('request.malformed')
  const work = c.get('work')
  const asker = await askerOf(c)
  const { page } = kinds[transferKind]
  const typed = { ...given.data, key: newId() }
  const { name, code } = typed
  try {
    const answer = await onceUnder(
      work,
      receiptHome(work, given.data),
      { key, name, code },
      [c.req.path, given.data],
      (under) => answerTransfer(under, given.data, { via: 'page', ...asker }),
    )
    if (!isLimited(answer)) return await pageWith(c, page, receiptFilling(answer, typed))
    return await pageWith(c, page, limitedFilling({ name, code }, answer.answer, formAgain(typed)), {
      status: 429,
      headers: retryAfter(answer),
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    const said = error.body(work.config.origin, work.requestId)
    const filling = refusedFilling(typed, said, error.code === 'receipt.reason_needed')
    return pageWith(c, page, filling, { status: error.status })
  }
}

/** 回执核对, and the printable receipt. The name is what the asker typed; it is compared before it is printed. */
const checkPage = async (c: Context<AppEnv>) => {
  const page = '/verify/receipt/'
  const { name, ...typed } = await readForm(c, ['receipt', 'code', 'name'])
  const { receipt, code } = typed
  const { boxes } = receiptWords
  const missing = {
    ...(receipt === '' ? { receipt: boxes.receipt } : {}),
    ...(code === '' ? { code: boxes.code } : {}),
  }
  if (Object.keys(missing).length > 0)
    return pageWith(c, page, missingFilling(typed, missing, receiptWords.notAsked), { status: 400 })
  const work = c.get('work')
  const given = receiptCheck.safeParse({ receipt, code, name })
  if (!given.success) refuse('request.malformed')
  const checked = await checkReceipt(work, given.data, await clientAddressHash(c))
  if (isLimited(checked))
    return pageWith(c, page, limitedFilling(typed, checked.answer), {
      status: 429,
      headers: retryAfter(checked),
    })
  if (!checked.found) return pageWith(c, page, receiptNotFound(typed))
  return pageWith(c, page, receiptSheet(checked, { code, name, now: work.now, config: work.config }))
}

/** The built page with its validators; the copy is made because headers are added to every answer. */
const builtPage = async (c: Context<AppEnv>) => {
  const built = await c.env.ASSETS.fetch(c.req.raw as never)
  return new Response(built.body as BodyInit | null, {
    status: built.status,
    headers: [...built.headers] as [string, string][],
  })
}

const pages = kindNames.map((kind) => kinds[kind].page)

export const verificationPages = new Hono<AppEnv>()
  .use('/verify/*', untimed())
  .on('GET', [...pages, '/verify/receipt/'], open(), builtPage)
  .on('POST', pages, open(), small, typedPage)
  .post('/verify/archive/receipt/', open(), small, receiptPage)
  .post('/verify/receipt/', open(), small, checkPage)
