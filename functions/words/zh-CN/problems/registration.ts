/** Problems of 去向登记, its changes and their review. */
export const registrationProblems = {
  'registration.not_found': {
    title: '没有找到这份登记',
    detail: '它可能已经办结、已撤回或已删除，或不属于您。请刷新页面查看。',
  },
  'registration.incomplete': {
    title: '登记内容还不完整或不符合要求',
    detail: '没有提交，已填写的内容仍在页面上。请按提示修改后再提交。',
  },
  'registration.unchanged': {
    title: '内容与现在的登记信息相同',
    detail: '没有提交，现在的登记信息仍然有效。请修改后再提交，或删除这份草稿。',
  },
  'registration.elsewhere': {
    title: '去向登记在省级系统办理',
    detail: '没有任何内容被改动。请在省级系统登记或更改，结果会同步到这里。',
  },
  'registration.held': {
    title: '这名毕业生暂不毕业或已离校，不能审核通过',
    detail:
      '没有任何内容被改动。毕业结论登记为延期毕业、休学、退学或肄业。请先更正生源信息，或退回这份登记。',
  },
  'registration.record_exists': {
    title: '已有生效的去向登记信息',
    detail: '现在的登记信息仍然有效。信息有变化请申请变更，去向不再成立请申请作废。',
  },
  'registration.no_record': {
    title: '还没有生效的去向登记信息',
    detail: '没有任何内容被改动。请先进行去向登记，审核通过后才能更改或作废。',
  },
  'registration.open': {
    title: '您有一份还没有办完的登记',
    detail: '先前的登记仍在。请先提交、等待审核结果，或删除它，再办理新的。',
  },
  'registration.too_late': {
    title: '自行更改的时间已过',
    detail: '现在的登记信息仍然有效。如需更改，请联系学校就业部门办理。',
  },
  'registration.under_review': {
    title: '登记已经提交，正在审核',
    detail: '提交的内容没有改动。需要修改的，请先撤回，再修改后重新提交。',
  },
  'registration.not_submitted': {
    title: '这份登记没有在审核中',
    detail: '没有任何内容被改动。请刷新页面查看最新状态。',
  },
  'registration.changed': {
    title: '这份登记刚刚有了变化',
    detail: '这次操作没有生效。请刷新页面，核对最新内容后再操作。',
  },
  'registration.second_person': {
    title: '需要另一个人进行学校审核',
    detail:
      '没有任何内容被改动。学院审核人本人、由其添加的人和添加其的人，都不能再以学校审核通过。请由本校另一名工作人员审核；您可以退回。',
  },
  'registration.out_of_order': {
    title: '这份登记现在不由您这一级审核',
    detail: '没有任何内容被改动。它可能正由另一级审核、已退回，或已经办结。请刷新页面查看。',
  },
  'registration.reason_missing': {
    title: '退回要写明原因',
    detail: '没有退回。请填写 1 至 500 字的原因，毕业生会看到它。',
  },
} as const
