/** What is wrong with an account, of a school or of a department. */
export const loginFaults = {
  'login.malformed': '登录名应为 2 至 64 个小写字母、数字、点、下划线或连字符，与身份提供方的账号一致',
  'name.malformed': '姓名应为 1 至 40 个字',
} as const

export const accountFaults = {
  ...loginFaults,
  'college.unknown': '院系应与毕业生基本信息中的院系一致',
} as const
