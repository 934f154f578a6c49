import { commit } from '../../../db/commit.ts'
import { addProvince, addSchool as addSchoolRow, addStaff } from '../../../db/people.ts'
import { findSchool } from '../../../db/places.ts'
import { refuse } from '../../platform/problem.ts'
import type { Work } from '../../platform/work.ts'
import { provinceName } from '#model/tables/provinces.ts'
import { firstLogins, schoolFaults } from './decide-school.ts'
import { remarksOf } from '#model/wording.ts'
import { firstStaff, schoolFaults as schoolWords } from '#words/access/operator-faults.ts'

export interface NewSchool {
  code: string
  name: string
  provinceCode: string
  /** the table's name where left out */
  provinceName?: string
  contactDepartment?: string
  contactPhone?: string
  contactEmail?: string
  /** settings of the province, used only where it is not there yet */
  archiveBeforeConfirmation?: boolean
  hukouReported?: boolean
  entryName?: string
  entryUrl?: string
}

/**
 * Adds a school with its two staff accounts, and its province where that is missing.
 * @throws Problem school.malformed, school.exists
 */
export async function addSchool(
  work: Work,
  school: NewSchool,
): Promise<{ code: string; staffLogins: string[] }> {
  const faults = remarksOf(schoolWords, schoolFaults(school))
  if (faults.length > 0)
    refuse('school.malformed', { fields: faults, detail: faults.map((fault) => fault.reason).join('；') })
  const db = work.shards.directory
  if ((await findSchool(db, school.code)) !== undefined) refuse('school.exists')
  const name = school.name.trim()
  const [one, other] = firstLogins(school.code)
  const members = [
    { login: one, name: firstStaff[0](name) },
    { login: other, name: firstStaff[1](name) },
  ]
  const done = await commit(work, db, {
    audit: [
      { action: 'school.added', subjectType: 'school', subjectId: school.code, schoolCode: school.code },
      ...members.map(({ login }) => ({
        action: 'staff.added',
        subjectType: 'staff',
        subjectId: login,
        schoolCode: school.code,
      })),
    ],
    statements: {
      province: addProvince(db, {
        code: school.provinceCode,
        name: school.provinceName ?? provinceName(school.provinceCode) ?? school.provinceCode,
        archiveBeforeConfirmation: school.archiveBeforeConfirmation ?? false,
        hukouReported: school.hukouReported ?? true,
        entryName: school.entryName ?? '',
        entryUrl: school.entryUrl ?? '',
      }),
      school: addSchoolRow(db, {
        code: school.code,
        name,
        provinceCode: school.provinceCode,
        contactDepartment: school.contactDepartment ?? '',
        contactPhone: school.contactPhone ?? '',
        contactEmail: school.contactEmail ?? '',
        createdAt: work.now,
      }),
      staff: members.map((member) =>
        addStaff(db, {
          id: member.login,
          schoolCode: school.code,
          issuer: work.config.staffProvider.issuer,
          subject: member.login,
          name: member.name,
          createdAt: work.now,
          confirmedAt: work.now,
        }),
      ),
    },
  })
  if (!done.done) refuse('school.exists')
  return { code: school.code, staffLogins: members.map(({ login }) => login) }
}
