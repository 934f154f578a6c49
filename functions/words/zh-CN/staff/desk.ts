/** What all pages of the school's staff say, and the way among them. */
export const desk = {
  title: '学校工作人员',
  school: (name: string, code: string, college: string) =>
    college === '' ? `${name}（${code}）` : `${name}（${code}）· ${college}`,
  pages: '工作页面',
  signOut: '退出',
  whole: '全校',
  signIn: {
    title: '工作人员登录',
    detail: '供学校就业部门和学院的工作人员使用，请用本人的工作账号登录。毕业生请从首页进入。',
    go: '登录',
  },
  lead: { school: '请选择要办理的工作。', college: '学院账号可以审核本院系毕业生的登记。' },
  waiting: (count: string) => `${count} 件等您审核`,
  nothingWaits: '暂时没有等您审核的登记',
  forbidden: {
    title: '这项工作由学校就业部门办理',
    detail: (college: string) =>
      `没有任何内容被改动。您登录的是“${college}”的学院账号，只能审核本院系的登记；如需办理，请联系学校就业部门。`,
    go: '去登记审核',
    other: '换一个账号登录',
  },
  registrations: { glyph: '审', title: '登记审核', says: '审核毕业生提交的去向登记、变更和作废' },
  disputes: { glyph: '误', title: '有误反馈', says: '处理毕业生反馈的“信息有误，需更新后确认”' },
  transferCodes: { glyph: '递', title: '转递编号与寄送', says: '查看转递编号，登记档案的寄送情况' },
  uploads: { glyph: '传', title: '数据上传', says: '上传毕业生基本信息和去向登记信息' },
  stepUps: { glyph: '验', title: '当面核验身份', says: '两名工作人员为不便刷脸的毕业生核验身份' },
  settings: { glyph: '设', title: '学校设置', says: '选择审核方式，管理工作人员账号' },
} as const
