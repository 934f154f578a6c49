/** Why a 核验编号 is dead, in one cell of a bulk look-up's result. */
export const resultReasons = {
  chosen_day: '毕业生设置的有效期已过',
  cap: '查询核验服务已截止',
  graduate: '毕业生本人已停止授权',
  frozen: '授权已被冻结',
  record: '登记信息在出具报告后有更新',
  roster: '学校更正了基本信息',
  dispute: '毕业生提出信息有误，正在更正',
  voided: '登记已作废',
} as const
