/** What the upload of a file answers beside its findings. */
export const uploadAnswers = {
  fileName: '不是百分号编码的文件名',
  refusals: {
    header: ['行', '考生号', '列', '内容', '原因'],
    left: (rows: number) => `其余 ${rows} 行没有列出，请先改正以上各行后重新检查`,
  },
} as const
