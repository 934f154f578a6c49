import { fieldFaults } from '../records/field-faults.ts'
import { cellFaults } from '../sheets/cells.ts'
import { dispatchFaults } from '../transfer/dispatch-faults.ts'

/** Why a row of a file is refused, and what a row is warned about. */
export const rowFaults = {
  ...cellFaults,
  ...fieldFaults,
  ...dispatchFaults,
  'row.too_long': ({ over }: { over: number }) => `比表头多出 ${over} 列，各列可能错位`,
  'cell.empty': '不能为空',
  'cell.apostrophe': '前面的撇号没有读取，只读取了后面的号码',
  'cell.not_in_table': '不在代码表中，请填写标准名称或代码',
  'cell.not_yes_or_no': '应为“是”或“否”，也可以为空',
  'cell.scientific': '是科学计数法的数字，末几位已经丢失。请把这一列设为文本格式后重新填写',
  'cell.too_long': ({ max, length }: { max: number; length: number }) =>
    `最多 ${max} 个字，现为 ${length} 个`,
  'cell.far_too_long': ({ max }: { max: number }) => `太长，最多 ${max} 个字`,
  'cell.contradicts_code': ({ code, name }: { code: string; name: string }) =>
    `与代码 ${code}（${name}）不一致`,
  'region.unknown_name': '认不出这个地名，请写到县（市、区）的全称，或填写代码',
  'region.contradicts_code': ({ code }: { code: string }) => `与代码 ${code} 不一致`,

  'exam_number.malformed': '应为 14 位或 15 位数字',
  'exam_number.repeated': ({ times, rows }: { times: number; rows: readonly number[] }) =>
    `同一考生号在文件中出现了 ${times} 次，另见第 ${rows.join('、')} 行`,
  'name.private_use': ({ name }: { name: string }) => `有一个字用的是旧的自定义编码，已读作“${name}”，请核对`,
  'name.lost_character': '含有问号，可能是生僻字丢失，请填写正确的字',
  'identity_number.fifteen_digits': '是 15 位旧号码，应为 18 位',
  'identity_number.malformed': ({ length }: { length: number }) =>
    `应为 18 位（前 17 位是数字），现为 ${length} 位`,
  'identity_number.cut':
    '末三位是 000，与表格软件只保留 15 位数字后的样子相同。请把这一列设为文本格式后重新填写',
  'identity_number.like_x': '末位写成了与 X 相像的符号，已按 X 读取',
  'identity_number.issuer': '前两位不是有效的地区代码',
  'identity_number.birth': '其中的出生日期不存在',
  'identity_number.check': '校验码不对，号码中可能有错位或错字',
  'sex.contradicts_identity_number': '与身份证号第 17 位不一致',
  'school.another_code': ({ own }: { own: string }) =>
    `不是本校的代码（本校是 ${own}），其他学校的毕业生由其学校上传`,
  'school.another_name': ({ own }: { own: string }) => `不是本校（${own}）`,
  'sponsor.missing': '定向、委培的毕业生没有填写单位',
  'origin.too_wide': '没有填写到县（市、区），办理户口迁移时可能不被接收',
  'month.malformed': '应为年月，如 202606',
  'graduation.before_enrolment': ({ enrolled }: { enrolled: string }) => `早于或等于入学时间 ${enrolled}`,
  'cohort.malformed': '应为四位年份，如 2026',
  'cohort.far_from_graduation': ({ graduation }: { graduation: string }) =>
    `与毕业时间 ${graduation} 相差超过一年`,
  'cohort.another_has_them':
    '本校另一届别已有这名毕业生，本行将成为新的一条，原来那条及其确认、核验编号不变。只是毕业时间变了的，请在“届别”列填写原来的届别；延期毕业的，请用原来那条的毕业时间上传，并把“毕业结论”填为延期毕业',
  'programme_length.malformed': '应为年数，可以是半年，如 4 或 2.5',
  'completion.unknown': '应为毕业、结业、延期毕业、退学、肄业或休学，也可以为空',
  'email.malformed': '不是有效的邮箱地址',
  'mobile.malformed': '应为 1 开头的 11 位手机号码',

  'graduate.not_in_school': '本校的生源信息中没有这个考生号，请先上传生源信息',
  'graduate.not_in_province': '本省学校的生源信息中没有这个考生号',
  'graduate.without_record': '本校没有这个考生号的去向登记信息，请先上传去向登记信息',
  'graduate.other_name': '与生源信息中这个考生号的姓名不一致',
  'record.from_province': ({ entry, url }: { entry: string; url: string }) =>
    `该生的去向由省级系统上报，只能在${entry === '' ? '省级系统' : `“${entry}”`}${url === '' ? '' : `（${url}）`}更正`,
  'unit_region.missing': '没有填写单位所在地',
  'archive.not_moved_in': '生源信息中该生的档案没有转入学校，请确认档案转递信息',
  'hukou.region_missing': '没有填写户口迁移所在地',
  'hukou.not_moved_in': '生源信息中该生的户口没有转入学校，请确认户口迁移信息',

  'dispatch.nothing_written': '没有填写寄送信息，不作任何改动',
  'dispatch.method_unknown': '应为“机要”“EMS”或“专人”',
  'dispatch.refused_no_archive': '还没有登记档案转递信息',
  'dispatch.refused_not_needed': '档案转递类型为“保留原校”或“无需转递”，不需要寄送',
  'dispatch.refused_on_hold': '生源信息中该生延期毕业、休学、退学或肄业，暂不办理档案转递',
  'dispatch.refused_received':
    '档案已登记为收到；登记有误的，请将回执作废；如确需再次寄送，请在“转递编号与寄送”页面单独录入',
  'dispatch.refused_changed': '寄送信息刚刚发生了变化，请重新检查',
} as const
