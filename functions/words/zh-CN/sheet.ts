/** Printed sheets: what stands on every one, and its buttons. */
export const sheetWords = {
  sample: '样张',
  notes: '注意事项：',
  print: '打印',
  download: '下载',
  picture: '保存为图片',
} as const
