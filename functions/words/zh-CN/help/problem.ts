export const problemPage = {
  title: '提示',
  home: '返回首页',
  help: '查看帮助',
  /** before the request's id */
  number: '编号',
} as const

export const notFound = {
  title: '没有找到这个页面',
  detail: '网址可能不完整或已更换，您已保存的信息不受影响。请从首页重新进入。',
} as const

export const problemList = {
  title: '提示信息一览',
  lead: '办理中出现提示时，可在这里按编号查找原因和处理方法。',
  code: '编号',
} as const
