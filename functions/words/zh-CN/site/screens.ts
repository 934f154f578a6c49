/** What any signed-in screen says while it waits or fails. */
export const screens = {
  loading: '正在读取，请稍候……',
  slow: '网络较慢，仍在读取……',
  offline: {
    title: '暂时连接不上',
    detail: '请检查网络后重试。已保存的信息不受影响，填写的内容仍在页面上。',
  },
  failed: { title: '系统暂时出错', detail: '未完成的操作没有生效，已保存的信息不受影响。请稍后重试。' },
  session: {
    title: '请先登录',
    detail: '您还没有登录，或登录已超时。重新登录后可继续办理，已填写的内容会保留在这台设备上。',
  },
  /** above a form that was not sent, and before the page's title */
  faults: { title: '还没有提交，请检查以下各项', mark: '错误：' },
  signIn: '登录',
  retry: '重试',
  noScript: '办理去向登记需要浏览器允许运行脚本。请开启后刷新页面，或联系学校就业部门办理。',
  next: {
    'entry.not_chosen': ['选择学籍', '/graduate/'],
    'basic_info.unchecked': ['去核对基本信息', '/graduate/basic-info/'],
    'entry.on_hold': ['查看变更记录', '/graduate/history/'],
    'confirmation.missing': ['去确认去向登记', '/graduate/confirm/'],
  },
  empty: '--',
} as const
