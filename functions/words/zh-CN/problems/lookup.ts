/** Problems of 核验记录. */
export const lookupProblems = {
  'lookup.not_found': {
    title: '没有找到这条核验记录',
    detail: '没有任何内容被改动。请返回核验记录页面查看最新内容。',
  },
} as const
