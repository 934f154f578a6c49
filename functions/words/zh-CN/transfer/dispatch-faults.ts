/** What is wrong with a sending, in the desk's form and in a file alike. */
export const dispatchFaults = {
  'tracking_number.missing': '机要和 EMS 寄送应填写邮寄单号',
  'tracking_number.malformed': '应为 5 至 30 位字母、数字或连字符',
  'sent_on.malformed': '应为有效的日期，如 2026-07-08',
  'sent_on.future': '不能晚于今天',
  'sent_on.too_early': ({ cohort, first }: { cohort: number; first: string }) =>
    `早于 ${cohort} 届的开始（${first}）`,
} as const
