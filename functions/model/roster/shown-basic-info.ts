import { ethnicGroups, levels, politicalStatuses, sexes, trainingModes } from '../tables/people.ts'
import { completions } from './completion.ts'

/** The columns of a roster entry that its graduate is shown. */
interface EntryColumns {
  examNumber: string
  name: string
  schoolName: string
  levelCode: string
  sexCode: string
  ethnicGroupCode: string
  politicalStatusCode: string
  trainingModeCode: string
  originRegionName: string
  enrolledMonth: string
  graduationMonth: string
  studentNumber: string
  college: string
  major: string
  programmeLength: string
  completionCode: string
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
}

export const yesNo = (value: boolean | null): '是' | '否' | '' => (value === null ? '' : value ? '是' : '否')

/** 毕业生基本信息 as the graduate reads it: names for codes (decision 19), phone and e-mail of the provider. */
export const shownBasicInfo = (
  entry: EntryColumns,
  idNumber: string,
  claims: { phone: string; email: string },
) => ({
  examNumber: entry.examNumber,
  name: entry.name,
  idNumber,
  schoolName: entry.schoolName,
  level: levels.nameOf(entry.levelCode),
  sex: sexes.nameOf(entry.sexCode),
  ethnicGroup: ethnicGroups.nameOf(entry.ethnicGroupCode),
  politicalStatus: politicalStatuses.nameOf(entry.politicalStatusCode),
  trainingMode: trainingModes.nameOf(entry.trainingModeCode),
  originRegion: entry.originRegionName,
  enrolledMonth: entry.enrolledMonth,
  graduationMonth: entry.graduationMonth,
  studentNumber: entry.studentNumber,
  college: entry.college,
  major: entry.major,
  programmeLength: entry.programmeLength,
  completion: completions.nameOf(entry.completionCode),
  archiveMovedIn: yesNo(entry.archiveMovedIn),
  hukouMovedIn: yesNo(entry.hukouMovedIn),
  email: claims.email,
  phone: claims.phone,
})
