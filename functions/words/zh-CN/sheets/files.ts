/** What is wrong with a file as a whole, where the sentence names something of the file. */
export const fileFaults = {
  utf16: '文件是 UTF-16 编码。请另存为 CSV（UTF-8 或 GB18030）或 XLSX 后重新上传，没有写入任何一行。',
  quotes: (line: number | undefined) =>
    `${line === undefined ? '文件中' : `第 ${line} 行附近`}的引号不成对，无法分清各列。请用表格软件重新导出后上传，没有写入任何一行。`,
  cell: (row: string, column: string) =>
    `工作表第 ${row} 行第 ${column} 列的内容无法读取（可能是公式错误值）。请改正后重新上传，没有写入任何一行。`,
  columns: (missing: readonly (readonly string[])[], doubled: readonly string[]) =>
    [
      missing.length > 0 ? `缺少列：${missing.map((titles) => titles.join(' 或 ')).join('、')}。` : '',
      doubled.length > 0 ? `列名重复：${doubled.join('、')}。` : '',
      '请按模板改好表头后重新上传，没有写入任何一行。',
    ].join(''),
} as const
