import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'

const problemBody = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ description: 'Problem details, RFC 9457' })

/** For routes of provincial systems: the scheme's name is in app.ts. */
export const byToken = { security: [{ provincialToken: [] }] }

/** Every refusal is a problem document. */
export const refusals = {
  default: {
    description: '拒绝或出错',
    content: { 'application/problem+json': { schema: resolver(problemBody) } },
  },
}

/** Describes a JSON route for OpenAPI: its answer, and that every refusal is a problem document. */
export const answers = (
  summary: string,
  schema: z.ZodType,
  tags: string[],
  more: Partial<typeof byToken> = {},
) =>
  describeRoute({
    summary,
    tags,
    ...more,
    responses: {
      200: { description: summary, content: { 'application/json': { schema: resolver(schema) } } },
      ...refusals,
    },
  })

/** Describes a route that answers with a file. */
export const answersFile = (summary: string, types: string[], tags: string[]) =>
  describeRoute({
    summary,
    tags,
    responses: {
      200: {
        description: summary,
        content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const } }])),
      },
      ...refusals,
    },
  })

/** One for a spreadsheet. */
export const answersCsv = (summary: string, tags: string[]) => answersFile(summary, ['text/csv'], tags)
