/** What the settings of a school's staff refuse. */
export const staffProblems = {
  'staff.school_only': {
    title: '这项工作由学校就业部门办理',
    detail: '没有任何内容被改动。您的账号属于学院，请联系学校就业部门办理。',
  },
  'staff.malformed': {
    title: '账号信息不符合要求',
    detail: '没有任何内容被改动，填写的内容仍在页面上。请按提示修改后重试。',
  },
  'staff.exists': {
    title: '这个登录名在这个范围已有账号',
    detail: '没有添加账号，填写的内容仍在页面上。请核对登录名和范围；已停用的，可以在账号列表中启用。',
  },
  'staff.not_found': {
    title: '没有找到这个账号',
    detail: '没有任何内容被改动。它可能不存在，或不属于本校。请刷新页面后重试。',
  },
  'staff.second_person': {
    title: '需要另一个人确认',
    detail:
      '没有任何内容被改动。提出的人、由其添加的人和添加其的人都不能确认。请由本校另一名工作人员登录后确认；没有的，请联系平台。',
  },
  'staff.own_account': {
    title: '不能停用自己的账号',
    detail: '没有任何内容被改动。如需停用，请由另一名学校就业部门的工作人员操作。',
  },
  'staff.last_one': {
    title: '学校至少要保留一个可用的账号',
    detail: '没有任何内容被改动。请先添加或启用另一个学校就业部门的账号，再停用这个账号。',
  },
} as const
