import { z } from 'zod'
import { type RecordBlock, type ShownBlock, shownNames } from './fields.ts'

/** A block as it goes over the wire to people: the shown fields of the table, by the names inside the block. */
export const blockView = <B extends RecordBlock>(block: B) =>
  z.object(
    Object.fromEntries(shownNames(block).map((name) => [name, z.string()])) as {
      [N in keyof ShownBlock<B>]: z.ZodString
    },
  )
