import { inventedIdNumber } from './invented-people.ts'

/** One graduate of a school the samples do not know. */
export interface Invented {
  examNumber: string
  name: string
  idNumber: string
  sex: '男' | '女'
  graduationMonth: string
}

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

const csv = (rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n') + '\r\n'

/** A roster with its columns in an order of its own. */
export function rosterFile(school: { code: string; name: string }, people: Invented[]): Buffer {
  const rows = people.map((person) => ({
    姓名: person.name,
    手机号码: '19900001234',
    毕业时间: person.graduationMonth,
    考生号: person.examNumber,
    毕业院校: school.name,
    毕业院校代码: school.code,
    身份证号: person.idNumber,
    学历: '本科生毕业',
    性别: person.sex,
    民族: '汉族',
    政治面貌: '群众',
    培养方式: '非定向',
    定向或委培单位: '',
    生源所在地: '北京市海淀区',
    生源所在地代码: '110108',
    入学时间: `${Number(person.graduationMonth.slice(0, 4)) - 4}09`,
    学号: '--',
    院系: '统计学院',
    专业: '统计学',
    学制: '4',
    档案是否转入学校: '是',
    户口是否转入学校: '是',
    电子邮箱: '',
  }))
  return Buffer.from(csv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]))
}

/** Their destinations, the unit's name changed where asked. */
export function destinationsFile(people: Invented[], unitName = '北京晨光数据有限公司'): Buffer {
  const rows = people.map((person) => ({
    户口迁移类型: '迁往签约单位',
    户口迁移所在地代码: '110102',
    户口迁移所在地: '北京市西城区',
    姓名: person.name,
    考生号: person.examNumber,
    毕业去向: '签就业协议形式就业',
    毕业去向类别代码: '10',
    单位名称: unitName,
    统一社会信用代码: '',
    单位性质代码: '39',
    单位行业代码: '34',
    工作职位类别代码: '13',
    单位所在地代码: '110102',
    单位所在地: '北京市西城区',
    单位地址: '北京市西城区创新路9号',
    档案转递类型: '托管单位接收',
    档案转递单位名称: '北京市西城区人力资源公共服务中心',
    档案转递单位所在地代码: '110102',
    档案转递单位所在地: '北京市西城区',
    档案转递单位地址: '北京市西城区人民路3号101室',
    档案转递单位邮编: '100032',
    档案转递联系人: '档案科',
    档案转递联系电话: '010-80000009',
  }))
  return Buffer.from(csv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]))
}
