import { answerGiven } from '../transfer/dispatches.ts'

/** 档案寄送情况 below a 转递编号's facts, and the receiving unit's answer. */
export const fileReceipt = {
  title: '档案寄送情况',
  method: '转递方式',
  trackingNumber: '单号',
  sentOn: '寄出日期',
  notSent: '学校尚未登记寄出信息。登记寄出后，可以在这里登记已收到或退回。',
  notEntered: '学校没有登记寄出信息。',
  ask: `收到档案后请在此登记，毕业生和学校随即可以看到，显示为“${answerGiven.claim('')}”。已开通部门账号的，请登录后登记，以登录后的登记为准。登记后不能自行更改，如有误由学校作废。`,
  received: '已收到',
  mustGoBack: '档案需要退回',
  reason: '退回原因',
  reasonHint: '最多 500 字，毕业生和学校都会看到。请不要填写身份证号等个人信息。',
  sendBack: '登记退回',
  /** around what was answered, its instant, and how it was given */
  answered: ['接收情况：', '（登记于', '），', '。如有误，请联系毕业生所在学校。'],
  noted: { received: '已登记：档案已收到', returned: '已登记：档案退回' },
  notedAt: '登记时间',
  lookup: '回执',
  /** behind how it was given */
  seen: '，毕业生和学校登录后可以看到。如有误，请联系毕业生所在学校。',
  answeredBefore: (outcome: string, given: string) =>
    `已登记为“${outcome}”，${given}。没有任何内容被改动。如有误，请联系毕业生所在学校，由学校将原登记作废后重新登记。`,
} as const
