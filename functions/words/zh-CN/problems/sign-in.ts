/** The part of the catalogue that signing in and the step-up answer with. */
export const signInProblems = {
  'sign_in.expired': {
    title: '这次登录已经超时',
    detail: '登录没有完成，没有任何内容被改动。请从首页重新登录，并在十分钟内完成。',
  },
  'sign_in.rejected': {
    title: '这次登录没有通过校验',
    detail: '登录没有完成，没有任何内容被改动。请从首页重新登录；在多个窗口同时登录时，请只保留一个。',
  },
  'sign_in.cancelled': {
    title: '登录已取消',
    detail: '您没有在身份提供方完成登录，没有任何内容被改动。需要时请从首页重新登录。',
  },
  'sign_in.enrolment_unbound': {
    title: '您还没有绑定学籍',
    detail: '请先在身份提供方绑定学籍，再重新登录。',
  },
  'sign_in.no_entry': {
    title: '没有找到您的毕业生基本信息',
    detail: '可能是学校尚未上传，也可能是学校填写的证件号码有误。请联系学校就业部门核对。',
  },
  'sign_in.bound_elsewhere': {
    title: '您的毕业生信息已绑定您的另一个账号',
    detail:
      '学校已上传您的信息，没有任何内容被改动。请换用首次登录时使用的账号；原账号不能再用，或您从未登录过的，请联系学校就业部门。',
  },
  'sign_in.name_differs': {
    title: '学校上传的姓名与您登录的姓名不一致',
    detail: '为保护个人信息，暂不能办理。请联系学校就业部门核对姓名后重新登录。',
  },
  'staff.unknown': {
    title: '这个账号没有工作人员权限',
    detail: '请使用学校的工作人员账号登录。',
  },
  'staff.waiting': {
    title: '您的账号还在等待另一人确认',
    detail: '学校的全校账号需由另一名工作人员确认后才能登录。请联系添加您的人。',
  },
  'sign_in.too_weak': {
    title: '这次登录的验证强度不够',
    detail: '没有登录。请在身份提供方启用并使用更强的验证方式（如动态口令、数字证书）后重新登录。',
  },
  'grant.not_chosen': {
    title: '请先选择以哪个身份办理',
    detail: '没有任何内容被改动。您的账号在几个地方都有权限，请在工作页面选择一个后再办理。',
  },
  'grant.not_found': {
    title: '没有找到这个身份',
    detail: '没有任何内容被改动。它可能已被停用。请刷新页面，重新选择。',
  },
  'provider.unreachable': {
    title: '身份提供方暂时无法连接',
    detail: '暂时不能登录或验证身份，没有任何内容被改动；已经登录的可以继续办理。请稍后重试。',
  },
  'step_up.refused': {
    title: '实人验证没有完成',
    detail:
      '没有任何内容被改动。您可以返回核验授权页面重新验证；不便刷脸的，可携带证件到学校就业部门当面核验。',
  },
  'step_up.rejected': {
    title: '这次实人验证没有通过校验',
    detail: '没有任何内容被改动。请返回核验授权页面重新验证，并由登录的本人在同一窗口完成。',
  },
} as const
