import { inventedIdNumber } from '../support/invented-people.ts'
import { demoPeople, type DemoPerson } from './demo-people.ts'
import { monthBefore, toCsv } from './redate.ts'

const placeOf = (person: DemoPerson) => demoPeople.findIndex((each) => each.key === person.key)

export const demoIdNumber = (person: DemoPerson): string =>
  inventedIdNumber(900 + 2 * placeOf(person) + (person.sex === '男' ? 1 : 0), '20030901')

const examNumber = (person: DemoPerson) => `2611010899${String(1000 + placeOf(person))}`

const schoolNames = { '10001': '北京大学', '10558': '中山大学' } as const

/** The demo people of a school as its roster; months are relative to now. */
export function demoRoster(schoolCode: '10001' | '10558', now: number): Uint8Array {
  const header =
    '考生号,姓名,身份证号,毕业院校代码,毕业院校,学历,性别,民族,政治面貌,培养方式,定向或委培单位,生源所在地代码,生源所在地,入学时间,毕业时间,学号,院系,专业,学制,档案是否转入学校,户口是否转入学校,电子邮箱,手机号码'
  const rows = demoPeople
    .filter((person) => person.schoolCode === schoolCode)
    .map((person, at) => [
      examNumber(person),
      person.name,
      demoIdNumber(person),
      schoolCode,
      schoolNames[schoolCode],
      '本科生毕业',
      person.sex,
      '汉族',
      '共青团员',
      '非定向',
      '',
      '110108',
      '北京市海淀区',
      `${Number(monthBefore(now, person.graduatedMonthsAgo).slice(0, 4)) - 4}09`,
      monthBefore(now, person.graduatedMonthsAgo),
      `9900${String(at).padStart(4, '0')}`,
      '哲学系',
      '哲学类',
      '4',
      '是',
      person.hukouMovedIn ? '是' : '否',
      `${person.key}@example.com`,
      `1990000${String(5000 + placeOf(person))}`,
    ])
  return toCsv([header.split(','), ...rows])
}

/** A person's destination, archive transfer and hukou migration, by the column names of schools and provinces. */
const destinationOf = (person: DemoPerson, unitName: string): Record<string, string> => ({
  考生号: examNumber(person),
  姓名: person.name,
  毕业去向类别代码: '10',
  毕业去向: '签就业协议形式就业',
  单位名称: unitName,
  统一社会信用代码: '',
  单位性质代码: '39',
  单位行业代码: '34',
  工作职位类别代码: '13',
  单位所在地代码: '110102',
  单位所在地: '北京市西城区',
  单位地址: '北京市西城区创新路8号',
  档案转递类型: person.archive ? '托管单位接收' : '',
  档案转递单位名称: person.archive ? '北京市海淀区人力资源公共服务中心' : '',
  档案转递单位所在地代码: person.archive ? '110108' : '',
  档案转递单位所在地: person.archive ? '北京市海淀区' : '',
  档案转递单位地址: person.archive ? '北京市海淀区人民路17号201室' : '',
  档案转递单位邮编: person.archive ? '100195' : '',
  档案转递联系人: person.archive ? '档案科' : '',
  档案转递联系电话: person.archive ? '010-80000001' : '',
  户口迁移类型: person.hukou ? '迁往人才服务机构集体户' : '',
  户口迁移所在地代码: person.hukou ? '110108' : '',
  户口迁移所在地: person.hukou ? '北京市海淀区' : '',
})

export function demoDestinations(people: DemoPerson[], unitName = '北京云帆咨询服务有限公司'): Uint8Array {
  const rows = people.map((person) => destinationOf(person, unitName))
  return toCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))])
}

/** What Guangdong's system reports of its demo people. */
export const demoReport = (reportedAt: number) => ({
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: new Date(reportedAt).toISOString(),
  记录: demoPeople
    .filter((person) => person.schoolCode === '10558' && person.record)
    .map((person) => destinationOf(person, '广州云帆咨询服务有限公司')),
})
