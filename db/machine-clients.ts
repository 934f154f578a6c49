// Systems of provinces and departments as clients of the API, their tokens, and the assertions they used.
import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { unlessTaken } from './commit.ts'
import { departmentColumns } from './departments.ts'
import { departments } from './schema/departments.ts'
import { machineAssertions, machineClients, machineTokens } from './schema/sync.ts'

const live = (id: string) => and(eq(machineClients.id, id), isNull(machineClients.revokedAt))

/** What tells who a client acts as. */
const actingColumns = {
  clientId: machineClients.id,
  provinceCode: machineClients.provinceCode,
  departmentId: machineClients.departmentId,
}

const liveDepartment = and(eq(departments.id, machineClients.departmentId), isNull(departments.disabledAt))

/** A client that was not revoked, with its keys. */
export async function findMachineClient(directory: Db, id: string) {
  const [rows] = await read(directory, [
    directory
      .select({ ...actingColumns, jwks: machineClients.jwks, department: departmentColumns })
      .from(machineClients)
      .leftJoin(departments, liveDepartment)
      .where(live(id)),
  ])
  return rows[0]
}

/** Whose live token this is. Joined with the client on every call, so that revoking it takes effect at once. */
export async function findTokenClient(directory: Db, hash: string, machineNow: number) {
  const [rows] = await read(directory, [
    directory
      .select({ ...actingColumns, department: departmentColumns })
      .from(machineTokens)
      .innerJoin(machineClients, eq(machineClients.id, machineTokens.clientId))
      .leftJoin(departments, liveDepartment)
      .where(
        and(
          eq(machineTokens.hash, hash),
          gt(machineTokens.expiresAt, machineNow),
          isNull(machineClients.revokedAt),
        ),
      ),
  ])
  return rows[0]
}

/** All of them, the revoked too. */
export async function listMachineClients(directory: Db) {
  const [rows] = await read(directory, [
    directory.select().from(machineClients).orderBy(asc(machineClients.provinceCode), asc(machineClients.id)),
  ])
  return rows
}

export const changeClientKeys = (directory: Db, id: string, jwks: string) =>
  directory.update(machineClients).set({ jwks }).where(live(id))

export const revokeMachineClient = (directory: Db, id: string, now: number) =>
  directory.update(machineClients).set({ revokedAt: now }).where(live(id))

export const dropTokensOf = (directory: Db, clientId: string) =>
  directory.delete(machineTokens).where(eq(machineTokens.clientId, clientId))

/** Unless a client of this id is there. */
export const addMachineClient = (directory: Db, client: typeof machineClients.$inferInsert) =>
  unlessTaken(directory.insert(machineClients).values(client), [machineClients.id])

/** Unless it was used: a second use undoes the batch that would issue a token for it. */
export const useAssertion = (directory: Db, assertion: typeof machineAssertions.$inferInsert) =>
  unlessTaken(directory.insert(machineAssertions).values(assertion), [machineAssertions.hash])

export const addMachineToken = (directory: Db, token: typeof machineTokens.$inferInsert) =>
  directory.insert(machineTokens).values(token)

/** What of this client has ended: it tidies up after itself whenever it asks for a token. */
export const dropEndedOf = (directory: Db, clientId: string, machineNow: number) => [
  directory
    .delete(machineTokens)
    .where(and(eq(machineTokens.clientId, clientId), lte(machineTokens.expiresAt, machineNow))),
  directory
    .delete(machineAssertions)
    .where(and(eq(machineAssertions.clientId, clientId), lte(machineAssertions.expiresAt, machineNow))),
]
