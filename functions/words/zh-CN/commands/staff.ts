const usage = `用法：npm run staff -- <命令> <选项> (--local [--persist-to <目录>] | --remote)
  list       --school <院校代码>
  add        --school <院校代码> --login <身份提供方的账号> --name <姓名> --issuer <身份提供方网址> [--college <院系>]
  confirm    --school <院校代码> --id <账号编号>
  decline    --school <院校代码> --id <账号编号>
  one-level  --school <院校代码>`

interface Grant {
  id: string
  subject: string
  name: string
  college: string
  state: 'live' | 'disabled' | 'waiting'
  /** '' for the level above */
  addedBy: string
}

const states = { live: '', disabled: '（已停用）', waiting: '（待另一人确认）' } as const
const place = (college: string) => (college === '' ? '全校' : college)

/** What `npm run staff` says. */
export const staffCommand = {
  usage,
  unknownSchool: '系统里没有这所学校',
  none: '这所学校还没有账号。',
  grant: ({ id, subject, name, college, state, addedBy }: Grant) =>
    `${id} ${subject} ${name} ${place(college)}${states[state]} 由${addedBy === '' ? '平台' : addedBy}添加`,
  oneLevelAsked: (by: string) => `${by} 申请改为学校一级审核，待另一人确认。`,
  added: (school: string, login: string, college: string) =>
    `已为 ${school} 添加账号 ${login}（${place(college)}）。`,
  confirmed: (id: string) => `已确认 ${id}，可以登录了。`,
  declined: (id: string) => `未同意 ${id}，已删除。`,
  oneLevel: (school: string) => `${school} 已改为学校一级审核。`,
  failed: '出错了',
} as const
