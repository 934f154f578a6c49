import { sessions } from '../../db/schema/access.ts'
import { departmentAccounts, departments } from '../../db/schema/departments.ts'
import type { Statement } from '../../db/client.ts'
import { commit } from '../../db/commit.ts'
import { departmentOf } from '../../functions/access/stored-actors.ts'
import { newId, sha256 } from '../../functions/platform/secrets.ts'
import type { Work } from '../../functions/platform/work.ts'
import type { DepartmentPerson } from '#model/actors.ts'

let made = 0

/** A department with one account and a live session of it. */
export async function seedDepartment(work: Work, given: Partial<typeof departments.$inferInsert> = {}) {
  made += 1
  const db = work.shards.directory
  const row = {
    id: `department-${made}`,
    name: `接收部门${made}`,
    archive: true,
    hukou: true,
    unitNames: '[]',
    dailyBudget: 5000,
    accountBudget: 2000,
    createdAt: work.now,
    ...given,
  }
  await write(work, [db.insert(departments).values(row)])
  return { ...(await seedDepartmentAccount(work, row)), department: row }
}

export async function seedDepartmentAccount(work: Work, row: typeof departments.$inferInsert) {
  const db = work.shards.directory
  const id = newId()
  const cookie = newId()
  const sessionHash = await sha256(cookie)
  const issuer = work.config.staffProvider.issuer
  const subject = `dept-${id}`
  await write(work, [
    db
      .insert(departmentAccounts)
      .values({ id, departmentId: row.id, issuer, subject, name: '经办员', createdAt: work.now }),
    db.insert(sessions).values({
      idHash: sessionHash,
      kind: 'department',
      issuer,
      subject,
      claimsCipher: await work.secrets.seal(
        'sessions.claims',
        subject,
        JSON.stringify({ name: '经办员', phone: '', email: '' }),
      ),
      staffId: id,
      createdAt: work.machineNow,
      lastSeenAt: work.machineNow,
      expiresAt: work.machineNow + 8 * 3_600_000,
    }),
  ])
  const actor: DepartmentPerson = {
    kind: 'department',
    sessionHash,
    accountId: id,
    name: '经办员',
    scope: { level: 'department', department: departmentOf({ unitNames: '[]', ...row }) },
  }
  return { actor, cookie, issuer, subject }
}

async function write(work: Work, seeded: Statement[]) {
  const done = await commit(work, work.shards.directory, {
    audit: { none: 'counter' },
    statements: { seeded },
  })
  if (!done.done) throw new Error('the department could not be written')
}
