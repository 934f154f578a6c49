/** What a dispute still lacks. */
export const disputeFaults = {
  'claims.missing': '请至少选择一项错误信息情况',
  'explanation.missing': '请填写情况说明',
  'explanation.too_long': ({ max }: { max: number }) => `情况说明最多 ${max} 字`,
  'contact.malformed': '请填写手机号码、固定电话（带区号）或电子邮箱',
} as const
