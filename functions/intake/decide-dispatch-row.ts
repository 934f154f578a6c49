import { type ReadRow, readExamNumber, readName } from './decide-roster-row.ts'
import type { Column } from '#model/sheet/columns.ts'
import { type RowReader, rowReader } from '#model/sheet/row-reader.ts'
import type { SheetRow } from '#model/sheet/sheet.ts'
import {
  type DispatchEntry,
  foldTrackingNumber,
  sentOnFault,
  trackingNumberFault,
} from '#model/transfer/dispatch-entry.ts'
import { methodOf } from '#model/transfer/dispatch.ts'

export const dispatchColumns: readonly Column[] = [
  { title: '考生号', aliases: ['考号', '考生编号', '考生号码'], required: true },
  { title: '姓名', aliases: ['学生姓名', '毕业生姓名'], required: true },
  { title: '转递方式', aliases: ['档案转递方式', '寄送方式', '邮寄方式'], required: true },
  {
    title: '邮寄单号',
    aliases: ['单号', '邮件号', '快递单号', '运单号', '机要号', '机要编号', 'EMS单号', '邮寄编号'],
    required: true,
  },
  { title: '寄出日期', aliases: ['寄送日期', '邮寄日期', '转递日期', '寄出时间'], required: true },
]

export interface DispatchRow {
  examNumber: string
  name: string
  /** undefined where the row leaves all three empty: nothing to enter yet */
  entry: DispatchEntry | undefined
}

/** How early it may have left depends on the graduate's cohort: whoever matches the row asks that. */
export function readDispatchRow(row: SheetRow, now: number): ReadRow<DispatchRow> {
  const reader = rowReader(row)
  const examNumber = readExamNumber(reader)
  const name = readName(reader)
  const entry = readEntry(reader, now)
  const { refusals, warnings } = reader
  return {
    row: row.row,
    examNumber,
    refusals,
    warnings,
    ...(refusals.length === 0 ? { value: { examNumber, name, entry } } : {}),
  }
}

function readEntry(reader: RowReader, now: number): DispatchEntry | undefined {
  const written = reader.text('转递方式', { max: 20 })
  const trackingNumber = foldTrackingNumber(reader.text('邮寄单号', { max: 100 }))
  const sentOn = reader.day('寄出日期')
  if (reader.refusals.some(({ column }) => ['转递方式', '邮寄单号', '寄出日期'].includes(column)))
    return undefined
  if (written === '' && trackingNumber === '' && sentOn === '') {
    reader.warn('转递方式', { because: 'dispatch.nothing_written' })
    return undefined
  }
  const method = methodOf(written)
  if (method === undefined)
    reader.refuse('转递方式', { because: written === '' ? 'cell.empty' : 'dispatch.method_unknown' })
  else {
    const fault = trackingNumberFault({ method, trackingNumber })
    if (fault !== undefined)
      reader.refuse(
        '邮寄单号',
        /^\d[.\d]*E\+?\d+$/u.test(trackingNumber) ? { because: 'cell.scientific' } : fault,
      )
  }
  const fault = sentOn === '' ? ({ because: 'cell.empty' } as const) : sentOnFault(sentOn, now)
  if (fault !== undefined) reader.refuse('寄出日期', fault)
  return method === undefined ? undefined : { method, trackingNumber, sentOn }
}
