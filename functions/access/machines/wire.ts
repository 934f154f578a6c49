import { z } from 'zod'

export const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().describe('秒'),
})
export type TokenAnswer = z.infer<typeof tokenAnswer>

export const tokenRefusal = z.object({ error: z.string(), error_description: z.string() })
