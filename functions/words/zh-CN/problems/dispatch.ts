/** Problems of sending files (档案寄送) and of the printed 转递单. */
export const dispatchProblems = {
  'dispatch.not_found': {
    title: '没有找到这名毕业生的转递信息',
    detail: '没有任何内容被改动。该生可能不属于本校，或没有已登记的去向。请刷新名单后重试。',
  },
  'dispatch.incomplete': {
    title: '寄送信息不符合要求',
    detail: '没有任何内容被改动，已填写的内容仍在页面上。请按提示修改后再提交。',
  },
  'dispatch.no_archive': {
    title: '还没有登记档案转递信息',
    detail: '没有任何内容被改动。请先登记档案转递单位，再录入寄送或打印转递单。',
  },
  'dispatch.not_needed': {
    title: '该生的档案不需要寄送',
    detail: '没有任何内容被改动。档案转递类型为“保留原校”或“无需转递”；如需寄送，请先更改档案转递信息。',
  },
  'dispatch.on_hold': {
    title: '该生暂不办理档案转递',
    detail: '没有任何内容被改动。生源信息中该生延期毕业、休学、退学或肄业；如有变化，请先更新生源信息。',
  },
  'dispatch.received': {
    title: '这份档案已登记为收到',
    detail: '没有任何内容被改动。登记有误的，请将回执作废；如档案确需再次寄送，请选择“再次寄送”后录入。',
  },
  'dispatch.answered': {
    title: '这次寄送已有回执，不能撤回',
    detail:
      '这次寄送的记录保持不变。如回执有误，请先写明原因将回执作废，再撤回；如已退回，可直接录入新的寄送。',
  },
  'dispatch.not_answered': {
    title: '这次寄送没有可以作废的回执',
    detail: '没有任何内容被改动。请刷新名单，查看最新状态。',
  },
  'dispatch.reason_needed': {
    title: '将回执作废请写明原因',
    detail: '没有任何内容被改动。请写明原因（不超过 500 字）后再提交，毕业生会看到。',
  },
  'dispatch.changed': {
    title: '寄送信息刚刚发生了变化',
    detail: '这次操作没有生效。请刷新名单，查看最新状态后再操作。',
  },
} as const
