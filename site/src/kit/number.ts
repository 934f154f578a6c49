/** With separators: `3,000`. */
export const number = (value: number): string => value.toLocaleString('zh-CN')
