/** What both pages of the school's staff say. */
export const desk = {
  school: (name: string, code: string) => `${name}（${code}）`,
  pages: '工作页面',
  uploads: '数据上传',
  disputes: '有误反馈',
  stepUps: '当面核验身份',
  signOut: '退出',
} as const
