/** Why a 核验编号 is dead, on its owner's card. */
export const graduateReasons = {
  chosen_day: '您设置的有效期已过，核验编号不能再查询。',
  cap: '查询核验服务已截止，不能再设置有效期。如需证明去向，请联系学校就业部门。',
  graduate: '您已停止这个编号的核验。',
  frozen: '您标记过一次查询“不是我授权的”，原核验编号已冻结失效，不能恢复。',
  record: '登记信息有更新，原核验编号已失效。',
  roster: '学校更新了您的基本信息，原核验编号已失效。',
  dispute: '您提交了信息有误，原核验编号已失效。',
  voided: '您的去向登记信息已作废，原核验编号已失效。',
} as const
