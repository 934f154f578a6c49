/** How a day is written out. */
export const calendar = {
  day: (year: string, month: string, day: string) => `${year}年${month}月${day}日`,
  left: {
    days: (n: number) => `还有 ${n} 天`,
    hours: (n: number) => `还有 ${n} 小时`,
    minutes: (n: number) => `还有 ${n} 分钟`,
  },
} as const
