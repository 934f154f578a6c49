import { verdictStates, verdictWords } from '../verdicts.ts'
import { kindShort } from '../report-kinds.ts'

/** 记录: a department's own look-ups. */
export const departmentLookups = {
  title: '核验记录',
  lead: '本部门全部账号和系统的查询，新的在前。毕业生本人在“核验记录”中也能看到每一次。',
  filters: '筛选',
  verdict: '结果',
  verdicts: {
    '': '全部',
    ...verdictWords,
  },
  kind: '类型',
  kinds: { '': '全部', ...kindShort },
  caseNumber: '业务编号',
  caseHint: '须完全一致',
  find: '查找',
  clear: '清除条件',
  download: '下载记录（CSV）',
  downloadSays: '文件按结果和类型下载，不限于查找的业务编号。',
  empty: '没有符合条件的记录',
  emptySays: '查询之后，记录会出现在这里。',
  columns: {
    at: '核验时间',
    kind: '类型',
    name: '姓名',
    caseNumber: '业务编号',
    verdict: '结果',
    receipt: '回执',
    by: '经办',
  },
  scanned: '扫描二维码',
  bulk: '批量',
  none: '--',
  states: verdictStates,
  page: (number: number) => `第 ${number} 页`,
  newer: '较新的记录',
  older: '更早的记录',
} as const
