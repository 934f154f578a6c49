export const schoolFaults = {
  'code.malformed': '院校代码应为 5 位数字',
  'name.malformed': '学校名称应为 1 至 100 个字',
  'province.unknown': '省份代码应为行政区划代码的前两位，如 11',
} as const

/** Whom a school's first two accounts belong to. */
export const firstStaff = [
  (school: string) => `${school}就业老师`,
  (school: string) => `${school}就业老师（二）`,
] as const
