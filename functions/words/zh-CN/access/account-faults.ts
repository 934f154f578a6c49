/** What is wrong with an account, of a school or of a department. */
export const loginFaults = {
  'login.malformed': '登录名应与身份提供方的账号标识完全一致：1 至 255 个字符，区分大小写',
  'name.malformed': '姓名应为 1 至 40 个字',
  'issuer.malformed': '身份提供方应写成网址，与 STAFF_OIDC_ISSUER 一致',
} as const

export const accountFaults = {
  ...loginFaults,
  'college.unknown': '院系应与毕业生基本信息中的院系一致',
} as const
