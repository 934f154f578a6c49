import { z } from 'zod'

export const grantsView = z.object({
  grants: z.array(
    z.object({
      id: z.string(),
      place: z.string().describe('学校或部门'),
      part: z.string().describe('院系；空：全校或整个部门'),
      name: z.string().describe('在那里登记的姓名'),
      chosen: z.boolean(),
    }),
  ),
})
export type GrantsView = z.infer<typeof grantsView>

export const choiceInput = z.strictObject({ id: z.string().min(1).max(64) })
