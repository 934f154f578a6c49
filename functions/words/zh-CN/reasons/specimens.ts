/** What each specimen of a dead report shows. */
export const specimenReasons = {
  chosen_day: ['已过期', '毕业生设置的有效期已过，请毕业生重新设置。'],
  cap: ['服务已截止', '毕业时间加六个月之后不再提供核验，请联系学校。'],
  graduate: ['已停止', '毕业生本人停止了授权。'],
  frozen: ['已冻结', '毕业生认为有人冒用，冻结了这次授权。'],
  record: ['登记信息有更新', '会指出哪几项与目前不同，但不显示新内容。'],
  roster: ['基本信息已更正', '学校在出具报告后更正了基本信息。'],
  dispute: ['正在更正', '毕业生在出具报告后提出信息有误。'],
  voided: ['登记已作废', '这份去向登记已经作废。'],
} as const
