/** The search of the help. Its script carries these sentences. */
export const helpSearch = {
  label: '查找问题',
  hint: '例如：过期、人脸、退回、查不到',
  found: (count: number) => `找到 ${count} 个问题`,
  none: { title: '没有找到相关的问题', detail: '请换一个说法，或清空后浏览全部问题。' },
} as const
