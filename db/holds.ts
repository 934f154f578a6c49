import { type SQL, sql } from 'drizzle-orm'

/** What `holdOf` calls a hold, as SQL over a roster entry's completion code; a test holds the two together. */
export const onHold = (completionCode: SQL = sql`e.completion_code`): SQL =>
  sql`${completionCode} in ('3', '4', '5', '6')`

/** The school does not hold the entry `e` back: a condition inside guarded statements. */
export const notOnHold = sql`not ${onHold()}`
