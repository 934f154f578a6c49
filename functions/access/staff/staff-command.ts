// What `npm run staff` says and does for the level above a school: it lets people in, and is the second person where a
// school has none. Which database it does it to is the caller's.
import { findSettings, setReviewLevels } from '../../../db/staff.ts'
import { commandReader } from '../../platform/command.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { staffCommand as words } from '#words/commands/staff.ts'
import { addGrant } from './add-account.ts'
import { settleGrant } from './confirm-account.ts'
import { goToOneLevel } from './go-to-one-level.ts'

export const readCommand = commandReader({
  usage: words.usage,
  commands: {
    list: { needs: ['school'] },
    add: { needs: ['school', 'login', 'name', 'issuer'], may: ['college'] },
    confirm: { needs: ['school', 'id'] },
    decline: { needs: ['school', 'id'] },
    'one-level': { needs: ['school'] },
  },
  database: true,
})

export async function runCommand(
  work: Work,
  { command, given }: ReturnType<typeof readCommand>,
): Promise<string> {
  const { school = '', id = '', login = '', name = '', issuer = '', college = '' } = given
  switch (command) {
    case 'list':
      return list(work, school)
    case 'add':
      await settingsOf(work, school)
      await addGrant(work, { schoolCode: school, login, name: name.trim(), issuer, college, addedBy: null })
      return words.added(school, login, college)
    case 'confirm':
    case 'decline':
      await settleGrant(work, { schoolCode: school, by: null }, id, command === 'confirm')
      return command === 'confirm' ? words.confirmed(id) : words.declined(id)
    case 'one-level':
      await goToOneLevel(work, school, {
        levels: setReviewLevels(work.shards.directory, school, 2, 1),
        audit: {
          action: 'school.review_chain_changed',
          subjectType: 'school',
          subjectId: school,
          schoolCode: school,
          detail: { from: 2, to: 1 },
        },
        answer: {},
      })
      return words.oneLevel(school)
  }
}

/** @throws Problem school.malformed */
const settingsOf = async (work: Work, schoolCode: string) =>
  (await findSettings(work.shards.directory, schoolCode)) ??
  refuse('school.malformed', { fields: [{ field: 'school', reason: words.unknownSchool }] })

async function list(work: Work, schoolCode: string): Promise<string> {
  const { accounts, oneLevelAskedBy } = await settingsOf(work, schoolCode)
  const nameOf = (id: string | null) => accounts.find((each) => each.id === id)?.name ?? ''
  const lines = accounts.map((each) =>
    words.grant({
      ...each,
      state: each.disabledAt !== null ? 'disabled' : each.confirmedAt === null ? 'waiting' : 'live',
      addedBy: nameOf(each.addedBy),
    }),
  )
  return [
    ...(lines.length === 0 ? [words.none] : lines),
    ...(oneLevelAskedBy === null ? [] : [words.oneLevelAsked(nameOf(oneLevelAskedBy))]),
  ].join('\n')
}
