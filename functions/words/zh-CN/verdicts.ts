/** How ledgers, receipts and result files say a verdict. */
export const verdictWords = {
  valid: '核验有效',
  expired: '已过期',
  revoked: '已停止',
  superseded: '已失效',
  unknown: '未查到',
} as const
