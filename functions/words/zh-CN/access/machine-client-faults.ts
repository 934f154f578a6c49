export const keyFaults = {
  'keys.count': '1–4 把公钥',
  'keys.same_kid': 'kid 不能重复',
  'key.secret': '含有私钥，请只提供公钥',
  'key.no_kid': '没有 kid',
  'key.type': 'kty 应为 EC、RSA 或 OKP',
} as const

/** What is wrong with a system that is let in. */
export const clientFaults = {
  id: '4–64 位小写字母、数字、连字符',
  provinceCode: '2 位省份代码',
} as const
