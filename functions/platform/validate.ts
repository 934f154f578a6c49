// Turns a request's untrusted parts into typed ones. Throws instead of answering, so that one place answers problems
// and the client's types hold only what a route itself answers.
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import { refuse } from './problem.ts'

const said = (issues: readonly { path?: readonly unknown[] | undefined; message: string }[]) =>
  issues.slice(0, 20).map((issue) => ({
    field: (issue.path ?? [])
      .map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
      .join('.'),
    reason: issue.message,
  }))

/** The JSON body, exactly as the schema says (`application/json` only). */
export const json = <S extends z.ZodType>(schema: S) =>
  validator('json', schema, (result, c) => {
    if (c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
      refuse('request.wrong_type')
    if (!result.success) refuse('request.malformed', { fields: said(result.error) })
  })

export const query = <S extends z.ZodType>(schema: S) =>
  validator('query', schema, (result) => {
    if (!result.success) refuse('request.malformed', { fields: said(result.error) })
  })

export const param = <S extends z.ZodType>(schema: S) =>
  validator('param', schema, (result) => {
    if (!result.success) refuse('page.not_found')
  })
