import { eq } from 'drizzle-orm'
import { type Db, read } from './client.ts'
import { provinces, schools } from './schema/places.ts'

/** A school with its contact and its province's settings. */
export async function findSchool(directory: Db, code: string) {
  const [rows] = await read(directory, [
    directory
      .select({
        code: schools.code,
        schoolName: schools.name,
        contactDepartment: schools.contactDepartment,
        contactPhone: schools.contactPhone,
        contactEmail: schools.contactEmail,
        provinceCode: schools.provinceCode,
        reviewLevels: schools.reviewLevels,
        archiveBeforeConfirmation: provinces.archiveBeforeConfirmation,
        hukouReported: provinces.hukouReported,
        entryName: provinces.entryName,
        entryUrl: provinces.entryUrl,
      })
      .from(schools)
      .innerJoin(provinces, eq(provinces.code, schools.provinceCode))
      .where(eq(schools.code, code)),
  ])
  return rows[0]
}

export type School = NonNullable<Awaited<ReturnType<typeof findSchool>>>
