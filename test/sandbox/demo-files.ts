import { csvOf, destinationLine, rosterLine, without } from '../support/files.ts'
import { inventedIdNumber } from '../support/invented-people.ts'
import { demoPeople, type DemoPerson } from './demo-people.ts'
import { monthBefore } from './redate.ts'

const placeOf = (person: DemoPerson) => demoPeople.findIndex((each) => each.key === person.key)

export const demoIdNumber = (person: DemoPerson): string =>
  inventedIdNumber(900 + 2 * placeOf(person) + (person.sex === '男' ? 1 : 0), '20030901')

const examNumber = (person: DemoPerson) => `2611010899${String(1000 + placeOf(person))}`

const schoolNames = { '10001': '北京大学', '10558': '中山大学' } as const

/** A person as the school knew them at first. */
export const atFirst = (person: DemoPerson): DemoPerson => ({
  ...person,
  name: person.nameAtFirst ?? person.name,
})

/** The demo people of a school as its roster; months are relative to now. */
export const demoRoster = (schoolCode: '10001' | '10558', now: number): Uint8Array =>
  csvOf(
    demoPeople
      .filter((person) => person.schoolCode === schoolCode)
      .map((person) => rosterRow(atFirst(person), now)),
  )

/** One person's row of a later roster. */
export const demoRosterRow = (
  person: DemoPerson,
  now: number,
  changes: Record<string, string> = {},
): Uint8Array => csvOf([{ ...rosterRow(person, now), ...changes }])

function rosterRow(person: DemoPerson, now: number): Record<string, string> {
  const graduated = monthBefore(now, person.graduatedMonthsAgo)
  return rosterLine({
    考生号: examNumber(person),
    姓名: person.name,
    身份证号: demoIdNumber(person),
    毕业院校代码: person.schoolCode,
    毕业院校: schoolNames[person.schoolCode],
    性别: person.sex,
    政治面貌: '共青团员',
    入学时间: `${Number(graduated.slice(0, 4)) - 4}09`,
    毕业时间: graduated,
    学号: `9900${String(placeOf(person)).padStart(4, '0')}`,
    户口是否转入学校: person.hukouMovedIn ? '是' : '否',
    电子邮箱: `${person.key}@example.com`,
    手机号码: `1990000${String(5000 + placeOf(person))}`,
  })
}

/** A person's destination, archive transfer and hukou migration, by the column names of schools and provinces. */
function destinationOf(person: DemoPerson, unitName: string): Record<string, string> {
  const whole = destinationLine(examNumber(person), { 姓名: person.name, 单位名称: unitName })
  const withArchive = person.archive ? whole : without(whole, '档案')
  return person.hukou ? withArchive : without(withArchive, '户口')
}

export const demoDestinations = (people: DemoPerson[], unitName = '北京云帆咨询服务有限公司'): Uint8Array =>
  csvOf(people.map((person) => destinationOf(person, unitName)))

/** What Guangdong's system reports of its demo people. */
export const demoReport = (reportedAt: number) => ({
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: new Date(reportedAt).toISOString(),
  记录: demoPeople
    .filter((person) => person.schoolCode === '10558' && person.record)
    .map((person) => destinationOf(person, '广州云帆咨询服务有限公司')),
})
