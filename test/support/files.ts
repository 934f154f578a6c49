import { inventIdNumber } from './invented-people.ts'

export const csvRows = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(
    rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n') +
      '\r\n',
  )

/** A CSV of these rows, in UTF-8; the header is the keys of the first. */
export const csvOf = (rows: Record<string, string>[]): Uint8Array =>
  csvRows([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))])

let drawn = 0
export const inventExamNumber = (): string => {
  drawn += 1
  return `2211010817${String(drawn).padStart(4, '0')}`
}

/** A graduate as a roster file writes one. Sex follows the invented number's 17th digit. */
export function rosterLine(changes: Record<string, string> = {}): Record<string, string> {
  const idNumber = changes['身份证号'] ?? inventIdNumber()
  return {
    考生号: inventExamNumber(),
    姓名: '陈诚',
    身份证号: idNumber,
    毕业院校代码: '10001',
    毕业院校: '北京大学',
    学历: '本科生毕业',
    性别: Number(idNumber[16]) % 2 === 1 ? '男' : '女',
    民族: '汉族',
    政治面貌: '群众',
    培养方式: '非定向',
    定向或委培单位: '',
    生源所在地代码: '110108',
    生源所在地: '北京市海淀区',
    入学时间: '202209',
    毕业时间: '202606',
    学号: '22000001',
    院系: '哲学系',
    专业: '哲学类',
    学制: '4',
    档案是否转入学校: '是',
    户口是否转入学校: '是',
    电子邮箱: 'someone@example.com',
    手机号码: '19900000001',
    ...changes,
  }
}

/** A destination as a file or a report writes one, with both blocks. */
export const destinationLine = (
  examNumber: string,
  changes: Record<string, string> = {},
): Record<string, string> => ({
  考生号: examNumber,
  姓名: '陈诚',
  毕业去向类别代码: '10',
  毕业去向: '签就业协议形式就业',
  单位名称: '北京云帆咨询服务有限公司',
  统一社会信用代码: '',
  单位性质代码: '39',
  单位行业代码: '',
  工作职位类别代码: '',
  单位所在地代码: '110102',
  单位所在地: '北京市西城区',
  单位地址: '北京市西城区创新路8号',
  档案转递类型: '托管单位接收',
  档案转递单位名称: '北京市海淀区人力资源公共服务中心',
  档案转递单位所在地代码: '110108',
  档案转递单位所在地: '北京市海淀区',
  档案转递单位地址: '北京市海淀区人民路17号201室',
  档案转递单位邮编: '100195',
  档案转递联系人: '档案科',
  档案转递联系电话: '010-80000001',
  户口迁移类型: '迁往人才服务机构集体户',
  户口迁移所在地代码: '110108',
  户口迁移所在地: '北京市海淀区',
  ...changes,
})

export const without = (line: Record<string, string>, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(line).map(([key, value]) => [key, key.startsWith(prefix) ? '' : value]))
