/** What is wrong with a file as a whole, where the sentence names something of the file. */
export const fileFaults = {
  quotes: (line: number | undefined) =>
    `${line === undefined ? '文件中' : `第 ${line} 行附近`}的引号不成对，无法分清各列。请用表格软件重新导出后上传，没有写入任何一行。`,
  cell: (row: number, column: number) =>
    `工作表第 ${row} 行第 ${column} 列指向一段文字，但文件里没有这段文字。请用表格软件重新保存后上传，没有写入任何一行。`,
  farCell: (column: number, most: number) =>
    `第 ${column} 列有内容，一个文件最多 ${most} 列。请删去右侧多余的内容后重新上传，没有写入任何一行。`,
  longCell: (most: string) => `有一个单元格超过 ${most} 个字。请检查后重新上传，没有写入任何一行。`,
  muchText: (cells: string, text: string) =>
    `文件里的内容超过 ${cells} 个单元格或 ${text} 个字。请删去多余的工作表和列后重新上传，没有写入任何一行。`,
  otherKind: (has: string, asked: string) =>
    `文件的列与“${has}”相符，与所选的“${asked}”不符。请改选“${has}”后重新检查，没有写入任何一行。`,
  columns: (missing: readonly (readonly string[])[], doubled: readonly string[], sheet: string) =>
    [
      sheet === '' ? '' : `工作表“${sheet}”`,
      missing.length > 0 ? `缺少列：${missing.map((titles) => titles.join(' 或 ')).join('、')}。` : '',
      doubled.length > 0 ? `列名重复：${doubled.join('、')}。` : '',
      '请按模板改好表头后重新上传，没有写入任何一行。',
    ].join(''),
} as const
