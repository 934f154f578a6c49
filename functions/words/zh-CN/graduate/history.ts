import { basicInfo } from './basic-info.ts'
import { confirm } from './confirm.ts'

/** 变更记录, and what the confirm page says of it. */
export const history = {
  title: '变更记录',
  lead: '基本信息和去向登记信息的每一次变更都在这里：什么时间、由谁、从什么改成什么。最新的在最上面。',
  version: (version: number) => `第 ${version} 版`,
  record: { first: '登记了去向登记信息', next: '更新了去向登记信息', voided: '作废了去向登记信息' },
  roster: '更新了毕业生基本信息',
  confirmed: '确认了去向登记信息',
  confirmationEnded: '原来的确认已结束',
  endedBecause: {
    record: '去向登记信息有更新，需要重新核对、确认；生效中的核验编号同时失效。',
    roster: '基本信息或毕业结论有更新，需要重新核对、确认；生效中的核验编号同时失效。',
    dispute: '您提交了信息有误；生效中的核验编号同时失效。',
  },
  disputeOpened: '提交了信息有误',
  disputeClosed: { withdrawn: '撤销了信息有误的反馈', corrected: '信息已更新，反馈已办结' },
  by: {
    self: '本人',
    school: '学校上传',
    school_upload: '学校上传',
    provincial_report: '省级系统上报',
    registration: '本人登记，学校审核通过',
    change: '本人申请变更，学校审核通过',
    archive_change: '本人申请更改档案去向，学校审核通过',
    void: '本人申请作废，学校审核通过',
  },
  reported: (day: string) => `上报日期 ${day}`,
  content: '查看登记的内容',
  from: '由',
  to: '改为',
  blank: '（空）',
  hidden: '已更改，内容不在此显示',
  unseen: '您看到的各项没有变化，只更新了代码等其他内容。',
  fields: {
    record: confirm.fields,
    roster: { ...basicInfo.fields, sponsor: '定向或委培单位' },
  },
  empty: '还没有变更记录',
  emptySays: '学校上传信息或您登记去向后，每一次变更都会出现在这里。',
  more: '更早的记录',
  all: '没有更早的记录了',
  back: '返回功能模块',
  since: {
    title: '上次确认之后有变化',
    says: '请核对下面的变化，再重新确认。',
    all: '查看全部变更记录',
  },
} as const
