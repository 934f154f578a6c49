/** What no cell may hold, whatever its column. */
export const cellFaults = {
  'cell.control_character': '含有控制字符（不可见），请删除后重新填写',
  'cell.invisible': '含有看不见的零宽字符或改变文字方向的字符，请删除后重新填写',
  'cell.unreadable': '含有无法识别的字符',
  'cell.formula': '以 =、+、- 或 @ 开头，会被表格软件当作公式',
  'cell.sheet_error': '是表格软件的公式错误值',
} as const
