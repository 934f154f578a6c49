/** Where a graduate's file is. */
export const dispatch = {
  title: '档案寄送情况',
  lead: '学校登记的寄出信息，以及接收单位登记的接收情况。',
  empty: '学校尚未登记寄出信息',
  emptySays: '档案由学校按去向登记信息寄送。寄出后，这里会显示转递方式、单号和寄出日期。',
  methods: { confidential: '机要', ems: 'EMS', courier: '专人', '': '' },
  method: '转递方式',
  trackingNumber: '单号',
  sentOn: '寄出日期',
  answeredAt: '登记时间',
  given: '登记方式',
  setAsideAt: '作废时间',
  setAsideReason: '作废原因',
  withdrawnAt: '撤回时间',
  reason: '退回原因',
  states: {
    sent: ['wait', '○', '已寄出'],
    received: ['good', '●', '已收到'],
    returned: ['stop', '▲', '退回'],
  },
  says: {
    sent: '接收单位登记收到后，这里会更新。',
    received: '接收单位已登记收到档案。',
    returned: '接收单位已登记退回档案。请联系学校就业部门，核对档案转递信息后重新寄送。',
  },
  /** of what anybody with name and code may have said */
  claimed: {
    received: '有人凭姓名和转递编号反馈已收到档案，不是接收单位登录后的登记，请以接收单位的答复为准。',
    returned:
      '有人凭姓名和转递编号反馈档案已退回，不是接收单位登录后的登记。请向接收单位和学校就业部门核实。',
  },
  earlierAnswers: '以前登记的接收情况',
  notEntered: '接收单位已登记，学校尚未登记寄出信息。',
  earlier: '以前的寄送',
  form: '去向登记信息表',
  lookups: '查看转递编号的查询记录',
  formSays: '含转递编号和二维码，可打印后随档案提供，或交接收单位核验。',
} as const
