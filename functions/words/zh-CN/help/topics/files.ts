import { dispatch } from '../../graduate/dispatch.ts'
import { answerGiven } from '../../transfer/dispatches.ts'
import { kindPages } from '../../report-kinds.ts'
import { fileReceipt } from '../../verify/file-receipt.ts'
import { named, type Question } from '../question.ts'

export const fileQuestions: readonly Question[] = [
  {
    ask: '我的档案寄到哪里了',
    say: () => [
      `${named(dispatch.title)}显示学校登记的转递方式、单号和寄出日期，以及接收单位是否收到。`,
      '还没有显示的，请向学校就业部门了解。',
    ],
    go: [{ href: '/graduate/dispatch/', text: dispatch.title }],
  },
  {
    ask: '接收单位要转递编号',
    say: () => [
      `转递编号印在${named(dispatch.form)}上，登记生效后就有，可打印后随档案提供。登记信息变更后编号不变。`,
    ],
    go: [{ href: '/graduate/dispatch/', text: dispatch.title }],
  },
  {
    ask: '接收单位怎样登记收到或退回',
    say: () => [
      `在${named(kindPages.archive)}输入姓名和转递编号，核对后在${named(fileReceipt.title)}点击${named(fileReceipt.received)}；需要退回的，打开${named(fileReceipt.mustGoBack)}，写明原因，点击${named(fileReceipt.sendBack)}。`,
      `学校登记寄出后才能登记。毕业生和学校随即可以看到，注明${answerGiven.claim('')}；有部门账号的，请登录后查询并登记，以登录后的登记为准。`,
      '登记有误的，由学校写明原因后作废，再重新登记。',
    ],
    go: [{ href: '/verify/archive/', text: kindPages.archive }],
  },
  {
    ask: '档案被退回了',
    say: () => ['请联系学校就业部门，核对档案转递信息后重新寄送。转递单位有变化的，先更改档案去向。'],
  },
]
