import type { Work } from '../platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'
import { refuse } from '../platform/problem.ts'
import { firstSheet, readSheets } from '../sheets/read-sheet.ts'
import { findBudget } from './charge-budget.ts'
import { bulkLimit, type PairsView } from './wire.ts'
import { say } from '#model/wording.ts'
import { cellFaults } from '#words/sheets/cells.ts'
import { findPairs, judgePairs } from './decide-pairs.ts'
import { pairFaults, pairsWords } from '#words/department/department-files.ts'

/** Bytes a list may have: 1,000 pairs are about a tenth of it. */
export const pairsBytes = 1024 * 1024

/**
 * Reads a list of names and codes, from a file or pasted, and says what is in it. Nothing is looked up and nothing is
 * kept: the page sends the pairs again.
 * @throws Problem upload.* with what is wrong with the list as a whole, bulk.too_many_rows
 */
export async function readPairs(work: Work<DepartmentPerson>, bytes: Uint8Array): Promise<PairsView> {
  const sheet = firstSheet(await readSheets(bytes))
  const { body, places, ignored, ignoredPlaces, doubled } = findPairs(sheet.rows)
  if (doubled.length > 0)
    refuse('upload.columns', {
      detail: pairsWords.doubled(doubled),
    })
  if (body.length === 0) refuse('upload.no_rows')
  if (body.length > bulkLimit) refuse('bulk.too_many_rows')
  const { rows, refused } = judgePairs({ body, places })
  const told = refused.map(({ line, column, value, fault }) => {
    const reason = say(faultWords, fault)
    return { line, column, value, reason }
  })
  return {
    total: body.length,
    rows,
    refused: told,
    ignored: [...ignored, ...ignoredPlaces.map(pairsWords.column)],
    budget: await findBudget(work, work.actor),
  }
}

const faultWords = { ...pairFaults, ...cellFaults }
