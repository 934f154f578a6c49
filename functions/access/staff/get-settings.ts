import { findColleges, findSettings } from '../../../db/staff.ts'
import { everywhere } from '../../../db/everywhere.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import type { SettingsView } from './wire.ts'

/** Who reviews registrations at this school, its colleges and its accounts. */
export async function getSettings(work: Work<StaffActor<'school'>>): Promise<SettingsView> {
  const { accountId, scope } = work.actor
  const { schoolCode } = scope
  const [settings, found] = await Promise.all([
    findSettings(work.shards.directory, schoolCode),
    everywhere(work.shards, (db) => findColleges(db, schoolCode)),
  ])
  if (settings === undefined) refuse('session.missing')
  const { accounts } = settings
  const entries = new Map<string, number>()
  for (const college of found.flatMap(({ colleges }) => colleges))
    entries.set(college.name, (entries.get(college.name) ?? 0) + college.entries)
  return {
    now: new Date(work.now).toISOString(),
    reviewLevels: settings.reviewLevels === 2 ? 2 : 1,
    waitingForColleges: found.reduce((sum, { waiting }) => sum + waiting, 0),
    colleges: [...entries]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, count]) => ({
        name,
        entries: count,
        accounts: accounts.filter((each) => each.college === name && each.disabledAt === null).length,
      })),
    accounts: accounts.map(({ id, login, name, college, disabledAt }) => ({
      id,
      login,
      name,
      college,
      disabled: disabledAt !== null,
      self: id === accountId,
    })),
  }
}
