// Rows from before their columns were sealed, read through partial indexes that hold no others; and the step that seals
// them. A row that has changed since it was read is left to who changed it: whatever is written now is sealed.
import { sql } from 'drizzle-orm'
import { jsonChunks } from './bulk.ts'
import { type Db, read, type Statement } from './client.ts'
import type { KeptText } from './schema/kept-text.ts'
import { recordInClear, records } from './schema/records.ts'
import { registrationInClear, registrations } from './schema/registrations.ts'

export async function findInClear(db: Db, limit: number) {
  return read(db, {
    contacts: db
      .select({
        id: records.id,
        archiveContact: records.archiveContact,
        archivePhone: records.archivePhone,
      })
      .from(records)
      .where(
        sql`${records.id} in (select id from records indexed by records_in_clear where ${recordInClear} limit ${limit})`,
      ),
    contents: db
      .select({ id: registrations.id, content: registrations.content })
      .from(registrations)
      .where(
        sql`${registrations.id} in (select id from registrations indexed by registrations_in_clear
          where ${registrationInClear} limit ${limit})`,
      ),
  })
}

type InClear = Awaited<ReturnType<typeof findInClear>>
type Contact = InClear['contacts'][number]
type Content = InClear['contents'][number]

/** A row as it was read, and what is sealed of it. */
export interface Sealing<Row> {
  was: Row
  sealed: Omit<Row, 'id'>
}

export const sealContacts = (db: Db, rows: readonly Sealing<Contact>[]): Statement[] =>
  jsonChunks(
    rows.map(({ was, sealed }) => [
      was.id,
      was.archiveContact,
      was.archivePhone,
      sealed.archiveContact,
      sealed.archivePhone,
    ]),
  ).map(({ json }) =>
    db
      .update(records)
      .set({ archiveContact: value(3), archivePhone: value(4) })
      .from(sql`json_each(${json}) j`)
      .where(
        sql`${records.id} = ${value(0)} and ${records.archiveContact} = ${value(1)} and ${records.archivePhone} = ${value(2)}`,
      ),
  )

export const sealContents = (db: Db, rows: readonly Sealing<Content>[]): Statement[] =>
  jsonChunks(rows.map(({ was, sealed }) => [was.id, was.content, sealed.content])).map(({ json }) =>
    db
      .update(registrations)
      .set({ content: value(2) })
      .from(sql`json_each(${json}) j`)
      .where(sql`${registrations.id} = ${value(0)} and ${registrations.content} = ${value(1)}`),
  )

const value = (at: number) => sql<KeptText>`${sql.raw(`j.value->>${at}`)}`
