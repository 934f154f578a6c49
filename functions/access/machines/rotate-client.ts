import { commit, mustChange } from '../../../db/commit.ts'
import { changeClientKeys, dropTokensOf } from '../../../db/machine-clients.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { keyFaults } from './decide-client-keys.ts'
import { remarksOf } from '#model/wording.ts'
import { keyFaults as keyWords } from '#words/access/operator-faults.ts'

/**
 * Takes these public keys in place of the ones before. Tokens issued under those end: whoever still has a key asks for
 * a new one. Old and new key can stand side by side while a system changes over.
 * @throws Problem machine_client.malformed, machine_client.not_found
 */
export async function rotateClient(work: Work, id: string, keys: Record<string, unknown>[]): Promise<void> {
  const faults = remarksOf(keyWords, keyFaults(keys))
  if (faults.length > 0) refuse('machine_client.malformed', { fields: faults })
  const db = work.shards.directory
  const done = await commit(work, db, {
    audit: {
      action: 'machine_client.rotated',
      subjectType: 'machine_client',
      subjectId: id,
      detail: { keys: keys.length },
    },
    statements: {
      keys: mustChange(db, changeClientKeys(db, id, JSON.stringify({ keys }))),
      tokens: dropTokensOf(db, id),
    },
  })
  if (!done.done) refuse('machine_client.not_found')
}
