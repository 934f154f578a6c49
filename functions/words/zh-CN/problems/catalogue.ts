import { registrationProblems } from './registration.ts'
import { departmentProblems } from './department.ts'
import { dispatchProblems } from './dispatch.ts'
import { signInProblems } from './sign-in.ts'
import { staffProblems } from './staff.ts'
import { transferProblems } from './transfer.ts'
import { uploadProblems } from './upload.ts'

/**
 * What is said of each problem: `title` what happened, `detail` what is safe and what to do next. Pages and JSON print
 * the same two sentences.
 */
export const problems = {
  'request.malformed': {
    title: '请求的内容不完整或格式不对',
    detail: '没有任何内容被改动。请返回上一页检查后重试。',
  },
  'request.too_large': { title: '提交的内容太大', detail: '没有任何内容被改动。请缩减后重试。' },
  'request.wrong_type': {
    title: '提交的内容类型不对',
    detail: '没有任何内容被改动。请通过本网站的页面提交。',
  },
  'request.foreign_origin': {
    title: '请求不是从本网站发出的',
    detail: '没有任何内容被改动。请打开本网站后重新操作。',
  },
  'page.not_found': {
    title: '没有找到这个页面',
    detail: '网址可能不完整或已更换。请从首页重新进入。',
  },
  'session.missing': {
    title: '请先登录',
    detail: '您还没有登录，或登录已超时。重新登录后可继续办理。',
  },
  'token.missing': {
    title: '请求没有带访问令牌',
    detail: '没有任何内容被改动。请先取得访问令牌，再在 Authorization 中带上它。',
  },
  'token.invalid': {
    title: '访问令牌无效',
    detail: '没有任何内容被改动。令牌可能已过期或已撤销，请重新取得令牌后再试。',
  },
  'machine_client.malformed': {
    title: '系统的登记信息不符合要求',
    detail: '没有任何内容被改动。请按提示修改后重试。',
  },
  'machine_client.exists': {
    title: '这个客户端标识已经登记过',
    detail: '没有任何内容被改动。请换一个标识。',
  },
  'server.failed': {
    title: '系统暂时出错',
    detail: '未完成的操作没有生效，已保存的信息不受影响。请稍后重试。',
  },
  'entry.not_chosen': {
    title: '请先选择要办理的学籍',
    detail: '您名下有多条毕业生信息。请先选择一条，再继续办理。',
  },
  'entry.not_found': {
    title: '没有找到您的毕业生基本信息',
    detail: '这条信息可能已由学校更换。请重新登录；仍有问题请联系学校就业部门。',
  },
  'basic_info.unchecked': {
    title: '请先核对基本信息',
    detail: '核对并确认基本信息无误后，才能继续办理。',
  },
  'basic_info.changed': {
    title: '基本信息刚刚更新过',
    detail: '这次核对没有生效。请刷新页面，核对最新的信息后再确认。',
  },
  'record.missing': {
    title: '还没有登记毕业去向',
    detail: '学校或省级系统尚未上报您的去向登记信息。请联系学校就业部门。',
  },
  'record.changed': {
    title: '去向登记信息刚刚更新过',
    detail: '这次操作没有生效。请刷新页面，核对最新的信息后再提交。',
  },
  'record.archive_first': {
    title: '请先完成初始档案信息上报',
    detail: '需在省级系统完成初始档案信息上报后，才能进行去向登记确认。',
  },
  'confirmation.exists': {
    title: '去向登记信息已经确认过',
    detail: '您的确认有效，不需要再次提交。',
  },
  'confirmation.missing': {
    title: '请先完成去向登记确认',
    detail: '完成去向登记确认后，才能进行核验授权。',
  },
  'dispute.open': {
    title: '您已反馈信息有误，正在等待更新',
    detail: '如实际信息无误，请先点击“实际信息无误，撤销确认”，再重新确认。',
  },
  'dispute.missing': {
    title: '没有需要撤销的反馈',
    detail: '您没有待处理的“信息有误”反馈。请刷新页面查看最新状态。',
  },
  'dispute.incomplete': {
    title: '反馈内容还不完整',
    detail: '已填写的内容仍在页面上。请按提示补充后再提交。',
  },
  'authorization.service_ended': {
    title: '查询核验服务已截止',
    detail:
      '查询核验服务时间截止到毕业时间加六个月，现已截止，不能再设置有效期。如需证明去向，请联系学校就业部门。',
  },
  'authorization.day_past': {
    title: '有效期不能早于今天',
    detail: '没有任何内容被改动。请选择今天或以后的日期。',
  },
  'authorization.not_a_day': {
    title: '有效期不是一个有效的日期',
    detail: '没有任何内容被改动。请按 2026-12-31 的格式填写日期。',
  },
  'authorization.exists': {
    title: '这项核验已经授权',
    detail: '核验编号正在生效中。如需调整，请修改有效期或停止核验。',
  },
  'authorization.closed': {
    title: '这项核验暂不能授权',
    detail: '对应模块需要有信息登记才能使用核验功能。',
  },
  'authorization.not_found': {
    title: '没有找到这项授权',
    detail: '请返回核验授权页面查看最新状态。',
  },
  'authorization.not_active': {
    title: '核验编号已不在生效中',
    detail: '它已过期、停止或失效，不能再修改。如需核验，请重新设置有效期，系统会生成新的核验编号。',
  },
  'authorization.not_resumable': {
    title: '已不能恢复这个编号',
    detail:
      '没有任何内容被改动。停止后十分钟内、在同一次登录中可以恢复。如需核验，请重新设置有效期，系统会生成新的核验编号。',
  },
  'consent.outdated': {
    title: '授权说明已更新',
    detail: '没有任何内容被改动。请刷新页面，阅读新的授权说明后再提交。',
  },
  'step_up.missing': {
    title: '请先完成实人验证',
    detail: '设置或延长有效期前，需要先完成实人验证。验证通过后十分钟内有效。',
  },
  'step_up.not_found': {
    title: '没有找到这个核验请求',
    detail:
      '没有任何内容被改动。请核对考生号和六位数字；数字三十分钟内有效，输错五次即作废，可请毕业生在手机上重新获取。',
  },
  'step_up.second_officer': {
    title: '需要另一名工作人员核验',
    detail:
      '没有任何内容被改动。第一名核验人、由其添加的人和添加其的人都不能作第二名。请由另一名工作人员用自己的账号登录后，核验同一名毕业生。',
  },
  'school.exists': {
    title: '这所学校已经在系统中',
    detail: '没有任何内容被改动。请核对院校代码。',
  },
  'school.malformed': {
    title: '学校信息不符合要求',
    detail: '没有任何内容被改动。请按提示修改后重试。',
  },
  ...staffProblems,
  ...signInProblems,
  'idempotency.key_missing': {
    title: '请求缺少防重复标识',
    detail: '没有任何内容被改动。请刷新页面后重试。',
  },
  'idempotency.key_reused': {
    title: '同一标识提交了不同的内容',
    detail: '先前提交的结果仍然有效。请刷新页面查看后再操作。',
  },
  'state.changed': {
    title: '信息刚刚发生了变化',
    detail: '这次操作没有生效。请刷新页面，核对最新内容后再操作。',
  },
  'school.unknown': {
    title: '系统里还没有这所学校',
    detail: '没有写入任何一行。请联系平台登记学校后再上传。',
  },
  ...uploadProblems,
  'entry.on_hold': {
    title: '学校登记您暂不毕业或已离校，现在不能办理',
    detail:
      '学校把您的毕业结论登记为延期毕业、休学、退学或肄业。已登记的信息都还在，没有任何内容被改动。如与实际不符，请联系学校就业部门更正；更正后即可继续办理。',
  },
  ...registrationProblems,
  ...transferProblems,
  ...dispatchProblems,
  'lookup.not_found': {
    title: '没有找到这条核验记录',
    detail: '没有任何内容被改动。请返回核验记录页面查看最新内容。',
  },
  'machine_client.not_found': {
    title: '没有这个系统客户端',
    detail: '没有任何内容被改动。它可能没有登记，或已经撤销。请核对客户端标识。',
  },
  ...departmentProblems,
} as const

/** Where a person goes next from a problem's page, by the noun of its code; home and help are always there. */
const nextByNoun: Record<string, { href: string; text: string }> = {
  session: { href: '/sign-in/graduate', text: '登录' },
  sign_in: { href: '/sign-in/graduate', text: '重新登录' },
  provider: { href: '/sign-in/graduate', text: '再试一次' },
  staff: { href: '/sign-in/staff?return=/staff/', text: '换一个账号登录' },
  step_up: { href: '/graduate/authorize/', text: '返回核验授权' },
  entry: { href: '/graduate/', text: '返回功能模块' },
  receipt: { href: '/verify/archive/', text: '返回档案转递信息在线核验' },
}

export const nextOf = (code: string): { href: string; text: string } | undefined =>
  nextByNoun[code.split('.')[0] ?? '']
