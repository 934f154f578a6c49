// What `npm run codes` says and does; which database it does it to is the caller's.
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { commandReader } from '../platform/command.ts'
import { indexSecretText, keyedHashes } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { codesCommand as words } from '#words/commands/codes.ts'
import { checkCodes, type Found } from './check-codes.ts'
import type { SealKeys } from './row-seals.ts'
import { sealOldRows } from './seal-old-rows.ts'

export const readCommand = commandReader({
  usage: words.usage,
  commands: { check: { needs: ['secrets'] }, seal: { needs: ['secrets'], flags: ['dry-run'] } },
  dropsEmpty: true,
  database: true,
})

/** @param file lines NAME=value, of which INDEX_SECRET alone is read: as .dev.vars and a sandbox's settings are */
export async function readSealKeys(file: string): Promise<SealKeys> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(words.unreadable(file, error.code ?? ''))
  })
  const secret = indexSecretText.safeParse(parseEnv(text)['INDEX_SECRET'])
  // what the parser says would quote the file
  if (!secret.success) throw new Error(words.noSecret(file))
  return keyedHashes(secret.data)
}

/** @throws Error in words, in one line, for whatever is not as it should be */
export async function runCommand(
  work: Work,
  { command, flags }: ReturnType<typeof readCommand>,
): Promise<string> {
  if (command === 'check') {
    const { counts, found } = await checkCodes(work)
    if (found !== undefined) throw new Error(lineOf(found))
    return words.same(counts)
  }
  const dry = flags.includes('dry-run')
  const { reports, open, refused, before } = await sealOldRows(work, !dry)
  if (before) throw new Error(words.sealedBefore)
  const [first] = refused
  if (first !== undefined)
    throw new Error(words.refused(refused.length, first.reportId, words.refusals[first.because]))
  if (reports === 0) return words.nothingToSeal
  return dry ? words.wouldSeal(reports, open) : words.sealed(reports, open)
}

function lineOf(found: Found): string {
  switch (found.where) {
    case 'chain':
      return words.chain(found.entryId, found.at, words.breaks[found.because])
    case 'stray':
      return words.stray(words.named[found.named](found.place), found.reportId)
    case 'report': {
      const { reportId, difference } = found
      switch (difference.because) {
        case 'life_order':
          return words.report(
            reportId,
            words.lifeOrder(words.events[difference.event], instant(difference.at)),
          )
        case 'not_in_audit':
          return words.report(
            reportId,
            words.notInAudit(words.events[difference.event], instant(difference.at)),
          )
        case 'not_in_life':
          return words.report(reportId, words.notInLife(difference.action, difference.seq))
        default:
          return words.report(reportId, words.differences[difference.because])
      }
    }
  }
}

const instant = (at: number) => new Date(at).toISOString()
