import { showEnd, showInstant } from '#model/calendar/caps.ts'
import { answerGiven, dispatchStates, methods } from '#words/transfer/dispatches.ts'
import type { TransferCodeView } from './wire.ts'

/** The columns of the list as a file, in its order. Filled in, it can be uploaded as dispatches again. */
const columns: readonly (readonly [title: string, of: (row: TransferCodeView) => string])[] = [
  ['考生号', (row) => row.examNumber],
  ['姓名', (row) => row.name],
  ['院系', (row) => row.college],
  ['专业', (row) => row.major],
  ['档案转递类型', (row) => row.archive?.transferType ?? ''],
  ['档案转递单位名称', (row) => row.archive?.unitName ?? ''],
  ['档案转递单位所在地', (row) => row.archive?.unitRegion ?? ''],
  ['档案转递单位地址', (row) => row.archive?.unitAddress ?? ''],
  ['档案转递单位邮编', (row) => row.archive?.postcode ?? ''],
  ['联系人/联系部门', (row) => row.archive?.contact ?? ''],
  ['联系电话', (row) => row.archive?.phone ?? ''],
  ['转递编号', (row) => row.code],
  ['转递编号有效期至', (row) => showEnd(Date.parse(row.transferEndsAt))],
  ['转递方式', (row) => methods[row.dispatch?.method ?? '']],
  ['邮寄单号', (row) => row.dispatch?.trackingNumber ?? ''],
  ['寄出日期', (row) => row.dispatch?.sentOn ?? ''],
  ['寄送状态', (row) => dispatchStates[row.state]],
  ['回执时间', ({ dispatch }) => (dispatch?.answer ? showInstant(Date.parse(dispatch.answer.at)) : '')],
  [
    '回执方式',
    ({ dispatch }) => (dispatch?.answer ? answerGiven[dispatch.answer.givenAs](dispatch.answer.from) : ''),
  ],
  ['退回原因', ({ dispatch }) => dispatch?.answer?.reason ?? ''],
]

export const lineTitles = columns.map(([title]) => title)
export const lineOf = (row: TransferCodeView): string[] => columns.map(([, of]) => of(row))
