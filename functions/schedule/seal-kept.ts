// Seals what is from before its column was sealed (proof/kept-text.ts): every version of a record, every registration.
import { changedRows, type Db } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { findInClear, sealContacts, sealContents } from '../../db/kept-in-clear.ts'
import type { Work } from '../platform/work.ts'
import { openText, sealText } from '../proof/kept-text.ts'
import { openContact, sealContact } from '../proof/record-contact.ts'

/** Rows of each table that one round seals at most. */
const STEP = 500

/** @returns how many rows were sealed, and whether none was left when it ended */
export async function sealKept(
  work: Work,
  db: Db,
  rounds: number,
): Promise<{ sealed: number; finished: boolean }> {
  let sealed = 0
  for (let round = 0; round < rounds; round += 1) {
    const { contacts, contents } = await findInClear(db, STEP)
    if (contacts.length + contents.length === 0) return { sealed, finished: true }
    const done = await commit(work, db, {
      audit: { none: 'sealing' },
      statements: {
        contacts: sealContacts(
          db,
          await Promise.all(
            contacts.map(async (was) => ({
              was,
              sealed: await sealContact(work, was.id, await openContact(work, was.id, was)),
            })),
          ),
        ),
        contents: sealContents(
          db,
          await Promise.all(
            contents.map(async (was) => {
              const text = await openText(work, 'registrations.content', was.id, was.content)
              return { was, sealed: { content: await sealText(work, 'registrations.content', was.id, text) } }
            }),
          ),
        ),
      },
    })
    if (!done.done) throw new Error('a step of the sealing was not written')
    for (const result of [...done.results.contacts, ...done.results.contents]) sealed += changedRows(result)
    if (contacts.length < STEP && contents.length < STEP) return { sealed, finished: true }
  }
  return { sealed, finished: false }
}
