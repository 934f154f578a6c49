// Departments and their accounts, in the directory; the look-ups themselves are in department-lookups.ts.
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { unlessTaken } from './commit.ts'
import { insertFrom } from './insert-from.ts'
import { departmentAccounts, departmentBatches, departments } from './schema/departments.ts'
import { machineClients } from './schema/sync.ts'

/** What a request of a department is judged by; every column under a name of its own, for joins. */
export const departmentColumns = {
  id: sql<string>`${departments.id}`.as('department_own_id'),
  name: sql<string>`${departments.name}`.as('department_name'),
  archive: departments.archive,
  hukou: departments.hukou,
  unitNames: departments.unitNames,
  dailyBudget: departments.dailyBudget,
  accountBudget: departments.accountBudget,
}

export interface DepartmentColumns {
  id: string
  name: string
  archive: boolean
  hukou: boolean
  unitNames: string
  dailyBudget: number
  accountBudget: number
}

/** The accounts under this sign-in, unless one or its department was disabled. */
export async function findDepartmentAccounts(directory: Db, issuer: string, subject: string) {
  const [rows] = await read(directory, [
    directory
      .select({
        accountId: sql<string>`${departmentAccounts.id}`.as('account_id'),
        accountName: sql<string>`${departmentAccounts.name}`.as('account_name'),
        department: departmentColumns,
      })
      .from(departmentAccounts)
      .innerJoin(departments, eq(departments.id, departmentAccounts.departmentId))
      .where(
        and(
          eq(departmentAccounts.issuer, issuer),
          eq(departmentAccounts.subject, subject),
          isNull(departmentAccounts.disabledAt),
          isNull(departments.disabledAt),
        ),
      )
      .orderBy(departments.id),
  ])
  return rows
}

/** How many accounts of departments the holder of this one may choose among. */
export async function countAccountsBeside(directory: Db, id: string): Promise<number> {
  const [rows] = await read(directory, [
    directory
      .select({ count: sql<number>`count(*)`.as('held') })
      .from(departmentAccounts)
      .innerJoin(departments, eq(departments.id, departmentAccounts.departmentId))
      .where(
        and(
          sql`(issuer, subject) = (select me.issuer, me.subject from department_accounts me where me.id = ${id})`,
          isNull(departmentAccounts.disabledAt),
          isNull(departments.disabledAt),
        ),
      ),
  ])
  return rows[0]?.count ?? 0
}

/** All of them and all their accounts, the disabled too. */
export async function listDepartments(directory: Db) {
  const { all, accounts } = await read(directory, {
    all: directory.select().from(departments).orderBy(asc(departments.id)),
    accounts: directory
      .select()
      .from(departmentAccounts)
      .orderBy(asc(departmentAccounts.departmentId), asc(departmentAccounts.createdAt)),
  })
  return { departments: all, accounts }
}

/** Unless a department of this id is there. */
export const addDepartment = (directory: Db, department: typeof departments.$inferInsert) =>
  unlessTaken(directory.insert(departments).values(department), [departments.id])

/** Nothing where the department is not there; unless this person has an account of it. */
export const addDepartmentAccount = (directory: Db, account: typeof departmentAccounts.$inferSelect) =>
  unlessTaken(
    insertFrom(
      directory,
      departmentAccounts,
      account,
      sql`from ${departments} where ${departments.id} = ${account.departmentId}`,
    ),
    [departmentAccounts.departmentId, departmentAccounts.issuer, departmentAccounts.subject],
  )

export const disableDepartment = (directory: Db, id: string, at: number | null) =>
  directory
    .update(departments)
    .set({ disabledAt: at })
    .where(and(eq(departments.id, id), isOther(departments.disabledAt, at)))

export const disableDepartmentAccount = (
  directory: Db,
  departmentId: string,
  subject: string,
  at: number | null,
) =>
  directory
    .update(departmentAccounts)
    .set({ disabledAt: at })
    .where(
      and(
        eq(departmentAccounts.departmentId, departmentId),
        eq(departmentAccounts.subject, subject),
        isOther(departmentAccounts.disabledAt, at),
      ),
    )

/** A second time changes nothing, and is told. */
const isOther = (
  column: typeof departments.disabledAt | typeof departmentAccounts.disabledAt,
  at: number | null,
): SQL => (at === null ? sql`${column} is not null` : sql`${column} is null`)

export const changeBudgets = (
  directory: Db,
  id: string,
  budgets: { dailyBudget: number; accountBudget: number },
) => directory.update(departments).set(budgets).where(eq(departments.id, id))

export const addBatch = (directory: Db, batch: typeof departmentBatches.$inferInsert) =>
  directory.insert(departmentBatches).values(batch)

/** A batch of this account, or undefined. */
export async function findBatch(directory: Db, id: string, accountId: string) {
  const [rows] = await read(directory, [
    directory
      .select()
      .from(departmentBatches)
      .where(and(eq(departmentBatches.id, id), eq(departmentBatches.accountId, accountId))),
  ])
  return rows[0]
}

/** Takes the next rows of a batch; nothing where it would become more than were counted. */
export const takeOfBatch = (directory: Db, id: string, accountId: string, rows: number) =>
  directory
    .update(departmentBatches)
    .set({ entered: sql`${departmentBatches.entered} + ${rows}` })
    .where(
      and(
        eq(departmentBatches.id, id),
        eq(departmentBatches.accountId, accountId),
        sql`${departmentBatches.entered} + ${rows} <= ${departmentBatches.total}`,
      ),
    )

/** The names of a department's accounts, the disabled too, and of its machines. */
export async function accountNames(directory: Db, departmentId: string): Promise<Map<string, string>> {
  const { people, machines } = await read(directory, {
    people: directory
      .select({ id: departmentAccounts.id, name: departmentAccounts.name })
      .from(departmentAccounts)
      .where(eq(departmentAccounts.departmentId, departmentId)),
    machines: directory
      .select({ id: machineClients.id, name: machineClients.name })
      .from(machineClients)
      .where(eq(machineClients.departmentId, departmentId)),
  })
  return new Map([...people, ...machines].map(({ id, name }) => [id, name]))
}
