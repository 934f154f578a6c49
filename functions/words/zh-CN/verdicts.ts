/** How ledgers, receipts and result files say a verdict. */
export const verdictWords = {
  valid: '核验有效',
  expired: '已过期',
  revoked: '已停止',
  superseded: '已失效',
  unverifiable: '暂不能核验',
  unknown: '未查到',
} as const

/** A verdict's color and shape, on every page and in every list; `limited` is none, and nothing was looked up. */
export const verdictLooks = {
  valid: { tone: 'good', mark: '✓' },
  expired: { tone: 'wait', mark: '◔' },
  revoked: { tone: 'stop', mark: '■' },
  superseded: { tone: 'stop', mark: '▲' },
  unverifiable: { tone: 'stop', mark: '✕' },
  unknown: { tone: 'wait', mark: '?' },
  limited: { tone: 'wait', mark: '!' },
} as const

const state = <V extends keyof typeof verdictWords>(verdict: V) => {
  const { tone, mark } = verdictLooks[verdict]
  return [tone, mark, verdictWords[verdict]] as const
}

/** A verdict in a list: tone, shape and word. */
export const verdictStates = {
  valid: state('valid'),
  expired: state('expired'),
  revoked: state('revoked'),
  superseded: state('superseded'),
  unverifiable: state('unverifiable'),
  unknown: state('unknown'),
} as const
