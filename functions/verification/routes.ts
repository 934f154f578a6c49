// Public: whoever has a name and a code, or a report's QR, may ask. No session is looked at, so no Origin check is
// needed; nothing that was typed goes into an address, a log or a cache.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describeRoute, resolver } from 'hono-openapi'
import type { AppEnv } from '../platform/bindings.ts'
import { clientAddressHash, clientPlace } from '../platform/client-address.ts'
import { refusals } from '../platform/describe.ts'
import { idempotencyKeyOf, onceUnder } from '../platform/once.ts'
import { refuse } from '../platform/problem.ts'
import { json } from '../platform/validate.ts'
import { open, untimed } from '../platform/route-properties.ts'
import { regions } from '#model/tables/regions.ts'
import { origins } from '#words/via.ts'
import { answerTransfer, receiptHome } from './answer-transfer.ts'
import { checkReceipt } from './check-receipt.ts'
import { originOf } from './decide-origin.ts'
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

export const small = bodyLimit({ maxSize: 8 * 1024, onError: () => refuse('request.too_large') })

/** What is kept of whoever asks without signing in. */
export const askerOf = async (c: Context<AppEnv>) => ({
  address: await clientAddressHash(c),
  origin: originOf(clientPlace(c), regions, origins),
})

export const retryAfter = (limited: Limited) => ({ 'Retry-After': String(limited.retryAfter) })

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

export const verificationRoutes = new Hono<AppEnv>()
  .post(
    '/api/verifications',
    open(),
    untimed(),
    describeRoute({
      summary: 'Verifies a report by name and code, or by the token of its QR code',
      description:
        'No such code, a wrong name, the other kind and a malformed code all get the same answer: ' +
        '{"verdict":"unknown"}. A reached limit has its own, 429. Whoever gives the right name with the code, or the ' +
        'token, is told whether the report still holds; its content comes only with "valid". "unverifiable": the report is there, and what is kept of it does not pass its ' +
        'integrity check. Each look-up is shown to the graduate.',
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
        'A claim, because nobody signs in: graduate and school see it as such, the answer of the department that signs in ' +
        'outweighs it, and the school can set it aside. Said of a file that the school has entered as sent, and of no other. ' +
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
