/** 办到哪一步: what every page says of it, in the same sentences. */
export const progress = {
  label: '办理进度',
  steps: {
    basic_info: '核对信息',
    confirmation: '去向确认',
    authorization: '核验授权',
    report: '核验报告',
  },
  states: { done: '已完成', next: '正在办理', open: '可以办理', closed: '尚不能办理' },
  /** `go` is the button; null where nothing can be done here for now */
  next: {
    check_basic_info: {
      title: '下一步：核对基本信息',
      says: '请核对学校上传的信息，确认无误后才能继续办理。',
      go: '去核对',
    },
    on_hold: { title: '暂停办理', says: '学校登记您暂不毕业或已离校。', go: null },
    service_over: {
      title: '查询核验服务已截止',
      says: '不能再设置有效期，核验编号也不能再查询。如需证明去向，请联系学校就业部门。',
      go: null,
    },
    register: {
      title: '下一步：毕业去向登记',
      says: '离校前请完成登记，学校审核通过后再来确认。',
      go: '去登记',
    },
    fill_draft: {
      title: '下一步：填完毕业去向登记并提交',
      says: '草稿已保存，提交后学校才能审核。',
      go: '继续填写',
    },
    mend_returned: {
      title: '下一步：按退回的原因修改，重新提交',
      says: '填写的内容都还在。',
      go: '去修改',
    },
    await_review: {
      title: '登记已提交，等待审核',
      says: '现在不需要操作，审核通过后再来确认。',
      go: '查看审核进度',
    },
    register_elsewhere: {
      title: '下一步：在省级系统登记',
      says: '本网站不能填写。结果同步到这里后，再来确认。',
      go: '查看在哪里登记',
    },
    archive_first: {
      title: '下一步：在省级系统上报初始档案信息',
      says: '上报的结果同步到这里后，才能确认去向登记。',
      go: '查看说明',
    },
    correct: {
      title: '下一步：更新有误的信息',
      says: '您已提交信息有误。更新后会回到“待确认”，届时请再次确认。',
      go: '查看在哪里更新',
    },
    confirm: {
      title: '下一步：去向登记确认',
      says: '请核对毕业去向、档案和户口信息。确认之后，才能授权核验。',
      go: '去确认',
    },
    confirm_again: {
      title: '下一步：重新确认去向登记',
      says: '信息有更新，请核对后重新确认。确认之后，才能重新授权核验。',
      go: '去确认',
    },
    authorize: {
      title: '下一步：核验授权',
      says: '设置有效期后，系统生成核验编号和报告，供接收部门核验。',
      go: '去授权',
    },
    authorize_again: {
      title: '下一步：重新授权',
      says: '如仍需核验，请重新设置有效期，系统会生成新的核验编号。',
      go: '去授权',
    },
    show: { title: '核验编号生效中', says: '向接收部门出示姓名和编号，或出示二维码。', go: '出示给窗口' },
  },
  until: (day: string) => `有效期至 ${day}`,
  died: (card: string, why: string) => `${card}：${why}`,
} as const
