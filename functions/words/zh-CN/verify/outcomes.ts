const again = '凭新的核验编号或核验报告查询。'

/** What a look-up came to, for whoever made it: typed, scanned, at a desk or in bulk. */
export const outcomeWords = {
  valid: { title: '信息属实，核验有效', says: '', next: [] },
  valid_transfer: { title: '信息属实，转递编号有效', says: '', next: [] },
  expired_transfer: {
    title: '转递编号已过期',
    says: '转递编号的查询截止到毕业时间的第二年3月31日，现已截止，不再显示登记信息。',
    next: ['如需核实，请联系毕业生所在学校。'],
  },
  stopped_transfer: {
    title: '转递编号已停止使用',
    says: '该毕业生的去向登记信息已作废或暂停使用，不再显示登记信息。',
    next: ['请联系毕业生所在学校了解情况。', '重新登记生效后，同一转递编号可以继续查询。'],
  },
  chosen_day: {
    title: '核验授权已过期',
    says: '毕业生设置的有效期已过，不再显示登记信息。',
    next: ['请毕业生登录后在“核验授权”中重新设置有效期，并提供新的核验编号或核验报告。'],
  },
  cap: {
    title: '查询核验服务已截止',
    says: '查询核验服务截止到毕业生的毕业时间加六个月，现已截止，不再显示登记信息。',
    next: ['不能再取得新的核验编号。如需核实，请联系毕业生所在学校。'],
  },
  graduate: {
    title: '毕业生已停止核验',
    says: '毕业生本人已停止授权，不再显示登记信息。',
    next: ['请联系毕业生本人了解情况。', '如仍需核验，请毕业生重新授权并提供新的核验编号或核验报告。'],
  },
  frozen: {
    title: '核验授权已冻结',
    says: '毕业生本人已冻结这次授权，不再显示登记信息。冻结不表示登记信息有误。',
    next: [
      '请联系毕业生本人了解情况。',
      '冻结的编号不能恢复。如仍需核验，请毕业生重新授权并提供新的核验编号或核验报告。',
    ],
  },
  record: {
    title: '登记信息已发生变化，核验已失效',
    says: '去向登记信息在出具报告之后有更新，报告上的内容不宜再使用。',
    next: ['请毕业生核对并确认最新的去向登记信息。', `确认后重新授权，${again}`],
  },
  roster: {
    title: '基本信息已更正，核验已失效',
    says: '学校在出具报告之后更正了毕业生的基本信息，报告上的内容不宜再使用。',
    next: ['请毕业生核对更正后的基本信息，并再次确认去向登记信息。', `确认后重新授权，${again}`],
  },
  dispute: {
    title: '登记信息正在更正，核验已失效',
    says: '毕业生在出具报告之后提出信息有误，报告上的内容不宜再使用。',
    next: ['请等待信息更正，并由毕业生再次确认。', `确认后重新授权，${again}`],
  },
  voided: {
    title: '登记信息已作废，核验已失效',
    says: '该毕业生的去向登记信息已作废，报告上的内容不能再使用。',
    next: ['请联系毕业生或毕业生所在学校了解情况。', `重新登记、确认并授权后，${again}`],
  },
  unknown: {
    title: '未查到相符的信息',
    says: '姓名与编号须同时正确才会显示登记信息。',
    next: [
      '姓名：与学籍一致，不用曾用名；少数民族姓名的间隔号不要漏写。',
      '编号：请对照核验报告或档案材料逐位核对；扫描二维码未查到的，请改用姓名和编号查询。',
      '入口：档案和户口的核验编号不能通用，请换另一入口查询。',
      '仍查不到的，请勿仅凭材料办理：核验编号请联系毕业生本人，转递编号请联系毕业生所在学校。',
    ],
  },
  limited: {
    title: '查询次数已达上限，本次没有查询',
    says: '这不表示姓名或编号有误，也没有写入毕业生的核验记录。',
    next: [
      '请扫描报告上的二维码；扫描后看到本提示的，请输入姓名和编号查询。两种方式分别计次。',
      '或请已登录的接收部门查询：登录后查询不受此限制。',
    ],
  },
} as const

/** Beside a dead report: which of its fields say something else today. */
export const changedWords = {
  none: '报告所列各项与目前的登记一致，但这份报告仍须重新授权后才能使用。',
  /** 毕业去向信息（单位名称、单位所在地） */
  fields: (blocks: readonly { title: string; labels: readonly string[] }[]) =>
    `与目前的登记不同的项目：${blocks.map(({ title, labels }) => `${title}（${labels.join('、')}）`).join('；')}。`,
} as const

/** When it may be asked again, around the instant. */
export const limitedUntil = ['或在', '之后再查询。'] as const
