import { csvOf, destinationLine, rosterLine } from './files.ts'
import { inventedIdNumber } from './invented-people.ts'

/** One graduate of a school the samples do not know. */
export interface Invented {
  examNumber: string
  name: string
  idNumber: string
  sex: '男' | '女'
  graduationMonth: string
}

/** @param from the first one's order, different in every file: a person of two files has two entries */
export const invent = (count: number, graduationMonth: string, from = 1): Invented[] =>
  Array.from({ length: count }, (_, at) => {
    const order = from + at
    const sex = order % 2 === 1 ? ('男' as const) : ('女' as const)
    return {
      examNumber: `2611010877${String(order).padStart(4, '0')}`,
      name: `试${'甲乙丙丁戊己庚辛壬癸'[order % 10]}${'子丑寅卯辰巳午未申酉'[Math.floor(order / 10) % 10]}`,
      idNumber: inventedIdNumber(order),
      sex,
      graduationMonth,
    }
  })

/** Columns in an order of their own: a file states its header, not its order. */
const reordered = (line: Record<string, string>) => Object.fromEntries(Object.entries(line).toReversed())

export const rosterFile = (school: { code: string; name: string }, people: Invented[]): Uint8Array =>
  csvOf(
    people.map((person) =>
      reordered(
        rosterLine({
          考生号: person.examNumber,
          姓名: person.name,
          身份证号: person.idNumber,
          毕业院校代码: school.code,
          毕业院校: school.name,
          性别: person.sex,
          入学时间: `${Number(person.graduationMonth.slice(0, 4)) - 4}09`,
          毕业时间: person.graduationMonth,
          学号: '--',
          电子邮箱: '',
        }),
      ),
    ),
  )

/** Their destinations, the unit's name changed where asked. */
export const destinationsFile = (people: Invented[], unitName = '北京晨光数据有限公司'): Uint8Array =>
  csvOf(
    people.map((person) =>
      reordered(
        destinationLine(person.examNumber, {
          姓名: person.name,
          单位名称: unitName,
          档案转递单位名称: '北京市西城区人力资源公共服务中心',
          档案转递单位所在地代码: '110102',
          档案转递单位所在地: '北京市西城区',
          档案转递单位邮编: '100032',
        }),
      ),
    ),
  )
