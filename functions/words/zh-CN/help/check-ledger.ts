/** What the check of an exported file says. Kept apart: its script carries these sentences. */
export const checkLedger = {
  working: '正在计算……',
  whole: (count: number) => `链完整：${count} 条全部相符`,
  wholeSays: '文件中的记录自导出以来没有被改动。最新校验值：',
  noted: '也可以在“核验记录”页面输入这个校验值，检查这些记录现在是否仍在网站上。',
  broken: {
    changed: (at: number) => `第 ${at} 条对不上`,
    missing: (at: number) => `缺少第 ${at} 条`,
    head: '结尾对不上',
  },
  brokenSays:
    '这个文件在导出后被改动过，或没有下载完整。请重新导出后再检查；仍对不上的，请保留文件并联系我们。',
  notOurs: [
    '不是核验记录的导出文件',
    '请选择从“核验记录”页面导出的 JSON 文件；表格（CSV）文件不能用来检查。',
  ],
  tooLarge: ['文件太大', '导出文件不会超过 100 MB。请确认选择的是从“核验记录”页面导出的文件。'],
  unreadable: ['文件没有读出来', '文件可能已移动或没有权限读取。请重新选择。'],
} as const
