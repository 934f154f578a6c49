/** Problems around reports and 转递编号: broken seals, the receiving unit's answer, the printable 去向登记信息表. */
export const transferProblems = {
  'report.unverifiable': {
    title: '这份报告的数据未通过完整性检查',
    detail:
      '系统保存的数据与出具时不符，因此不显示报告，也不能修改有效期。没有任何内容被改动。请在“核验授权”中停止核验后重新授权，并联系我们查明原因。',
  },
  'receipt.answered': {
    title: '这份档案的接收情况已经登记过',
    detail: '没有任何内容被改动。如有误，请联系毕业生所在学校，由学校将原登记作废后重新登记。',
  },
  'receipt.other_unit': {
    title: '登记的档案接收单位不是本部门负责的单位',
    detail: '没有登记任何内容。请核对登记的档案接收单位；如登记有误，请联系毕业生所在学校。',
  },
  'receipt.not_sent': {
    title: '学校还没有登记寄出这份档案',
    detail:
      '没有登记任何内容。学校登记寄出后才能登记已收到或退回；如果已经收到档案，请联系毕业生所在学校补登寄出信息。',
  },
  'receipt.reason_needed': {
    title: '退回档案请写明原因',
    detail: '没有登记任何内容。请返回上一页，写明退回原因（不超过 500 字）后再提交。',
  },
  'registration_form.missing': {
    title: '还没有可以打印的去向登记信息表',
    detail: '尚未登记毕业去向，因此没有转递编号和登记信息表。请联系学校就业部门了解登记进度。',
  },
} as const
