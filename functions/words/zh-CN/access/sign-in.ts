/** Whom to ask, in one sentence. */
export const asks = {
  'ask.platform': ({ contact }: { contact: string }) => `咨询：${contact}`,
  'ask.school': ({ school, desk, ways }: { school: string; desk: string; ways: readonly string[] }) =>
    `请联系${desk === '' ? `${school}就业部门` : desk}：${ways.join('、')}`,
} as const

/** Why somebody is not signed in, and whom to ask: `ask` is one of the sentences above. */
export const notSignedIn = {
  enrolmentUnbound: (provider: string, ask: string) => `请先在${provider}绑定学籍，再重新登录。${ask}`,
  noEntry: (ask: string) =>
    `可能是学校尚未上传，也可能是学校填写的证件号码有误。请联系学校就业部门核对。${ask}`,
  boundElsewhere: (provider: string, ask: string) =>
    `学校已上传您的信息，并已绑定您首次登录时使用的账号，不是现在这个。请换用${provider}的那个账号登录；忘记账号的，可在登录页面找回。原账号不能再用，或您从未登录过的，${ask}`,
  nameDiffers: (provider: string, ask: string) =>
    `请核对您在${provider}的姓名；如学校上传的姓名有误，需由学校更正。${ask}`,
  unknownStaff: (ask: string) => `请使用学校的工作人员账号登录。${ask}`,
  waitingStaff: (schools: readonly string[], ask: string) =>
    `“${schools.join('”“')}”的全校账号正在等待另一名工作人员确认，确认后才能登录。请联系添加您的人。${ask}`,
  tooWeak: (ask: string) =>
    `没有登录。请在身份提供方启用并使用更强的验证方式（如动态口令、数字证书）后重新登录。${ask}`,
  unknownDepartment: (ask: string) =>
    `公共核验页面不需要登录，凭姓名和编号即可查询。如需开通部门账号，${ask}`,
  stepUpRefused: (ask: string) =>
    `没有任何内容被改动。您可以返回核验授权页面重新验证；无法或不便刷脸的，可携带有效身份证件到学校就业部门当面核验。${ask}`,
} as const

/** The way on from a sign-in that failed. */
export const wayOn = {
  signInAgain: '重新登录',
  otherAccount: '换一个账号登录',
  retry: '重试',
  publicPage: '打开公共核验页面',
} as const
