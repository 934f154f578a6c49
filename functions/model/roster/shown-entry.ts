import { levels, sexes } from '../tables/people.ts'

/** The columns of a roster entry that reports print. */
interface EntryColumns {
  name: string
  sexCode: string
  schoolName: string
  graduationMonth: string
  programmeLength: string
  major: string
  levelCode: string
  originRegionName: string
}

/** A roster entry as reports print it: names for codes (decision 19). */
export const shownEntry = (entry: EntryColumns) => ({
  name: entry.name,
  sex: sexes.nameOf(entry.sexCode),
  schoolName: entry.schoolName,
  graduationMonth: entry.graduationMonth,
  programmeLength: entry.programmeLength,
  major: entry.major,
  level: levels.nameOf(entry.levelCode),
  originRegion: entry.originRegionName,
})
