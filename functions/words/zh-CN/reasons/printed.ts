/** What the printed report says above its fields where it holds no longer; its owner reads it. */
export const printedReasons = {
  chosen_day: { title: '本报告已过期', next: '请重新设置有效期，使用新的核验报告。' },
  cap: {
    title: '查询核验服务已截止',
    next: '服务时间截止到毕业时间加六个月，本报告不能再用于核验。',
  },
  graduate: {
    title: '本报告已停止使用',
    next: '您已停止这次核验授权。如仍需核验，请重新授权，使用新的核验报告。',
  },
  frozen: {
    title: '本报告已冻结',
    next: '您标记过一次查询“不是我授权的”，这次核验授权已冻结，不能恢复。如仍需核验，请重新授权，使用新的核验报告。',
  },
  record: {
    title: '本报告已失效',
    next: '去向登记信息在出具报告之后有更新。请核对并确认最新信息后重新授权，使用新的核验报告。',
  },
  roster: {
    title: '本报告已失效',
    next: '学校在出具报告之后更正了您的基本信息。请核对基本信息并再次确认后重新授权，使用新的核验报告。',
  },
  dispute: {
    title: '本报告已失效',
    next: '您在出具报告之后提交了信息有误。信息更新并再次确认后，可重新授权，使用新的核验报告。',
  },
  voided: {
    title: '本报告已失效',
    next: '您的去向登记信息已作废。重新登记并确认后，可重新授权，使用新的核验报告。',
  },
} as const
