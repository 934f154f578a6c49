import type { Verdict } from '../authorizations/verdict.rules.ts'

/** How the ledger and its receipts say a verdict. */
export const verdictWords: Record<Verdict, string> = {
  valid: '核验有效',
  expired: '已过期',
  revoked: '已停止',
  superseded: '已失效',
  unknown: '未查到',
}

/** How somebody looked something up. */
export const viaWords: Record<string, string> = {
  page: '网页输入编号',
  api: '系统接口',
  token: '扫描二维码',
  desk: '部门登录查询',
  bulk: '部门批量查询',
}
