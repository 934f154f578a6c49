/** How somebody looked something up. */
export const viaWords: Record<string, string> = {
  page: '网页输入编号',
  api: '系统接口',
  token: '扫描二维码',
  desk: '部门登录查询',
  bulk: '部门批量查询',
}

/** Where nobody can be said to ask from. */
export const origins = { tor: '匿名网络' } as const
