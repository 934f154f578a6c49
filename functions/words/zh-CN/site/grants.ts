/** The choice among the grants of one person, on the desks of schools and of departments. */
export const grants = {
  title: '请选择以哪个身份办理',
  lead: '您的账号在下列几处都有权限。选择只在这次登录中有效，之后可以在页面上方更换。',
  now: ['good', '●', '当前'],
  change: '换一个身份',
  keep: '不更换',
} as const
