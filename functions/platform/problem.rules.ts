/**
 * Every problem this product answers with (RFC 9457), one code each: `noun.condition`. `title` says what happened,
 * `detail` what is safe and what to do next. Pages and JSON print the same two sentences.
 */
export const problems = {
  'request.malformed': {
    status: 400,
    title: '请求的内容不完整或格式不对',
    detail: '没有任何内容被改动。请返回上一页检查后重试。',
  },
  'request.too_large': { status: 413, title: '提交的内容太大', detail: '没有任何内容被改动。请缩减后重试。' },
  'request.wrong_type': {
    status: 415,
    title: '提交的内容类型不对',
    detail: '没有任何内容被改动。请通过本网站的页面提交。',
  },
  'request.foreign_origin': {
    status: 403,
    title: '请求不是从本网站发出的',
    detail: '没有任何内容被改动。请打开本网站后重新操作。',
  },
  'page.not_found': {
    status: 404,
    title: '没有找到这个页面',
    detail: '网址可能不完整或已更换。请从首页重新进入。',
  },
  'session.missing': {
    status: 401,
    title: '请先登录',
    detail: '您还没有登录，或登录已超时。重新登录后可继续办理。',
  },
  'server.failed': {
    status: 500,
    title: '系统暂时出错',
    detail: '未完成的操作没有生效，已保存的信息不受影响。请稍后重试。',
  },
  'idempotency.key_missing': {
    status: 400,
    title: '请求缺少防重复标识',
    detail: '没有任何内容被改动。请刷新页面后重试。',
  },
  'idempotency.key_reused': {
    status: 409,
    title: '同一标识提交了不同的内容',
    detail: '先前提交的结果仍然有效。请刷新页面查看后再操作。',
  },
  'state.changed': {
    status: 409,
    title: '信息刚刚发生了变化',
    detail: '这次操作没有生效。请刷新页面，核对最新内容后再操作。',
  },
} as const satisfies Record<string, { status: number; title: string; detail: string }>

export type ProblemCode = keyof typeof problems

/** The body of an RFC 9457 answer. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  /** what was wrong with each field, where fields were */
  fields?: { field: string; reason: string }[]
  requestId: string
}
