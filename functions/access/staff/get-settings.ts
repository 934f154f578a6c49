import { findColleges, findSettings } from '../../../db/staff.ts'
import { everywhere } from '../../../db/everywhere.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { isMember } from '#model/account.ts'
import { areTwoPeople, mayConfirm } from '#model/second-person.ts'
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
  const members = accounts.filter(isMember)
  const waits = (by: string | null, at: number, may: (member: string) => boolean) => ({
    by: accounts.find(({ id }) => id === by)?.name ?? '',
    at: new Date(at).toISOString(),
    own: by === accountId,
    mayConfirm: may(accountId),
    confirmers: members.filter(({ id }) => may(id)).length,
  })
  const { oneLevelAskedBy: askedBy, oneLevelAskedAt: askedAt } = settings
  return {
    now: new Date(work.now).toISOString(),
    reviewLevels: settings.reviewLevels === 2 ? 2 : 1,
    oneLevel:
      askedBy === null || askedAt === null
        ? null
        : waits(askedBy, askedAt, (member) => areTwoPeople(askedBy, member, accounts)),
    secondPeople: members.filter(({ id }) => areTwoPeople(accountId, id, accounts)).length,
    waitingForColleges: found.reduce((sum, { waiting }) => sum + waiting, 0),
    colleges: [...entries]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, count]) => ({
        name,
        entries: count,
        accounts: accounts.filter((each) => each.college === name && each.disabledAt === null).length,
      })),
    accounts: accounts.map((each) => ({
      id: each.id,
      login: each.subject,
      name: each.name,
      college: each.college,
      disabled: each.disabledAt !== null,
      self: each.id === accountId,
      waiting:
        each.confirmedAt === null
          ? waits(each.addedBy, each.createdAt, (member) => mayConfirm(member, each, accounts))
          : null,
    })),
  }
}
