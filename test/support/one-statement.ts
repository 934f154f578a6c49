import { changedRows, type Statement } from '../../db/client.ts'
import { workAt } from './fixtures.ts'

/** Runs one statement of `db/` by itself, with nothing read before it, and says how many rows it changed. */
export async function changedBy(statement: Statement): Promise<number> {
  const [result] = await workAt().shards.directory.batch([statement])
  return changedRows(result)
}
