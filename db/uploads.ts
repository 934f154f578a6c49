import { and, desc, eq, isNull } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { uploads } from './schema/roster.ts'

export type UploadRow = typeof uploads.$inferSelect

export const addUpload = (db: Db, upload: UploadRow) => db.insert(uploads).values(upload)

/** A school's own upload; another school's is the same as none. */
export async function findUpload(db: Db, schoolCode: string, id: string): Promise<UploadRow | undefined> {
  const [rows] = await read(db, [
    db
      .select()
      .from(uploads)
      .where(and(eq(uploads.id, id), eq(uploads.schoolCode, schoolCode))),
  ])
  return rows[0]
}

/** A school's uploads, newest first, without their findings. */
export async function listUploads(db: Db, schoolCode: string, limit: number) {
  const [rows] = await read(db, [
    db
      .select({
        id: uploads.id,
        kind: uploads.kind,
        fileName: uploads.fileName,
        counts: uploads.counts,
        checkedAt: uploads.checkedAt,
        importedAt: uploads.importedAt,
      })
      .from(uploads)
      .where(eq(uploads.schoolCode, schoolCode))
      .orderBy(desc(uploads.checkedAt), desc(uploads.id))
      .limit(limit),
  ])
  return rows
}

/** Only once, however many requests try. */
export const markImported = (db: Db, schoolCode: string, id: string, now: number) =>
  db
    .update(uploads)
    .set({ importedAt: now })
    .where(and(eq(uploads.id, id), eq(uploads.schoolCode, schoolCode), isNull(uploads.importedAt)))
