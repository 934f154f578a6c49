/** How a day is written out. */
export const calendar = {
  day: (year: string, month: string, day: string) => `${year}年${month}月${day}日`,
} as const
