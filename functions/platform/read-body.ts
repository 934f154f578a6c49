import type { Context } from 'hono'
import type { AppEnv } from './bindings.ts'
import { refuse } from './problem.ts'
import type { ProblemCode } from '#model/problems.ts'

/** The body, counted while it is read; a length it claims is only good for refusing early. */
export async function readBody<Env extends AppEnv>(
  c: Context<Env>,
  { type, limit, tooLarge }: { type: string; limit: number; tooLarge: ProblemCode },
): Promise<Uint8Array> {
  if (c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== type) refuse('request.wrong_type')
  if (Number(c.req.header('content-length') ?? 0) > limit) refuse(tooLarge)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = c.req.raw.body?.getReader()
  // a body that breaks off is not a body
  const next = () => reader?.read().catch(() => refuse('request.malformed'))
  for (let read = await next(); read?.value !== undefined; read = await next()) {
    size += read.value.length
    if (size > limit) {
      await reader?.cancel()
      refuse(tooLarge)
    }
    chunks.push(read.value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
